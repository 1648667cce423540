"""Only arrangements of transport management and the systems that they use are held to its rules."""

from __future__ import annotations

import pytest

from calm_lint.api import AlmArrangement
from calm_lint.rulebook.examples import complete
from findings import Lint, codes

HOST = "eu10.alm.cloud.sap"


def test_services_of_other_scenarios_are_left_alone(lint: Lint) -> None:
    arrangement = "scenario: SAP_COM_0466\noutbound_services: {printing: {port: eighty}}"
    assert codes(lint(complete(AlmArrangement, arrangement))) == ["CALM301"]


@pytest.mark.parametrize(
    "scenario",
    ["SAP_COM_0690", "sap_com_0690", "SAP COM 0690", '"SAP_COM_0690 "', "SAP_COM_O690", "SAP_COM_690", "SAP_COM_0960"],
)
def test_near_misses_of_the_scenario_are_held_to_its_rules(lint: Lint, scenario: str) -> None:
    text = complete(AlmArrangement, f"scenario: {scenario}").replace(
        "port: 443\n        token", "port: 80\n        token"
    )
    assert "CALM101" in codes(lint(text))


def test_system_of_another_scenario_is_left_alone(lint: Lint) -> None:
    text = complete(AlmArrangement, "scenario: SAP_COM_0466\noutbound_services:")
    text = text.replace(f"host_name: {HOST}", "host_name: http://printer:631/api").replace("443", "631")
    assert codes(lint(text)) == ["CALM301"]
