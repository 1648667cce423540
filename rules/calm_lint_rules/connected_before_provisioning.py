"""CALM603: tenants are connected after their SAP Cloud ALM tenant was provisioned."""

from __future__ import annotations

from collections.abc import Iterator

from calm_lint.api import Bad, Finding, Good, Related, S4Tenant, Severity, Source, rule


@rule(
    S4Tenant,
    code="CALM603",
    severity=Severity.ERROR,
    source=Source("landscape.schema.json", "connected_on, provisioned_on"),
    screen="Communication Arrangements > SAP_COM_0690",
    examples=[
        Good("connected_on: 2023-11-20"),
        Bad(
            "connected_on: 2023-11-19",
            at="2023-11-19",
            message="tenant was connected on 2023-11-19, before calm-prod was provisioned on 2023-11-20, must be after",
        ),
    ],
)
def connected_before_provisioning(tenant: S4Tenant) -> Iterator[Finding]:
    """Nothing can be connected to what does not exist. One of the dates is wrong, and others are checked by them."""
    connected = tenant.connected_on
    for alm_tenant in [target.tenant for _, target in tenant.connections if target.tenant]:
        provisioned = alm_tenant.provisioned_on
        if connected.value and provisioned.value and connected.value < provisioned.value:
            name = alm_tenant.id.value or "its SAP Cloud ALM tenant"
            yield Finding(
                connected,
                f"tenant was connected on {connected.value}, before {name} was provisioned "
                f"on {provisioned.value}, must be after",
                related=(Related(provisioned, "provisioned on this day"),),
                hint=f" {name} was",
            )
