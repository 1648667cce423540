"""CALM810: each service has a destination."""

from __future__ import annotations

from collections.abc import Iterator

from calm_lint.api import Bad, CtmsService, Destination, Finding, Good, Landscape, Severity, Source, facts, rule
from calm_lint_rules.ctms._legacy import is_legacy


@rule(
    Landscape,
    code="CALM810",
    rung="connects",
    since="0.1",
    severity=Severity.ERROR,
    source=Source("SAP Cloud Transport Management Service (8b4af2f)", "Procedure 1"),
    screen="SAP BTP cockpit > Connectivity > Destinations > Create",
    examples=[
        Good("""
            ctms_services:
              - id: ctms-main
            destinations:
              - name: CALM_FTR_CTMS_FEATURES
                ctms_service: ctms-main
            """),
        Bad(
            """
            ctms_services:
              - id: ctms-main
              - id: ctms-second
                usage: test
            destinations:
              - name: CALM_FTR_CTMS_FEATURES
                ctms_service: ctms-main
            """,
            at="ctms-second",
            message="no destination leads to ctms-second, must be one in the subaccount of an SAP Cloud ALM tenant",
        ),
    ],
)
def ctms_destination_missing(landscape: Landscape) -> Iterator[Finding]:
    """SAP Cloud ALM reaches a service through a destination in its own subaccount only.

    Without one, it shows no transports of the service.
    """
    leading = landscape.ctms_destinations
    known = landscape.knows("destinations") and not any(each.name.unknown for each in landscape.destinations)
    # One that leads to no declared service may lead to any.
    if not known or not all(service for _, service in leading):
        return
    reached = {service for _, service in leading}
    legacy = set(_services(landscape, [each for each in landscape.destinations if is_legacy(each)]))
    for service in landscape.ctms_services:
        if service not in reached and service not in legacy and None not in legacy:
            where = "must be one in the subaccount of an SAP Cloud ALM tenant"
            yield Finding(service, f"no destination leads to {service.id.value or 'the service'}, {where}")


def _services(landscape: Landscape, legacy: list[Destination]) -> Iterator[CtmsService | None]:
    """Yield the services of destinations that legacy-ctms-destination reports, None for one that may be any."""
    if legacy and len(landscape.ctms_services) == 1:
        yield landscape.ctms_services[0]
        return
    by_id = {each.id.value: each for each in landscape.ctms_services}
    by_node = {node.name.value: each for each in landscape.ctms_services for node in each.nodes}
    for destination in legacy:
        source = destination.additional_properties.data.get(facts.SOURCE_SYSTEM_ID)
        by_source = by_node.get(source) if isinstance(source, str) else None
        yield by_id.get(destination.ctms_service.value) or by_source
