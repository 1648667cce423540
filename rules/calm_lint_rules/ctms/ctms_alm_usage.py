"""CALM808: a productive service leads to the productive SAP Cloud ALM tenant, a sandbox to the test one."""

from __future__ import annotations

from collections.abc import Iterator

from calm_lint.api import Bad, Finding, Good, Landscape, Severity, Source, rule
from calm_lint_rules._alm_usage import misplaced_services


@rule(
    Landscape,
    code="CALM808",
    rung="by-the-book",
    since="0.1",
    severity=Severity.WARNING,
    source=Source("SAP Cloud Transport Management Service (8b4af2f)", "Here's what we recommend"),
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
                cloud_alm_tenant: calm-test
            """,
            at="calm-test",
            message="productive service ctms-main is connected to calm-test, a test SAP Cloud ALM "
            "tenant, should be a productive one",
        ),
        Bad(
            """
            cloud_alm_tenants:
              - id: calm-prod
                usage: productive
              - id: calm-test
                usage: test
            ctms_services:
              - id: ctms-demo
                usage: demo
            destinations:
              - name: CALM_FTR_CTMS_DEMO
                ctms_service: ctms-demo
                cloud_alm_tenant: calm-prod
            """,
            at="calm-prod",
            message="demo service ctms-demo is connected to calm-prod, a productive SAP Cloud ALM "
            "tenant, should be a test one",
        ),
    ],
)
def ctms_alm_usage(landscape: Landscape) -> Iterator[Finding]:
    """Features and deployments of productive services are managed in the productive SAP Cloud ALM tenant.

    SAP recommends to connect demo and sandbox services to the test tenant only, where there is one.
    """
    yield from (each.finding for each in misplaced_services(landscape))
