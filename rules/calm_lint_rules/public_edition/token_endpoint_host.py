"""CALM114: Token Endpoint is on the authorization server."""

from __future__ import annotations

from collections.abc import Iterator

from calm_lint.api import (
    AlmSystem,
    Bad,
    Finding,
    Fix,
    Good,
    Severity,
    Source,
    facts,
    identity_host,
    is_certificate_host,
    rule,
)
from calm_lint_rules._endpoints import issues_tokens


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
    host = "".join(address.host.split())
    for_certificates = is_certificate_host(host)
    if issues_tokens(identity_host(host)) and not (for_certificates and system.is_basic):
        return
    uaa_host = system.alm_tenant.uaa_host if system.alm_tenant else None
    # Text without a dot is a fragment of a broken host. A fix would keep the other fragments.
    fixable = uaa_host and issues_tokens(uaa_host) and "." in host and system.is_basic and not for_certificates
    url = address._replace(host=uaa_host, path=facts.TOKEN_PATH, query=None) if uaa_host and fixable else None
    fix = Fix.replace(system.token_endpoint, str(url)) if url else None
    like = "must be on a host like acme.authentication.eu10.hana.ondemand.com"
    fault = f"is on {host}" if host else "has no host"
    only = ", which takes only clients with a certificate" if for_certificates and system.is_basic else ""
    yield Finding(system.token_endpoint, f"Token Endpoint {fault}{only}, {like}", fix)
