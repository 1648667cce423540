"""CALM302: the scenario ID SAP_COM_0690 is spelled correctly."""

from __future__ import annotations

from collections.abc import Iterator

from calm_lint.api import SCENARIO, AlmArrangement, Bad, Finding, Fix, Good, Severity, Source, rule


@rule(
    AlmArrangement,
    code="CALM302",
    rung="connects",
    since="0.1",
    severity=Severity.ERROR,
    source=Source("guide", "Procedure 2.1", "2025-05-14"),
    screen="Communication Arrangements > Scenario ID",
    examples=[
        Good("scenario: SAP_COM_0690"),
        Bad(
            "scenario: SAP_COM_O690",
            at="SAP_COM_O690",
            message="Scenario ID is SAP_COM_O690, must be SAP_COM_0690",
            fixed="scenario: SAP_COM_0690",
        ),
    ],
)
def scenario_misspelled(arrangement: AlmArrangement) -> Iterator[Finding]:
    """Only this scenario has the four outbound services that report transports to SAP Cloud ALM."""
    scenario = arrangement.scenario
    if scenario.value != SCENARIO:
        yield Finding(scenario, f"Scenario ID is {scenario.value}, must be {SCENARIO}", Fix.replace(scenario, SCENARIO))
