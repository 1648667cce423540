"""CALM408 beyond its examples: tenants that count for a split, and tenants that do not."""

from __future__ import annotations

from findings import Lint
from landscapes import ACME, BETA, landscape, s4


def test_tenant_without_a_connection_hides_no_split(lint: Lint) -> None:
    text = landscape((ACME, BETA), (s4("acme"), s4("acme"), s4("beta")))
    start, end = text.index("    communication_arrangements"), text.index("  - id: tenant-1")
    text = text[:start] + text[end:]
    assert "CALM408" in [violation.rule.code for violation in lint(text).violations]


def test_tenant_with_two_connections_is_no_split_besides(lint: Lint) -> None:
    text = landscape((ACME, BETA), (s4("acme"), f"{s4('beta')}, {s4('acme').replace('CALM,', 'CALM_2,')}"))
    again = text[text.rindex("      - arrangement_name") :].replace(": CALM\n", ": CALM_2\n").replace("ATO", "ATO_2")
    codes = [violation.rule.code for violation in lint(text + again).violations]
    assert "CALM401" in codes
    assert "CALM408" not in codes
