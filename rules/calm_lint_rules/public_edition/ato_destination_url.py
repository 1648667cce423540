"""CALM714: a destination to the ATO leads to the inbound service of the tenant."""

from __future__ import annotations

from collections.abc import Iterator

from calm_lint.api import (
    Address,
    Bad,
    Destination,
    Finding,
    Fix,
    Good,
    Landscape,
    S4Tenant,
    Severity,
    Source,
    facts,
    identity_host,
    rule,
    token_region,
)

_WANTED = "Service URL/Service Interface of the arrangement"


@rule(
    Landscape,
    code="CALM714",
    rung="collects",
    since="0.1",
    severity=Severity.ERROR,
    source=Source("guide", "Procedure 6.9", "after 2026-06-10"),
    screen="SAP BTP cockpit > Connectivity > Destinations > URL",
    examples=[
        Good(
            """
            s4hana_tenants:
              - id: prod
                role: production
                communication_arrangements:
                  - arrangement_name: SAP_COM_0690_CALM_ATO
                    inbound_services:
                      create_transports:
                        service_url: https://my400100-api.s4hana.cloud.sap/sap/opu/odata4/sap/a_transport
            destinations:
              - url: https://my400100-api.s4hana.cloud.sap/sap/opu/odata4/sap/a_transport
            """
        ),
        Bad(
            """
            s4hana_tenants:
              - id: prod
                role: production
                communication_arrangements:
                  - arrangement_name: SAP_COM_0690_CALM_ATO
                    inbound_services:
                      create_transports:
                        service_url: https://my400100-api.s4hana.cloud.sap/sap/opu/odata4/sap/a_transport
            destinations:
              - url: https://my400100-api.s4hana.cloud.sap/sap/opu/odata4
            """,
            at="https://my400100-api.s4hana.cloud.sap/sap/opu/odata4",
            message="URL is https://my400100-api.s4hana.cloud.sap/sap/opu/odata4, "
            "must be Service URL/Service Interface of the arrangement, "
            "https://my400100-api.s4hana.cloud.sap/sap/opu/odata4/sap/a_transport",
            fixed="""
            s4hana_tenants:
              - id: prod
                role: production
                communication_arrangements:
                  - arrangement_name: SAP_COM_0690_CALM_ATO
                    inbound_services:
                      create_transports:
                        service_url: https://my400100-api.s4hana.cloud.sap/sap/opu/odata4/sap/a_transport
            destinations:
              - url: https://my400100-api.s4hana.cloud.sap/sap/opu/odata4/sap/a_transport
            """,
        ),
        Bad(
            """
            destinations:
              - url: https://eu10.alm.cloud.sap/api
            """,
            at="https://eu10.alm.cloud.sap/api",
            message="URL is on eu10.alm.cloud.sap, must be Service URL/Service Interface of the arrangement",
        ),
        Bad(
            """
            destinations:
              - url: my400100-api.s4hana.cloud.sap
            """,
            at="my400100-api.s4hana.cloud.sap",
            message="URL does not begin with https://, must be Service URL/Service Interface of the arrangement",
        ),
        Bad(
            """
            destinations:
              - name: CALM_FTR_ATO_745588200
                url:
            """,
            at="CALM_FTR_ATO_745588200",
            message="URL is missing, must be Service URL/Service Interface of the arrangement",
        ),
    ],
)
def ato_destination_url(landscape: Landscape) -> Iterator[Finding]:
    """SAP Cloud ALM calls the inbound service of the tenant.

    It is not on the host under which people log on, and not on a host of SAP Cloud ALM itself.
    """
    for destination in landscape.ato_destinations:
        url = destination.url
        if url.blank:
            yield Finding(destination, f"URL is missing, must be {_WANTED}")
        elif url.value:
            yield from _wrong(destination, url.value, landscape.s4hana_tenant_of(destination))


def _wrong(destination: Destination, url: str, tenant: S4Tenant | None) -> Iterator[Finding]:
    arrangements = tenant.alm_arrangements if tenant else ()
    services = (each.inbound_services.create_transports for each in arrangements)
    urls = {service.service_url.value: None for service in services if service and not service.service_url.blank}
    known = [each for each in urls if each]
    fix = Fix.replace(destination.url, known[0]) if len(known) == 1 and _is_https(known[0]) else None
    if not _is_https(url):
        yield Finding(destination.url, f"URL does not begin with https://, must be {_WANTED}", fix)
    elif not Address.parse(url).host or any(map(str.isspace, url)):
        yield Finding(destination.url, f"URL has no host or holds blanks, must be {_WANTED}", fix)
    elif Address.parse(url).user is not None:
        yield Finding(destination.url, f"URL carries a user, must be {_WANTED}", fix)
    elif known and _comparable(url) not in map(_comparable, known):
        yield Finding(destination.url, f"URL is {url}, must be {_WANTED}, {' or '.join(known)}", fix)
    elif not urls and _is_elsewhere(Address.parse(url).host.lower(), tenant):
        yield Finding(destination.url, f"URL is on {Address.parse(url).host}, must be {_WANTED}")


def _is_https(url: str) -> bool:
    return url.lower().startswith("https://")


def _comparable(url: str) -> str:
    """Return a URL without what does not count: the scheme, the case of the host, a slash at the end."""
    address = Address.parse(url)
    port = None if address.port == str(facts.PORT) else address.port
    return str(address._replace(scheme=None, port=port, host=address.host.lower(), path=address.path.rstrip("/")))


def _is_elsewhere(host: str, tenant: S4Tenant | None) -> bool:
    """Return whether a host is certainly none of an inbound service."""
    own = Address.parse(tenant.host.value).host.lower() if tenant and tenant.host.value else None
    return host == own or f".{host}".endswith(f".{facts.API_DOMAIN}") or token_region(identity_host(host)) is not None
