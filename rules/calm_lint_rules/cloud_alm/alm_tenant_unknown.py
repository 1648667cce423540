"""CALM116: each communication system, setup and destination belongs to a known SAP Cloud ALM tenant."""

from __future__ import annotations

from collections.abc import Iterator

from calm_lint.api import AlmSetup, AlmSystem, Bad, Finding, Good, Landscape, Severity, Source, rule

_MISSING = "cloud_alm_tenant is missing, must name the SAP Cloud ALM tenant"


@rule(
    Landscape,
    code="CALM116",
    rung="connects",
    since="0.1",
    severity=Severity.ERROR,
    source=Source("guide", "Procedure 1", "2025-05-14"),
    screen="Communication Systems > OAuth 2.0 Settings > Token Endpoint",
    examples=[
        Good(
            """
            cloud_alm_tenants:
              - id: calm-prod
                usage: productive
                binding:
                  uaa:
                    url: https://acme.authentication.eu10.hana.ondemand.com
              - id: calm-test
                usage: test
            s4hana_tenants:
              - id: prod
                role: production
                communication_systems:
                  - system_id: CALM_PROD
                    token_endpoint: https://acme.authentication.eu10.hana.ondemand.com/oauth/token
            """
        ),
        Bad(
            """
            cloud_alm_tenants:
              - id: calm-prod
                usage: productive
                binding:
                  uaa:
                    url: https://acme.authentication.eu10.hana.ondemand.com
              - id: calm-test
                usage: test
            s4hana_tenants:
              - id: prod
                role: production
                communication_systems:
                  - system_id: CALM_PROD
                    token_endpoint: https://beta.authentication.eu10.hana.ondemand.com/oauth/token
            """,
            at="CALM_PROD",
            message="cloud_alm_tenant is missing, must name the SAP Cloud ALM tenant: "
            "Token Endpoint matches no binding",
        ),
        Bad(
            """
            cloud_alm_tenants:
              - id: calm-prod
                usage: productive
              - id: calm-test
                usage: test
            s4hana_tenants:
              - id: prod
                role: production
                global_tenant_id: "74558820099"
            destinations:
              - name: CALM_FTR_ATO_74558820099
            """,
            at="CALM_FTR_ATO_74558820099",
            message="cloud_alm_tenant is missing, must name the SAP Cloud ALM tenant in whose subaccount "
            "the destination is",
        ),
    ],
)
def alm_tenant_unknown(landscape: Landscape) -> Iterator[Finding]:
    """Each communication system stands for one SAP Cloud ALM tenant, and each setup of an ABAP system leads to one.

    If neither cloud_alm_tenant nor Token Endpoint identifies that tenant, calm-lint cannot check the connection.
    The system may then report its transports to the wrong SAP Cloud ALM tenant. A destination is in the
    subaccount of one SAP Cloud ALM tenant, and nothing but cloud_alm_tenant says of which.
    """
    if len(landscape.cloud_alm_tenants) < 2 or not landscape.knows("cloud_alm_tenants"):
        return
    for destination in (*landscape.ato_destinations, *(each for each, _ in landscape.ctms_destinations)):
        if destination.cloud_alm_tenant.missing:
            yield Finding(destination, f"{_MISSING} in whose subaccount the destination is")
    if not landscape.hosts_are_known:
        return
    setups = [setup for domain in landscape.cts_domains for each in domain.systems for setup in each.alm_setup]
    systems: list[AlmSystem | AlmSetup] = [*landscape.alm_systems, *setups]
    for system in systems:
        if system.cloud_alm_tenant.missing and system.target and system.target.tenant is None:
            yield Finding(system, f"{_MISSING}: Token Endpoint matches no binding")
