"""CALM704: the mTLS Endpoint is that of the SAP Cloud ALM tenant."""

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
    certificate_host,
    facts,
    identity_host,
    is_certificate_host,
    rule,
    token_region,
)


@rule(
    AlmSystem,
    code="CALM704",
    rung="connects",
    since="0.1",
    severity=Severity.ERROR,
    source=Source("How to Configure the Communication System for SAP_COM_0A69 (7d691a0)", "step 9"),
    screen="Communication Systems > OAuth 2.0 Settings > mTLS Endpoint",
    examples=[
        Good(
            """
            mtls_endpoint: acme.authentication.cert.eu10.hana.ondemand.com/oauth/token
            """
        ),
        Bad(
            """
            mtls_endpoint: https://amce.authentication.cert.eu10.hana.ondemand.com/oauth/token
            """,
            at="https://amce.authentication.cert.eu10.hana.ondemand.com/oauth/token",
            message="mTLS Endpoint is on amce.authentication.cert.eu10.hana.ondemand.com, "
            "must be on acme.authentication.cert.eu10.hana.ondemand.com",
        ),
    ],
)
def mtls_endpoint_mismatch(system: AlmSystem) -> Iterator[Finding]:
    """Token Endpoint and mTLS Endpoint are one authorization server under two names.

    On another one, the client is unknown and no token is issued.
    """
    address = system.mtls_address
    if not (system.is_mtls and system.knows_kinds) or address is None or system.is_in_china or _is_malformed(address):
        return
    found = "".join(address.host.split()).lower()
    if not is_certificate_host(found) or token_region(identity_host(found)) is None:
        like = "must be on a host like acme.authentication.cert.eu10.hana.ondemand.com"
        yield Finding(system.mtls_endpoint, f"mTLS Endpoint is on {address.host or 'no host'}, {like}")
        return
    expected = _expected(system)
    if expected and found != expected:
        yield Finding(system.mtls_endpoint, f"mTLS Endpoint is on {address.host}, must be on {expected}")


def _is_malformed(address: Address) -> bool:
    """Return whether it is no https URL, which another rule reports."""
    blanks = any(part.isspace() for part in str(address))
    extra = address.user is not None or address.fragment is not None or address.port not in (None, str(facts.PORT))
    return blanks or extra or (address.scheme or "https").lower() != "https"


def _expected(system: AlmSystem) -> str | None:
    """Return the host as the binding has it, else as the Token Endpoint has it; None if neither tells."""
    if system.alm_tenant and system.alm_tenant.uaa_host:
        host = system.alm_tenant.uaa_host
    else:
        host = system.token_address.host if system.token_address else ""
    # Where it is no token host, that is the fault.
    known = identity_host(host)
    return certificate_host(known) if token_region(known) else None
