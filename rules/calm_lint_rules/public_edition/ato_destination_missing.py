"""CALM710: SAP Cloud ALM has a destination for each tenant with mTLS."""

from __future__ import annotations

from collections.abc import Iterator

from calm_lint.api import Bad, Finding, Good, Landscape, Severity, Source, facts, rule


@rule(
    Landscape,
    code="CALM710",
    rung="collects",
    since="0.1",
    severity=Severity.WARNING,
    source=Source("guide", "Procedure 6.4", "after 2026-06-10"),
    screen="SAP BTP cockpit > Connectivity > Destinations",
    examples=[
        Good(
            """
            destinations:
              - name: CALM_FTR_ATO_745588200
            """
        ),
        Bad(
            """
            destinations:
            """,
            at="prod",
            message="the destination CALM_FTR_ATO_745588200 is missing, tenant prod should have one",
        ),
    ],
)
def ato_destination_missing(landscape: Landscape) -> Iterator[Finding]:
    """SAP Cloud ALM calls a tenant through its destination. Without it, no transport is created there."""
    for tenant in landscape.tenants_without_destination:
        # Without an inbound user, SAP Cloud ALM could not log on anyway.
        if all(system.inbound_users for system in tenant.mtls_systems):
            name = f"{facts.ATO_DESTINATION}{tenant.global_tenant_id.value or '…'}"
            message = f"the destination {name} is missing, tenant {tenant.id.value or 'without an id'} should have one"
            yield Finding(tenant, message)
