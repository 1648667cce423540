"""CALM806: one SAP Cloud ALM tenant has no two destinations to one service."""

from __future__ import annotations

from collections.abc import Iterator

from calm_lint.api import Bad, Destination, Finding, Good, Landscape, Related, Severity, Source, is_reference, rule


@rule(
    Landscape,
    code="CALM806",
    rung="collects",
    since="0.1",
    severity=Severity.ERROR,
    source=Source(
        "SAP Cloud Transport Management Service (8b4af2f)",
        "Caution: Don't maintain two destinations to the same SAP Cloud Transport Management service instance",
    ),
    screen="SAP BTP cockpit > Connectivity > Destinations > Name",
    examples=[
        Good("""
            destinations:
              - name: CALM_FTR_CTMS_FEATURES
            """),
        Bad(
            """
            destinations:
              - name: CALM_FTR_CTMS_FEATURES
              - name: CALM_FTR_CTMS_SECOND
            """,
            at="CALM_FTR_CTMS_SECOND",
            message="destination leads to ctms-main as CALM_FTR_CTMS_FEATURES does, must be the only one",
        ),
    ],
)
def duplicate_ctms_destination(landscape: Landscape) -> Iterator[Finding]:
    """With two destinations, app Features shows each transport twice, and it stays so if you delete one of them.

    Transports that were pushed to SAP Cloud ALM are kept for audits.
    """
    first: dict[tuple[object, object], Destination] = {}
    for destination, service in landscape.ctms_destinations:
        alm = destination.alm_tenant
        # Two with one client ID lead to one service, also if the landscape does not describe it.
        told = destination.ctms_service.missing and not is_reference(destination.client_id.value or "")
        reached = service or (destination.client_id.value if told else None)
        if alm is None or not reached:
            continue
        earlier = first.setdefault((alm.uaa_host or alm, reached), destination)
        if earlier is not destination:
            name = service.id.value if service else "the same service"
            message = f"destination leads to {name} as {earlier.name.value} does, must be the only one"
            yield Finding(destination.name, message, related=(Related(earlier.name, "the first destination"),))
