"""CALM405 beyond its examples: roles and days."""

from __future__ import annotations

import pytest

from calm_lint.api import S4Tenant
from calm_lint.rulebook.examples import complete
from findings import Lint, codes, span_of

IMPORTED = "connected_on: 2024-01-15\nfirst_import_on: 2024-01-{}"


@pytest.mark.parametrize(
    ("entries", "found"),
    [
        pytest.param(f"role: production\n{IMPORTED.format(14)}", ["CALM405"], id="import before connection"),
        pytest.param(f"role: production\n{IMPORTED.format(15)}", [], id="import on the day of the connection"),
        pytest.param(f"role: sandbox\n{IMPORTED.format(14)}", [], id="import into no production"),
        pytest.param(f"role: customizing\n{IMPORTED.format(14)}", ["CALM404"], id="import where it is made"),
    ],
)
def test_one_fault_one_finding(lint: Lint, entries: str, found: list[str]) -> None:
    assert codes(lint(complete(S4Tenant, entries))) == found


@pytest.mark.parametrize("first", ["connected_on", "first_import_on"])
def test_both_days_are_shown(lint: Lint, first: str) -> None:
    days = ["connected_on: 2024-01-15", "first_import_on: 2024-01-14"]
    text = complete(S4Tenant, "\n".join(days if first == "connected_on" else reversed(days)))
    (violation,) = lint(text).violations
    (related,) = violation.related
    assert (violation.span, violation.path) == (span_of(text, "2024-01-15"), "/s4hana_tenants/0/connected_on")
    assert related.span == span_of(text, "2024-01-14")
