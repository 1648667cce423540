"""CALM107: Token Endpoint matches uaa.url of the binding or, with mTLS, uaa.certurl."""

from __future__ import annotations

from collections.abc import Iterator

from calm_lint.api import AlmSystem, Bad, Finding, Fix, Good, Severity, Source, identity_host, rule, token_region
from calm_lint_rules._bindings import as_in_binding
from calm_lint_rules._endpoints import issues_tokens


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
    # If one of the two is not the host of an authorization server, that host is the fault.
    host = address.host if system.is_basic else identity_host(address.host)
    right = tenant.token_hosts[:1] if system.is_basic else tenant.token_hosts
    if issues_tokens(host) and token_region(tenant.uaa_host) and address.host.lower() not in right:
        source = as_in_binding(tenant)
        fix = Fix.replace(system.token_endpoint, str(address._replace(host=tenant.uaa_host)))
        yield Finding(
            system.token_endpoint,
            f"Token Endpoint is on {address.host}, must be on {' or '.join(right)}{source}",
            fix if system.is_basic else None,
            hint=source,
        )
