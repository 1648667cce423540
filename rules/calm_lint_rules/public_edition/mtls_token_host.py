"""CALM705: a host for clients with certificates stands in one of the two endpoints."""

from __future__ import annotations

from collections.abc import Iterator

from calm_lint.api import (
    Address,
    AlmSystem,
    Bad,
    Finding,
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
    code="CALM705",
    rung="by-the-book",
    since="0.1",
    severity=Severity.INFO,
    source=Source("SAP BTP documentation (63fd9f1)", "Configuring the authorization server for client certificates"),
    screen="Communication Systems > OAuth 2.0 Settings > Token Endpoint, mTLS Endpoint",
    examples=[
        Good(
            """
            mtls_endpoint: acme.authentication.cert.eu10.hana.ondemand.com/oauth/token
            """
        ),
        Bad(
            """
            mtls_endpoint:
            """,
            at="https://acme.authentication.eu10.hana.ondemand.com/oauth/token",
            message="neither Token Endpoint nor mTLS Endpoint is on a host with .authentication.cert., "
            "one of them should be",
        ),
    ],
)
def mtls_token_host(system: AlmSystem) -> Iterator[Finding]:
    """SAP's pages disagree on the field in which uaa.certurl of the binding belongs, so compare what your tenants have.

    The current page of the setup names uaa.url for Token Endpoint. SAP's sample script names uaa.certurl, and says
    that a response 404 means that uaa.url was taken.
    """
    token, mtls = system.token_address, system.mtls_address
    if not (system.is_mtls and system.knows_kinds) or token is None or system.is_in_china:
        return
    given = [address for address in (token, mtls) if address]
    if system.mtls_endpoint.unknown or not all(map(_is_token_url, given)) or _is_elsewhere(system, token):
        return
    if not any(is_certificate_host(address.host) for address in given):
        yield Finding(
            system.token_endpoint,
            "neither Token Endpoint nor mTLS Endpoint is on a host with .authentication.cert., one of them should be",
        )


def _is_token_url(address: Address) -> bool:
    """Return whether tokens are issued there, as far as the path says."""
    return (address.path, address.query) == (facts.TOKEN_PATH, None)


def _is_elsewhere(system: AlmSystem, address: Address) -> bool:
    """Return whether the Token Endpoint is not that of the tenant, which another rule reports."""
    host, tenant = identity_host(address.host), system.alm_tenant
    return not issues_tokens(host) or (tenant is not None and tenant.uaa_host not in (None, host))
