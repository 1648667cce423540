"""CALM111 beyond its examples: what uses a system, and silent where another rule says why nothing does."""

from __future__ import annotations

import pytest

from calm_lint.api import S4Tenant
from calm_lint.rulebook.examples import complete
from findings import Lint, codes, span_of

SYSTEMS = """\
communication_systems:
  - system_id: CALM_PROD
  - system_id: OTHER
"""
ARRANGEMENT = """\
communication_arrangements:
  - arrangement_name: ATO
    communication_system: CALM_PROD
"""


def test_finding_is_at_the_system_id(lint: Lint) -> None:
    text = complete(S4Tenant, SYSTEMS + ARRANGEMENT)
    (violation,) = lint(text).violations
    assert (violation.rule.code, violation.severity) == ("CALM111", "warning")
    assert (violation.span, violation.path) == (span_of(text, "OTHER"), "/s4hana_tenants/0/communication_systems/1")


def test_arrangement_of_another_scenario_uses_it(lint: Lint) -> None:
    other = "  - arrangement_name: PRINT\n    scenario: SAP_COM_0466\n    communication_system: OTHER\n"
    other += "    outbound_services:\n"
    # The two systems stand for one SAP Cloud ALM tenant, which is another fault.
    assert codes(lint(complete(S4Tenant, SYSTEMS + ARRANGEMENT + other))) == ["CALM118"]


@pytest.mark.parametrize(
    ("arrangements", "found"),
    [
        pytest.param("communication_arrangements: []\n", ["CALM301"], id="an arrangement is missing"),
        pytest.param(ARRANGEMENT.replace("CALM_PROD", "OTHRE"), ["CALM005"], id="a reference leads nowhere"),
        pytest.param(
            ARRANGEMENT.replace("CALM_PROD", "OTHER\n    scenario: SAP_COM_690"),
            ["CALM302", "CALM111"],
            id="a near miss uses its own system",
        ),
        pytest.param("communication_arrangements: wrong\n", ["CALM003"], id="arrangements are rejected"),
        pytest.param(ARRANGEMENT.replace("CALM_PROD", "[wrong]"), ["CALM003"], id="a reference is rejected"),
    ],
)
def test_other_rule_says_why(lint: Lint, arrangements: str, found: list[str]) -> None:
    assert sorted(codes(lint(complete(S4Tenant, SYSTEMS + arrangements)))) == sorted(found)
