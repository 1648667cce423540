"""CALM108: API host, token endpoint and SAP Cloud ALM tenant are in the same region."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from calm_lint.api import (
    CHINA,
    REGIONS,
    Bad,
    CloudAlmTenant,
    Finding,
    Good,
    Landscape,
    Related,
    Scalar,
    Severity,
    Source,
    api_region,
    base_region,
    facts,
    host_of,
    identity_host,
    rule,
    token_region,
)
from calm_lint_rules.cloud_alm._regions import system_regions


@rule(
    Landscape,
    code="CALM108",
    rung="connects",
    since="0.1",
    severity=Severity.ERROR,
    source=Source("guide", "Procedure 1.3, 1.4", "2025-05-14"),
    screen="SAP BTP cockpit > Services > Instances and Subscriptions > binding JSON",
    examples=[
        Good(
            """
            cloud_alm_tenants:
              - id: calm-prod
                usage: productive
                region: eu10
                binding:
                  endpoints:
                    Api: https://eu10.alm.cloud.sap/api
                  uaa:
                    url: https://acme.authentication.eu10.hana.ondemand.com
            """
        ),
        Bad(
            """
            cloud_alm_tenants:
              - id: calm-prod
                usage: productive
                region: us10
                binding:
                  endpoints:
                    Api: https://eu10.alm.cloud.sap/api
                  uaa:
                    url: https://acme.authentication.eu10.hana.ondemand.com
            """,
            at="us10",
            message="region is us10, must be eu10 as in another value of this SAP Cloud ALM tenant",
        ),
    ],
)
def region_mismatch(landscape: Landscape) -> Iterator[Finding]:
    """All parts of an SAP Cloud ALM tenant are in the same region.

    If the values name two regions, someone mixed the values of two tenants.
    """
    for tenant in landscape.cloud_alm_tenants:
        # duplicate-alm-tenant reports a second entry of an SAP Cloud ALM tenant.
        if tenant.uaa_host and landscape.cloud_alm_tenants_at(tenant.uaa_host)[0] is not tenant:
            continue
        region = tenant.region
        named = [(region, region.value)]
        for binding in tenant.valid_bindings:
            api, uaa = binding.endpoints.api, binding.uaa
            named.append((api, api_region(host_of(api.value) or "")))
            named += ((url, _token_region(host_of(url.value) or "")) for url in (uaa.url, uaa.certurl))
        yield from _mismatch(named, at=region)
        yield from _outside_china(tenant)
    for system, regions in system_regions(landscape):
        own = [(system.alm_tenant.region, system.alm_tenant.region.value)] if system.alm_tenant else []
        yield from _mismatch([*own, *regions])


def _outside_china(tenant: CloudAlmTenant) -> Iterator[Finding]:
    """Yield the token hosts of a tenant in China that are under the domain of all other regions."""
    apis = [binding.endpoints.api for binding in tenant.valid_bindings]
    named = [(tenant.region, tenant.region.value), *((api, api_region(host_of(api.value) or "")) for api in apis)]
    china = next((scalar for scalar, region in named if region and base_region(region) == CHINA), None)
    for url in (url for binding in tenant.valid_bindings for url in (binding.uaa.url, binding.uaa.certurl)):
        host = identity_host(host_of(url.value) or "")
        if china and token_region(host) == CHINA:
            message = f"UAA URL is on {host}, must be under {facts.CHINA_DOMAIN} as all of region {CHINA}"
            yield Finding(url, message, related=(Related(china, "the region"),))


def _token_region(host: str) -> str | None:
    """Return the region of a token host; China has a domain of its own."""
    return CHINA if host.endswith(f".{facts.CHINA_DOMAIN}") else token_region(identity_host(host))


def _mismatch(named: Sequence[tuple[Scalar[str], str | None]], at: Scalar[str] | None = None) -> Iterator[Finding]:
    """Yield a finding if two regions differ: at the value `at` if it is one of the two, else at the later value."""
    known = [(scalar, base_region(name)) for scalar, name in named if name and base_region(name) in REGIONS]
    other = next((each for each in known if each[1] != known[0][1]), None)
    if other is None:
        return
    first, second = sorted((known[0], other), key=lambda each: (each[0] is at, each[0].start))
    yield Finding(
        second[0],
        f"region is {second[1]}, must be {first[1]} as in another value of this SAP Cloud ALM tenant",
        related=(Related(first[0], "the other value"),),
    )
