"""CALM302 beyond its examples: near misses of the Scenario ID."""

from __future__ import annotations

import pytest

from calm_lint.api import AlmArrangement
from calm_lint.rulebook.examples import complete
from findings import Lint, codes


@pytest.mark.parametrize(
    ("entries", "found"),
    [
        pytest.param("scenario: SAP_COM_690", ["CALM302"], id="near miss is there"),
        pytest.param("scenario: SAP COM 0690", ["CALM302"], id="blanks in the scenario"),
    ],
)
def test_one_fault_one_finding(lint: Lint, entries: str, found: list[str]) -> None:
    assert codes(lint(complete(AlmArrangement, entries))) == found


def test_an_arrangement_with_a_misspelled_scenario_may_be_shared(lint: Lint) -> None:
    text = complete(AlmArrangement, "scenario: SAP_COM_690").replace(
        "communication_arrangements:", "communication_arrangements: &arrangements"
    )
    text += "  - {id: other, role: sandbox, communication_arrangements: *arrangements}\n"
    assert [each.message for each in lint(text).violations if each.rule.code == "CALM302"] == [
        "Scenario ID is SAP_COM_690, must be SAP_COM_0690"
    ]
