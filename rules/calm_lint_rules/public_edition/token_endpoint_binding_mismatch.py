"""CALM107: Token Endpoint matches uaa.url of the binding or, with mTLS, uaa.certurl."""

from __future__ import annotations

from collections.abc import Iterator

from calm_lint.api import AlmSystem, Bad, Finding, Good, Severity, Source, rule
from calm_lint_rules._endpoints import wrong_tenant


@rule(
    AlmSystem,
    code="CALM107",
    rung="connects",
    since="0.1",
    severity=Severity.ERROR,
    source=Source("guide", "Procedure 1.4", "2025-05-14"),
    screen="Communication Systems > OAuth 2.0 Settings > Token Endpoint",
    examples=[
        Good("token_endpoint: ACME.authentication.eu10.hana.ondemand.com/oauth/token"),
        Bad(
            "token_endpoint: https://amce.authentication.eu10.hana.ondemand.com/oauth/token",
            at="https://amce.authentication.eu10.hana.ondemand.com/oauth/token",
            message="Token Endpoint is on amce.authentication.eu10.hana.ondemand.com, "
            "must be on acme.authentication.eu10.hana.ondemand.com as in the binding of calm-prod",
            fixed="token_endpoint: https://acme.authentication.eu10.hana.ondemand.com/oauth/token",
        ),
    ],
)
def token_endpoint_binding_mismatch(system: AlmSystem) -> Iterator[Finding]:
    """Another host belongs to another identity zone, which does not know the client.

    The authorization server then issues no token. With mTLS, uaa.certurl is right as well, and there is no fix: SAP's
    pages disagree on the field in which uaa.certurl belongs.
    """
    address, tenant = system.token_address, system.alm_tenant
    if address is None or tenant is None or tenant.uaa_host is None:
        return
    yield from wrong_tenant(system.token_endpoint, address, tenant, is_basic=system.is_basic)
