"""CALM114: Token Endpoint is on the authorization server."""

from __future__ import annotations

from collections.abc import Iterator

from calm_lint.api import AlmSystem, Bad, Finding, Good, Severity, Source, rule
from calm_lint_rules._endpoints import wrong_host


@rule(
    AlmSystem,
    code="CALM114",
    rung="connects",
    since="0.1",
    severity=Severity.ERROR,
    source=Source("guide", "Procedure 1.4", "2025-05-14"),
    screen="Communication Systems > OAuth 2.0 Settings > Token Endpoint",
    examples=[
        Good("token_endpoint: https://acme.authentication.eu10.hana.ondemand.com/oauth/token"),
        Bad(
            "token_endpoint: https://eu10.alm.cloud.sap/oauth/token",
            at="https://eu10.alm.cloud.sap/oauth/token",
            message="Token Endpoint is on eu10.alm.cloud.sap, "
            "must be on a host like acme.authentication.eu10.hana.ondemand.com",
            fixed="token_endpoint: https://acme.authentication.eu10.hana.ondemand.com/oauth/token",
        ),
        Bad(
            "token_endpoint: https://acme.authentication.cert.eu10.hana.ondemand.com/oauth/token",
            at="https://acme.authentication.cert.eu10.hana.ondemand.com/oauth/token",
            message="Token Endpoint is on acme.authentication.cert.eu10.hana.ondemand.com, "
            "which takes only clients with a certificate, "
            "must be on a host like acme.authentication.eu10.hana.ondemand.com",
        ),
    ],
)
def token_endpoint_host(system: AlmSystem) -> Iterator[Finding]:
    """The authorization server, uaa.url of the binding, issues the tokens. The API does not.

    A host with .authentication.cert. takes only clients with a certificate: it is right with mTLS, and wrong with a
    client secret. The URLs apiurl and sburl of the binding have the zones api and internal-xsuaa, which issue no token.
    """
    address = system.token_address
    if address is None or system.is_in_china:
        return
    tenant = system.alm_tenant
    yield from wrong_host(system.token_endpoint, address, tenant.uaa_host if tenant else None, is_basic=system.is_basic)
