"""CALM801: the name of a destination to SAP Cloud Transport Management is its prefix and a suffix."""

from __future__ import annotations

from collections.abc import Iterator

from calm_lint.api import Bad, Finding, Good, Landscape, Severity, Source, facts, rule


@rule(
    Landscape,
    code="CALM801",
    rung="connects",
    since="0.1",
    severity=Severity.ERROR,
    source=Source("SAP Cloud Transport Management Service (8b4af2f)", "Destination Configuration Values, Name"),
    screen="SAP BTP cockpit > Connectivity > Destinations > Name",
    examples=[
        Good("""
            destinations:
              - name: CALM_FTR_CTMS_FEATURES
            """),
        Bad(
            """
            destinations:
              - name: calm_ftr_ctms_features
                ctms_service: ctms-main
            """,
            at="calm_ftr_ctms_features",
            message="Name is calm_ftr_ctms_features, must be CALM_FTR_CTMS_ and a suffix, in capitals as here",
        ),
        Bad(
            """
            destinations:
              - name: CTMS_MAIN
                ctms_service: ctms-main
            """,
            at="CTMS_MAIN",
            message="Name is CTMS_MAIN, must be CALM_FTR_CTMS_ and a suffix",
        ),
    ],
)
def ctms_destination_name(landscape: Landscape) -> Iterator[Finding]:
    """SAP Cloud ALM finds the destination by this prefix, in which upper and lower case count.

    There is no fix: the name of a destination in use must not be changed, as transports that are assigned to features
    would lose their assignment. If transports have been assigned already, ask SAP before you rename it.
    """
    prefix = facts.CTMS_DESTINATION
    for destination, _ in landscape.ctms_destinations:
        name = destination.name.value
        if name is not None and not (name.startswith(prefix) and name[len(prefix) :].strip()):
            case = ", in capitals as here" if name.upper().startswith(prefix) and name.upper() != prefix else ""
            yield Finding(destination.name, f"Name is {name}, must be {prefix} and a suffix{case}")
