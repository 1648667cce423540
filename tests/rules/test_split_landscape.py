"""CALM408 beyond its examples: tenants that count for a split, and tenants that do not."""

from __future__ import annotations

import pytest

from findings import Lint, codes, of_rule, span_of
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


def test_both_ends_are_shown(lint: Lint) -> None:
    text = landscape((ACME, BETA), (s4("acme"), s4("acme"), s4("beta")))
    (violation,) = of_rule(lint(text), "CALM408")
    (related,) = violation.related
    assert violation.span == span_of(text, "CALM", after=text[: text.rindex("CALM")])
    assert violation.path == "/s4hana_tenants/2/communication_arrangements/0/communication_system"
    assert related.span == span_of(text, "CALM", after="communication_system: ")


@pytest.mark.parametrize("zone", ["acme", "ACME"])
def test_one_tenant_for_all_is_no_split(lint: Lint, zone: str) -> None:
    second = s4("acme", host=f"{zone}.authentication.eu10.hana.ondemand.com")
    assert codes(lint(landscape((ACME,), (s4("acme"), second)))) == []
