"""CALM117: cloud_alm_tenant names the tenant that the credentials belong to."""

from __future__ import annotations

from collections.abc import Iterator

from calm_lint.api import AlmSystem, Bad, Finding, Fix, Good, Severity, Source, rule


@rule(
    AlmSystem,
    code="CALM117",
    rung="connects",
    since="0.1",
    severity=Severity.ERROR,
    source=Source("guide", "Procedure 1", "2025-05-14"),
    screen="Communication Systems > System Name",
    examples=[
        Good(
            """
            cloud_alm_tenant: calm-prod
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
            cloud_alm_tenant: calm-test
            token_endpoint: https://acme.authentication.eu10.hana.ondemand.com/oauth/token
            cloud_alm_tenants:
              - id: calm-prod
                usage: productive
                binding:
                  uaa:
                    url: https://acme.authentication.eu10.hana.ondemand.com
              - id: calm-test
                usage: test
            """,
            at="calm-test",
            message="cloud_alm_tenant is calm-test, but Token Endpoint and OAuth 2.0 Client ID are those of calm-prod",
            fixed="""
            cloud_alm_tenant: calm-prod
            token_endpoint: https://acme.authentication.eu10.hana.ondemand.com/oauth/token
            cloud_alm_tenants:
              - id: calm-prod
                usage: productive
                binding:
                  uaa:
                    url: https://acme.authentication.eu10.hana.ondemand.com
              - id: calm-test
                usage: test
            """,
        ),
    ],
)
def wrong_alm_reference(system: AlmSystem) -> Iterator[Finding]:
    """The credentials decide which SAP Cloud ALM tenant the S/4HANA tenant reaches. This file names a different one."""
    reference, meant = system.cloud_alm_tenant, system.misreferred
    if meant and meant.id.value:
        yield Finding(
            reference,
            f"cloud_alm_tenant is {reference.value}, but Token Endpoint and OAuth 2.0 Client ID are those of "
            f"{meant.id.value}",
            Fix.replace(reference, meant.id.value),
        )
