"""CALM710: SAP Cloud ALM has a destination for each tenant with mTLS."""

from __future__ import annotations

from collections.abc import Iterator

from calm_lint.api import Bad, Finding, Good, Landscape, S4Tenant, Severity, Source, rule


@rule(
    Landscape,
    code="CALM710",
    severity=Severity.WARNING,
    source=Source("mTLS edition of the guide", "Procedure 6.4"),
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
    if not landscape.knows("destinations"):
        return
    reached = {each.global_tenant_id for each in landscape.ato_destinations}
    # One that is nobody's, or whose name is unknown, may be that of the tenant.
    if any(each.name.unknown for each in landscape.destinations):
        return
    if any(landscape.s4hana_tenant_of(each) is None for each in landscape.ato_destinations):
        return
    for tenant in landscape.s4hana_tenants:
        global_id = tenant.global_tenant_id
        if _is_called(tenant) and not global_id.unknown and global_id.value not in reached:
            name = f"destination CALM_FTR_ATO_{global_id.value}" if global_id.value else "destination CALM_FTR_ATO_…"
            message = f"the {name} is missing, tenant {tenant.id.value or 'without an id'} should have one"
            yield Finding(tenant, message)


def _is_called(tenant: S4Tenant) -> bool:
    """Tell whether SAP Cloud ALM can log on to a tenant, and has the inbound users that it needs."""
    systems = tenant.mtls_systems
    return bool(systems) and all(system.inbound_users for system in systems)
