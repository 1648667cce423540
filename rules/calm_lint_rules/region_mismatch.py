"""CALM108: the regions of API host, token endpoint and tenant agree."""

from __future__ import annotations

from collections.abc import Iterator

from calm_lint.api import (
    REGIONS,
    Bad,
    CloudAlmTenant,
    Finding,
    Good,
    Related,
    Severity,
    Source,
    api_region,
    base_region,
    rule,
    token_region,
)


@rule(
    CloudAlmTenant,
    code="CALM108",
    severity=Severity.ERROR,
    source=Source("guide", "Procedure 1.3, 1.4"),
    screen="SAP BTP cockpit > Services > Instances and Subscriptions > binding JSON",
    examples=[
        Good("region: eu10"),
        Bad(
            "region: us10",
            at="us10",
            message="region is us10, must be eu10 as in the binding",
        ),
    ],
)
def region_mismatch(tenant: CloudAlmTenant) -> Iterator[Finding]:
    """All parts of a SAP Cloud ALM tenant are in one region. Where two are named, values of two tenants were mixed."""
    region, binding = tenant.region, tenant.binding
    if binding is None:
        return
    found = [
        (binding.endpoints.api, api_region(tenant.api_host or "")),
        (binding.uaa.url, token_region(tenant.uaa_host or "")),
    ]
    known = [(scalar, base_region(name)) for scalar, name in found if name and base_region(name) in REGIONS]
    if region.value and base_region(region.value) in REGIONS:
        other = next((each for each in known if each[1] != base_region(region.value)), None)
        if other:
            message = f"region is {region.value}, must be {other[1]} as in the binding"
            yield Finding(region, message, related=(Related(other[0], "the region of the binding"),))
    elif len({name for _, name in known}) > 1:
        earlier, later = sorted(known, key=lambda each: each[0].start)
        message = f"region is {later[1]}, must be {earlier[1]} as in the other URL of the binding"
        yield Finding(later[0], message, related=(Related(earlier[0], "the other URL"),))
