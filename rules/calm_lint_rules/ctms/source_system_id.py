"""CALM814: sourceSystemId of a product's destination names a transport node."""

from __future__ import annotations

from collections.abc import Iterator

from calm_lint.api import (
    Bad,
    Destination,
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
    key = facts.SOURCE_SYSTEM_ID
    for destination in landscape.destinations:
        properties = destination.additional_properties
        if not destination.is_application_side or destination.entry("additional_properties").unknown:
            continue
        if key in properties.data:
            yield from _unknown_node(
                landscape, destination, Scalar(properties, (key,), properties.data[key], missing=False)
            )
        elif near := next((each for each in properties.data if each.lower() == key.lower()), None):
            fix = Fix(f"replace with {key}", (Rewrite(properties.key(near).place, key),))
            yield Finding(properties.key(near), f"additional property is {near}, must be {key}", fix)
        else:
            wanted = "must be the name of the source transport node"
            yield Finding(destination, f"additional property {key} is missing, {wanted}")


def _unknown_node(landscape: Landscape, destination: Destination, name: Scalar[str]) -> Iterator[Finding]:
    of = destination.ctms_service
    services = [each for each in landscape.ctms_services if of.missing or each.id.value == of.value]
    known = Names(node.name.value for service in services for node in service.nodes)
    complete = known.complete and landscape.knows("ctms_services") and all(each.knows("nodes") for each in services)
    value = name.value
    if not isinstance(value, str) or not any(each.nodes for each in services) or not complete or value in known:
        return
    meant = known.nearest(value)
    advice = f", did you mean {meant}?" if meant else ""
    yield Finding(
        name, f"{facts.SOURCE_SYSTEM_ID} is {value}, must be the name of a transport node{advice}", hint=advice
    )
