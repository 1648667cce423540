"""CALM302 beyond its examples: near misses of the Scenario ID."""

from __future__ import annotations

import pytest

from calm_lint.api import AlmArrangement
from calm_lint.rulebook.examples import complete
from findings import Lint, codes, fixed

ID = "SAP_COM_0690"


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


@pytest.mark.parametrize(
    "scenario",
    ["sap_com_0690", "SAP COM 0690", "'SAP_COM_0690 '", "SAPCOM0690", "SAP-COM-0690", "SAP_COM_O690", "SAP_COM_069O",
     "SAP_COM_690", "SAP_COM_069", "SAP_COM_06", "SAP_COM_0960", "SAP_COM_0609"],
)  # fmt: skip
def test_near_miss(lint: Lint, scenario: str) -> None:
    text = complete(AlmArrangement, f"scenario: {scenario}")
    (violation,) = lint(text).violations
    assert violation.rule.code == "CALM302"
    assert fixed(text, violation) in (complete(AlmArrangement, f"scenario: {each}") for each in (ID, f"'{ID}'"))


@pytest.mark.parametrize("scenario", ["SAP_COM_0466", "SAP_COM_0691", "SAP_COM_1690", "Z_COM_0690", "SAP_COM_06900"])
def test_other_scenario_is_legal(lint: Lint, scenario: str) -> None:
    assert codes(lint(complete(AlmArrangement, f"scenario: {scenario}\noutbound_services:"))) == ["CALM301"]


@pytest.mark.parametrize("scenario", ["SAP_COM_0466", "SAP_COM_0691"])
def test_deployment_services_under_another_scenario(lint: Lint, scenario: str) -> None:
    assert codes(lint(complete(AlmArrangement, f"scenario: {scenario}"))) == ["CALM302"]
