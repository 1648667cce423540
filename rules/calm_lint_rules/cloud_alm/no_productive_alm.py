"""CALM403: one of several SAP Cloud ALM tenants is productive."""

from __future__ import annotations

from collections.abc import Iterator

from calm_lint.api import Bad, Finding, Good, Landscape, Severity, Source, rule


@rule(
    Landscape,
    code="CALM403",
    rung="collects",
    since="0.1",
    severity=Severity.WARNING,
    source=Source("guide", "Note 3", "2025-05-14"),
    screen="SAP for Me > Systems & Provisioning",
    examples=[
        Good(
            """
            cloud_alm_tenants:
              - id: calm-prod
                usage: productive
              - id: calm-test
                usage: test
            """
        ),
        Bad(
            """
            cloud_alm_tenants:
              - id: calm-prod
                usage: test
              - id: calm-test
                usage: test
            """,
            at="cloud_alm_tenants",
            message="none of the 2 SAP Cloud ALM tenants is productive, one should be",
        ),
    ],
)
def no_productive_alm(landscape: Landscape) -> Iterator[Finding]:
    """In a landscape with several SAP Cloud ALM tenants, the S/4HANA tenants connect to the productive one.

    If none is productive, it is unclear which one they should connect to.
    """
    usages = [tenant.usage.value for tenant in landscape.cloud_alm_tenants]
    if len(usages) > 1 and None not in usages and "productive" not in usages and landscape.knows("cloud_alm_tenants"):
        key = landscape.key("cloud_alm_tenants")
        count = f" {len(usages)}"
        yield Finding(key, f"none of the{count} SAP Cloud ALM tenants is productive, one should be", hint=count)
