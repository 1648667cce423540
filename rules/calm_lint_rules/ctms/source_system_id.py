"""CALM814: sourceSystemId of a product's destination names a transport node."""

from __future__ import annotations

from collections.abc import Iterator

from calm_lint.api import (
    Bad,
    Finding,
    Fix,
    Good,
    Landscape,
    Names,
    Rewrite,
    Scalar,
    Severity,
    Source,
    facts,
    rule,
)


@rule(
    Landscape,
    code="CALM814",
    rung="collects",
    since="0.1",
    severity=Severity.ERROR,
    source=Source(
        "SAP Cloud Transport Management Service (8b4af2f)",
        "Additional Properties: Reuse the same value as the name of the source transport node",
    ),
    screen="SAP BTP cockpit > Connectivity > Destinations > Additional Properties",
    examples=[
        Good("""
            ctms_services:
              - id: ctms-main
                nodes:
                  - {name: DEV_NODE}
                  - {name: TEST_NODE}
                routes:
                  - {name: A, source: DEV_NODE, target: TEST_NODE}
            destinations:
              - name: CALM_FTR_CTMS_FEATURES
              - name: TransportManagementService
                url: https://transport-service-app-backend.ts.cfapps.eu10.hana.ondemand.com
                additional_properties: {sourceSystemId: DEV_NODE}
            """),
        Bad(
            """
            ctms_services:
              - id: ctms-main
                nodes:
                  - {name: DEV_NODE}
                  - {name: TEST_NODE}
                routes:
                  - {name: A, source: DEV_NODE, target: TEST_NODE}
            destinations:
              - name: CALM_FTR_CTMS_FEATURES
              - name: TransportManagementService
                url: https://transport-service-app-backend.ts.cfapps.eu10.hana.ondemand.com
                additional_properties: {sourcesystemId: DEV_NODE}
            """,
            at="sourcesystemId",
            message="additional property is sourcesystemId, must be sourceSystemId",
            fixed="""
            ctms_services:
              - id: ctms-main
                nodes:
                  - {name: DEV_NODE}
                  - {name: TEST_NODE}
                routes:
                  - {name: A, source: DEV_NODE, target: TEST_NODE}
            destinations:
              - name: CALM_FTR_CTMS_FEATURES
              - name: TransportManagementService
                url: https://transport-service-app-backend.ts.cfapps.eu10.hana.ondemand.com
                additional_properties: {sourceSystemId: DEV_NODE}
            """,
        ),
        Bad(
            """
            ctms_services:
              - id: ctms-main
                nodes:
                  - {name: DEV_NODE}
                  - {name: TEST_NODE}
                routes:
                  - {name: A, source: DEV_NODE, target: TEST_NODE}
            destinations:
              - name: CALM_FTR_CTMS_FEATURES
              - name: TransportManagementService
                url: https://transport-service-app-backend.ts.cfapps.eu10.hana.ondemand.com
                additional_properties: {sourceSystemId: DEV_NOED}
            """,
            at="DEV_NOED",
            message="sourceSystemId is DEV_NOED, must be the name of a transport node, did you mean DEV_NODE?",
        ),
        Bad(
            """
            destinations:
              - name: CALM_FTR_CTMS_FEATURES
              - name: TransportManagementService
                url: https://transport-service-app-backend.ts.cfapps.eu10.hana.ondemand.com
            """,
            at="TransportManagementService",
            message="additional property sourceSystemId is missing, must be the name of the source transport node",
        ),
    ],
)
def source_system_id(landscape: Landscape) -> Iterator[Finding]:
    """The product exports to the node of this name. Upper and lower case count, in the key and in the name.

    Without the property, or with another name, its transports reach no node.
    """
    key, nodes = facts.SOURCE_SYSTEM_ID, _nodes(landscape)
    for destination in landscape.destinations:
        properties = destination.additional_properties
        if not destination.is_application_side or destination.entry("additional_properties").unknown:
            continue
        name = properties.source_system_id
        if not name.blank:
            yield from _unknown_node(name, nodes.get(destination.ctms_service.value))
        elif near := next((each for each in properties.data if each != key and each.lower() == key.lower()), None):
            fix = Fix(f"replace with {key}", (Rewrite(properties.key(near).place, key),))
            yield Finding(properties.key(near), f"additional property is {near}, must be {key}", fix)
        else:
            wanted = "must be the name of the source transport node"
            yield Finding(
                properties if properties.data else destination, f"additional property {key} is missing, {wanted}"
            )


def _nodes(landscape: Landscape) -> dict[str | None, Names]:
    """Return the names of the nodes of each service by its id, and those of all services by None."""
    services = [each for each in landscape.ctms_services if each.nodes]
    found: dict[str | None, Names] = {each.id.value: each.node_names for each in services if each.knows("nodes")}
    names = (node.name.value for service in services for node in service.nodes)
    whole = landscape.knows("ctms_services") and all(each.knows("nodes") for each in landscape.ctms_services)
    return {**found, None: Names(names)} if services and whole else found


def _unknown_node(name: Scalar[str], known: Names | None) -> Iterator[Finding]:
    value = name.value
    if value is None or not known or not known.complete or value in known:
        return
    meant = known.nearest(value)
    advice = f", did you mean {meant}?" if meant else ""
    yield Finding(
        name, f"{facts.SOURCE_SYSTEM_ID} is {value}, must be the name of a transport node{advice}", hint=advice
    )
