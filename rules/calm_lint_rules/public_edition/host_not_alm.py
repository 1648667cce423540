"""CALM113: Host Name is a host of the SAP Cloud ALM API."""

from __future__ import annotations

from collections.abc import Iterator

from calm_lint.api import (
    Address,
    AlmSystem,
    Bad,
    Finding,
    Fix,
    Good,
    Related,
    Replace,
    Severity,
    Source,
    api_region,
    facts,
    is_ip_address,
    rule,
)


@rule(
    AlmSystem,
    code="CALM113",
    rung="connects",
    since="0.1",
    severity=Severity.ERROR,
    source=Source("Troubleshooting for ABAP Systems (cb82fd2)", "SSL handshake with .....alm.cloud.sap:443 failed"),
    screen="Communication Systems > Technical Data - General > Host Name",
    examples=[
        Good("host_name: eu10.alm.cloud.sap"),
        Bad(
            "host_name: acme.authentication.eu10.hana.ondemand.com",
            at="acme.authentication.eu10.hana.ondemand.com",
            message="Host Name is acme.authentication.eu10.hana.ondemand.com, must be under alm.cloud.sap",
            fixed="host_name: eu10.alm.cloud.sap",
        ),
        Bad(
            """
            host_name: acme.authentication.eu10.hana.ondemand.com
            token_endpoint: https://eu10.alm.cloud.sap/oauth/token
            """,
            at="acme.authentication.eu10.hana.ondemand.com",
            message="Host Name and Token Endpoint are swapped, "
            "must be eu10.alm.cloud.sap and https://acme.authentication.eu10.hana.ondemand.com/oauth/token",
            fixed="""
            host_name: eu10.alm.cloud.sap
            token_endpoint: https://acme.authentication.eu10.hana.ondemand.com/oauth/token
            """,
        ),
    ],
)
def host_not_alm(system: AlmSystem) -> Iterator[Finding]:
    """Only the API host of SAP Cloud ALM, endpoints.Api of the binding, accepts the calls of the outbound services.

    Its certificate is for *.<region>.alm.cloud.sap (SAP Cloud ALM, cb82fd2). The host is easily confused with the host
    of the authorization server or of the S/4HANA tenant.
    """
    address = system.host_address
    if address is None and system.swapped:
        yield _swapped(system, *system.swapped)
    if address is None or system.is_in_china or is_ip_address((system.host_name.value or "").strip()):
        return
    # host-format reports a final dot.
    host = "".join(address.host.split()).removesuffix(".")
    if api_region(host) is None and not is_ip_address(host):
        api_host = system.alm_tenant.api_host if system.alm_tenant else None
        # Text without a dot is a fragment of a broken host. A fix would keep the other fragments.
        fixable = api_host and api_region(api_host) and "." in host
        fix = Fix.replace(system.host_name, api_host) if api_host and fixable else None
        fault = f"is {host}" if host else "has no host"
        wanted = f"must be under {facts.API_DOMAIN}"
        if host.lower().endswith(f".{facts.API_DOMAIN}"):
            wanted = "must have one label at most before the region"
        yield Finding(system.host_name, f"Host Name {fault}, {wanted}", fix)


def _swapped(system: AlmSystem, host: Address, token: Address) -> Finding:
    name = host.host.lower()
    url = f"https://{token.host.lower()}{facts.TOKEN_PATH}"
    # With mTLS, no fix changes the host of a Token Endpoint.
    edits = (Replace(system.host_name, name), Replace(system.token_endpoint, url))
    fix = Fix("swap Host Name and Token Endpoint", edits) if system.is_basic else None
    return Finding(
        system.host_name,
        f"Host Name and Token Endpoint are swapped, must be {name} and {url}",
        fix,
        related=(Related(system.token_endpoint, "the Token Endpoint"),),
    )
