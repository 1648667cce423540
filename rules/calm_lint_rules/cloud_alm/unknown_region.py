"""CALM109: SAP offers SAP Cloud ALM in the region."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from calm_lint.api import (
    REGIONS,
    Bad,
    Finding,
    Good,
    Landscape,
    Scalar,
    Severity,
    Source,
    base_region,
    rule,
)
from calm_lint_rules.cloud_alm._regions import system_regions


class RegionOptions(NamedTuple):
    """Options of the rule.

    Attributes:
        also: regions in which SAP Cloud ALM is available as well, such as "eu30".
    """

    also: tuple[str, ...] = ()


@rule(
    Landscape,
    code="CALM109",
    rung="connects",
    since="0.1",
    severity=Severity.WARNING,
    source=Source("Region-Specific IP Address Ranges (dc1085a)", "IP Addresses Specific to SAP Cloud ALM"),
    screen="SAP BTP cockpit > Overview of the subaccount",
    options=RegionOptions,
    examples=[
        Good(
            """
            cloud_alm_tenants:
              - id: calm-prod
                usage: productive
                region: eu10-004
            """
        ),
        Bad(
            """
            cloud_alm_tenants:
              - id: calm-prod
                usage: productive
                region: eu12
            """,
            at="eu12",
            message="region is eu12, should be one of ap10, ca10, cn20, eu10, eu11, eu20, jp10, us10",
        ),
    ],
)
def unknown_region(landscape: Landscape, options: RegionOptions) -> Iterator[Finding]:
    """A region without SAP Cloud ALM has no host for it, so the region is probably mistyped."""
    named: list[tuple[Scalar[str], str]] = [
        (tenant.region, tenant.region.value) for tenant in landscape.cloud_alm_tenants if tenant.region.value
    ]
    for _, regions in system_regions(landscape):
        # If Host Name and Token Endpoint share a mistyped region, one finding is enough.
        named += regions[:1] if len({base_region(region) for _, region in regions}) == 1 else regions
    for scalar, region in named:
        offered = REGIONS.union(options.also)
        if base_region(region) not in offered:
            hint = f", should be one of {', '.join(sorted(offered))}"
            yield Finding(scalar, f"region is {region}{hint}", hint=hint)
