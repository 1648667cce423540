"""CALM301 beyond its examples: its severity, and that no other rule speaks of the same tenant."""

from __future__ import annotations

import pytest

from calm_lint.api import S4Tenant
from calm_lint.rulebook.examples import complete
from findings import Lint, codes, span_of


@pytest.mark.parametrize(
    ("entries", "found"),
    [
        pytest.param("role: sandbox\ncommunication_arrangements:", ["CALM301"], id="missing, so not unused"),
    ],
)
def test_one_fault_one_finding(lint: Lint, entries: str, found: list[str]) -> None:
    assert codes(lint(complete(S4Tenant, entries))) == found


@pytest.mark.parametrize("role", ["starter", "sandbox", "test", "production"])
def test_missing_arrangement_is_a_warning_for_trial_tenants(lint: Lint, role: str) -> None:
    report = lint(complete(S4Tenant, f"role: {role}\ncommunication_arrangements:\ncommunication_systems:"))
    (violation,) = (each for each in report.violations if each.rule.code == "CALM301")
    assert violation.severity == ("warning" if role in ("starter", "sandbox") else "error")


def test_finding_is_at_the_id(lint: Lint) -> None:
    text = complete(S4Tenant, "communication_systems:\ncommunication_arrangements:")
    (violation,) = lint(text).violations
    assert (violation.span, violation.path) == (span_of(text, "prod", after="s4hana_tenants:"), "/s4hana_tenants/0")
    assert violation.fix is None


@pytest.mark.parametrize(
    ("arrangements", "found"),
    [
        ("wrong", ["CALM003"]),
        ("[{arrangement_name: A, scenario: [wrong], communication_system: CALM_PROD}]", ["CALM003"]),
    ],
)
def test_arrangement_that_the_schema_rejects_counts_as_there(lint: Lint, arrangements: str, found: list[str]) -> None:
    assert codes(lint(complete(S4Tenant, f"communication_arrangements: {arrangements}"))) == found
