"""CALM107: Token Endpoint matches uaa.url of the binding."""

from __future__ import annotations

from collections.abc import Iterator

from calm_lint.api import AlmSystem, Bad, Finding, Fix, Good, Severity, Source, rule, token_region
from calm_lint_rules._bindings import as_in_binding


@rule(
    AlmSystem,
    code="CALM107",
    severity=Severity.ERROR,
    source=Source("guide", "Procedure 1.4"),
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

    The authorization server then issues no token.
    """
    address, tenant = system.token_address, system.alm_tenant
    if address is None or tenant is None or tenant.uaa_host is None:
        return
    # If one of the two is not the host of an authorization server, that host is the fault.
    both_known = token_region(address.host) and token_region(tenant.uaa_host)
    if both_known and address.host.lower() != tenant.uaa_host:
        source = as_in_binding(tenant)
        yield Finding(
            system.token_endpoint,
            f"Token Endpoint is on {address.host}, must be on {tenant.uaa_host}{source}",
            Fix.replace(system.token_endpoint, str(address._replace(host=tenant.uaa_host))),
            hint=source,
        )
