"""CALM603 beyond its examples: which days are compared, and where both are shown."""

from __future__ import annotations

import pytest

from calm_lint.api import S4Tenant
from calm_lint.rulebook.examples import complete
from findings import Lint, codes, of_rule, span_of
from landscapes import ACME, alm, landscape, s4


@pytest.mark.parametrize(
    ("day", "found"),
    [
        ("2023-11-19", ["CALM603"]),
        ("2023-11-19T23:59:59Z", ["CALM603"]),
        ("2023-11-20", []),
        ("2023-11-20T00:00:00Z", []),
        ("2023-11-21", []),
        ("", []),
        ("soon", ["CALM003"]),
    ],
)
def test_day(lint: Lint, day: str, found: list[str]) -> None:
    assert codes(lint(complete(S4Tenant, f"connected_on: {day}"))) == found


def test_both_days_are_shown(lint: Lint) -> None:
    text = complete(S4Tenant, "connected_on: 2023-11-19")
    (violation,) = lint(text).violations
    (related,) = violation.related
    assert violation.span == span_of(text, "2023-11-19")
    assert violation.path == "/s4hana_tenants/0/connected_on"
    assert related.span == span_of(text, "2023-11-20")
    assert violation.fix is None


def test_day_of_the_tenant_that_is_reached_counts(lint: Lint) -> None:
    later = alm("calm-two", zone="beta").replace("2023-11-20", "2024-06-01")
    text = landscape((ACME, later), (s4("acme"), s4("beta"))).replace(
        "    role: starter\n", "    role: starter\n    connected_on: 2024-01-15\n"
    )
    (violation,) = of_rule(lint(text), "CALM603")
    assert violation.path == "/s4hana_tenants/1/connected_on"


def test_tenant_without_a_connection_is_left_alone(lint: Lint) -> None:
    text = complete(S4Tenant, "connected_on: 2023-11-19\ncommunication_systems:\ncommunication_arrangements:")
    assert codes(lint(text)) == ["CALM301"]
