"""CALM116: each communication system belongs to a known SAP Cloud ALM tenant."""

from __future__ import annotations

from collections.abc import Iterator

from calm_lint.api import AlmSystem, Bad, Finding, Good, Severity, Source, rule


@rule(
    AlmSystem,
    code="CALM116",
    severity=Severity.ERROR,
    source=Source("guide", "Procedure 1"),
    screen="Communication Systems > OAuth 2.0 Settings > Token Endpoint",
    examples=[
        Good(
            """
            token_endpoint: https://acme.authentication.eu10.hana.ondemand.com/oauth/token
            cloud_alm_tenants:
              - id: calm-prod
                usage: productive
                binding:
                  uaa:
                    url: https://acme.authentication.eu10.hana.ondemand.com
              - id: calm-test
                usage: test
            """
        ),
        Bad(
            """
            token_endpoint: https://beta.authentication.eu10.hana.ondemand.com/oauth/token
            cloud_alm_tenants:
              - id: calm-prod
                usage: productive
                binding:
                  uaa:
                    url: https://acme.authentication.eu10.hana.ondemand.com
              - id: calm-test
                usage: test
            """,
            at="CALM_PROD",
            message="cloud_alm_tenant is missing, must name the SAP Cloud ALM tenant: "
            "Token Endpoint matches no binding",
        ),
    ],
)
def alm_tenant_unknown(system: AlmSystem) -> Iterator[Finding]:
    """Each communication system stands for one SAP Cloud ALM tenant.

    If neither cloud_alm_tenant nor Token Endpoint identifies that tenant, calm-lint cannot check the connection.
    The S/4HANA tenant may then report its transports to the wrong SAP Cloud ALM tenant.
    """
    landscape, target = system.tenant.landscape, system.target
    tenants = landscape.cloud_alm_tenants
    if len(tenants) < 2 or not landscape.knows("cloud_alm_tenants") or not landscape.hosts_are_known:
        return
    if system.cloud_alm_tenant.missing and target and target.tenant is None:
        message = "cloud_alm_tenant is missing, must name the SAP Cloud ALM tenant: Token Endpoint matches no binding"
        yield Finding(system, message)
