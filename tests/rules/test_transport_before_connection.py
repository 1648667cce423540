"""CALM601 beyond its examples: the day of the connection."""

from __future__ import annotations

import pytest

from calm_lint.api import S4Tenant, Transport
from calm_lint.rulebook.examples import complete
from findings import Lint, codes, of_rule, span_of


@pytest.mark.parametrize(
    ("entries", "found"),
    [
        pytest.param("exported_on: 2024-01-15", [], id="exported on the day of the connection"),
    ],
)
def test_one_fault_one_finding(lint: Lint, entries: str, found: list[str]) -> None:
    assert codes(lint(complete(Transport, entries))) == found


MADE_IN = "role: development\ntransports:\n  - request: ABCK900123\n    status: released\n    exported_on: {}"


@pytest.mark.parametrize("role", ["development", "customizing"])
def test_both_days_are_shown(lint: Lint, role: str) -> None:
    text = complete(S4Tenant, MADE_IN.format("2024-01-14")).replace("development", role)
    (violation,) = of_rule(lint(text), "CALM601")
    (related,) = violation.related
    assert violation.span == span_of(text, "2024-01-14")
    assert violation.path == "/s4hana_tenants/0/transports/0/exported_on"
    assert related.span == span_of(text, "2024-01-15")


@pytest.mark.parametrize(
    ("day", "count"), [("2024-01-14", 1), ("2024-01-14T23:59:59Z", 1), ("2024-01-15T00:00:00Z", 0), ("2024-01-16", 0)]
)
def test_date_time_counts_by_its_date(lint: Lint, day: str, count: int) -> None:
    assert codes(lint(complete(S4Tenant, MADE_IN.format(day)))).count("CALM601") == count


@pytest.mark.parametrize("missing", ["connected_on:", "connected_on: soon"])
def test_day_of_the_connection_that_is_not_known(lint: Lint, missing: str) -> None:
    assert "CALM601" not in codes(lint(complete(S4Tenant, f"{missing}\n{MADE_IN.format('2020-01-01')}")))


@pytest.mark.parametrize("role", ["test", "production", "starter"])
def test_other_tenants_export_nothing(lint: Lint, role: str) -> None:
    text = complete(S4Tenant, MADE_IN.format("2024-01-14")).replace("role: development", f"role: {role}")
    assert f"role: {role}" in text
    assert of_rule(lint(text), "CALM601") == []
