"""CALM809: a productive service is connected to one SAP Cloud ALM tenant."""

from __future__ import annotations

from collections.abc import Iterator

from calm_lint.api import Bad, Finding, Good, Landscape, Related, Severity, Source, rule
from calm_lint_rules._alm_usage import PRODUCTIVE, ctms_connections


@rule(
    Landscape,
    code="CALM809",
    rung="collects",
    since="0.1",
    severity=Severity.ERROR,
    source=Source(
        "SAP Cloud Transport Management Service (8b4af2f)",
        "Here's what we recommend: don't connect your productive environment to both",
    ),
    screen="SAP BTP cockpit > Connectivity > Destinations > Name",
    examples=[
        Good("""
            cloud_alm_tenants:
              - id: calm-prod
                usage: productive
              - id: calm-test
                usage: test
            destinations:
              - name: CALM_FTR_CTMS_FEATURES
                cloud_alm_tenant: calm-prod
            """),
        Bad(
            """
            cloud_alm_tenants:
              - id: calm-prod
                usage: productive
              - id: calm-test
                usage: test
            destinations:
              - name: CALM_FTR_CTMS_FEATURES
                cloud_alm_tenant: calm-prod
              - name: CALM_FTR_CTMS_TEST
                cloud_alm_tenant: calm-test
            """,
            at="CALM_FTR_CTMS_TEST",
            message="productive service ctms-main is also connected to calm-prod, must be connected "
            "to one SAP Cloud ALM tenant",
        ),
    ],
)
def ctms_double_connection(landscape: Landscape) -> Iterator[Finding]:
    """Both SAP Cloud ALM tenants would show the transports of the service, and deploy them independently."""
    for service, connections in ctms_connections(landscape).items():
        first, target = connections[0]
        for destination, other in connections[1:] if service.usage.value == PRODUCTIVE else ():
            also = f"is also connected to {target.name_beside(other)}"
            message = f"productive service {service.id.value} {also}, must be connected to one SAP Cloud ALM tenant"
            yield Finding(destination, message, related=(Related(first, "the first connection"),))
