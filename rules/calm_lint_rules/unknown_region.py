"""CALM109: SAP Cloud ALM is offered in the region."""

from __future__ import annotations

from collections.abc import Iterator

from calm_lint.api import REGIONS, Bad, CloudAlmTenant, Finding, Good, Severity, Source, base_region, rule


@rule(
    CloudAlmTenant,
    code="CALM109",
    severity=Severity.WARNING,
    source=Source("SAP Cloud ALM setup guide", "Regions"),
    screen="SAP BTP cockpit > Overview of the subaccount",
    examples=[
        Good("region: eu10-004\nbinding:"),
        Bad(
            "region: eu12\nbinding:",
            at="eu12",
            message="region is eu12, should be one of ap10, ca10, cn20, eu10, eu11, eu20, jp10, us10",
        ),
    ],
)
def unknown_region(tenant: CloudAlmTenant) -> Iterator[Finding]:
    """A host in a region without SAP Cloud ALM does not exist, so the region is probably mistyped."""
    region = tenant.region
    if region.value and base_region(region.value) not in REGIONS:
        yield Finding(region, f"region is {region.value}, should be one of {', '.join(sorted(REGIONS))}")
