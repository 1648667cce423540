"""CALM312: Arrangement Name has a form that the app accepts."""

from __future__ import annotations

from collections.abc import Iterator

from calm_lint.api import AlmArrangement, Bad, Finding, Good, Severity, Source, facts, rule


@rule(
    AlmArrangement,
    code="CALM312",
    rung="by-the-book",
    since="0.1",
    severity=Severity.WARNING,
    source=Source("Communication Management", "Arrangement Name"),
    screen="Communication Arrangements > Arrangement Name",
    examples=[
        Good("arrangement_name: SAP_COM_0690_CALM_ATO"),
        Bad(
            "arrangement_name: Cloud ALM (ATO)",
            at="Cloud ALM (ATO)",
            message="Arrangement Name is Cloud ALM (ATO), should be at most 80 letters, digits, _ and -",
        ),
    ],
)
def arrangement_name_format(arrangement: AlmArrangement) -> Iterator[Finding]:
    """The app Communication Arrangements rejects any other name.

    This name cannot be the name of the arrangement in the system.
    """
    name = arrangement.arrangement_name
    if name.value is not None and not facts.ARRANGEMENT_NAME.allows(name.value):
        allowed = f"at most {facts.ARRANGEMENT_NAME.longest} letters, digits, _ and -"
        yield Finding(name, f"Arrangement Name is {name.value}, should be {allowed}")
