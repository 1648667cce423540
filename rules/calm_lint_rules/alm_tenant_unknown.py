"""CALM116: it can be told which SAP Cloud ALM tenant a communication system stands for."""

from __future__ import annotations

from collections.abc import Iterator

from calm_lint.api import AlmSystem, Bad, CloudAlmTenant, Finding, Good, Severity, Source, rule


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
            message="cloud_alm_tenant is missing and the token endpoint is that of no binding: "
            "it cannot be told which SAP Cloud ALM tenant this is",
        ),
    ],
)
def alm_tenant_unknown(system: AlmSystem) -> Iterator[Finding]:
    """Each communication system stands for one SAP Cloud ALM tenant.

    Where the file does not tell which, nobody can check that the right one is connected.
    """
    landscape, target = system.tenant.landscape, system.target
    tenants = landscape.cloud_alm_tenants
    if len(tenants) < 2 or not landscape.knows("cloud_alm_tenants") or any(map(_has_unknown_binding, tenants)):
        return
    if system.cloud_alm_tenant.missing and target and target.tenant is None:
        message = "cloud_alm_tenant is missing and the token endpoint is that of no binding"
        yield Finding(system, f"{message}: it cannot be told which SAP Cloud ALM tenant this is")


def _has_unknown_binding(tenant: CloudAlmTenant) -> bool:
    """Tell whether a tenant has a binding whose URL nobody knows, so that it may be that of any token endpoint."""
    given = not (tenant.entry("binding").missing and tenant.binding_file.missing)
    return given and tenant.uaa_host is None
