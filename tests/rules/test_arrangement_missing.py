"""CALM301 beyond its examples: its severity, and that no other rule speaks of the same tenant."""

from __future__ import annotations

import pytest

from calm_lint.api import S4Tenant
from calm_lint.rulebook.examples import complete
from findings import Lint, codes


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
