"""CALM919: a production system is connected to the productive SAP Cloud ALM tenant, a sandbox to the test one."""

from __future__ import annotations

from collections.abc import Iterator

from calm_lint.api import Bad, Finding, Good, Landscape, Severity, Source, rule
from calm_lint_rules._alm_usage import misplaced_systems


@rule(
    Landscape,
    code="CALM919",
    rung="by-the-book",
    since="0.1",
    severity=Severity.WARNING,
    source=Source("Setting Up the Managed Systems (21e0843)", "Note: only connect your productive environments"),
    screen="/SDF/ALM_SETUP > Target ALM Description",
    examples=[
        Good("""
            cloud_alm_tenants:
              - id: calm-prod
                usage: productive
              - id: calm-test
                usage: test
            cts_domains:
              - domain_name: DOMAIN_PRD
                systems:
                  - sid: PRD
                    alm_setup:
                      - client: "000"
                        cloud_alm_tenant: calm-prod
            """),
        Bad(
            """
            cloud_alm_tenants:
              - id: calm-prod
                usage: productive
              - id: calm-test
                usage: test
            cts_domains:
              - domain_name: DOMAIN_PRD
                systems:
                  - sid: PRD
                    alm_setup:
                      - client: "000"
                        cloud_alm_tenant: calm-test
                        token_endpoint: https://beta.authentication.eu10.hana.ondemand.com/oauth/token
                        client_id: ${CALM_TEST_CLIENT_ID}
            """,
            at="calm-test",
            message="production system PRD is connected to calm-test, a test SAP Cloud ALM tenant, "
            "should be a productive one",
        ),
        Bad(
            """
            cloud_alm_tenants:
              - id: calm-prod
                usage: productive
              - id: calm-test
                usage: test
            cts_domains:
              - domain_name: DOMAIN_PRD
                systems:
                  - sid: SBX
                    role: sandbox
                    alm_setup:
                      - client: "000"
                        cloud_alm_tenant: calm-prod
            """,
            at="calm-prod",
            message="sandbox system SBX is connected to calm-prod, a productive SAP Cloud ALM "
            "tenant, should be a test one",
        ),
    ],
)
def cts_alm_usage(landscape: Landscape) -> Iterator[Finding]:
    """Features and deployments of the production landscape are managed in the productive SAP Cloud ALM tenant.

    SAP recommends to connect demo and sandbox systems to the test tenant only, where there is one.
    """
    yield from (each.finding for each in misplaced_systems(landscape))
