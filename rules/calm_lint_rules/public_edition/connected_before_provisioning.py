"""CALM603: an S/4HANA tenant is connected after its SAP Cloud ALM tenant is provisioned."""

from __future__ import annotations

from collections.abc import Iterator

from calm_lint.api import Bad, Finding, Good, Related, S4Tenant, Severity, Source, rule


@rule(
    S4Tenant,
    code="CALM603",
    rung="collects",
    since="0.1",
    severity=Severity.ERROR,
    source=Source("landscape.schema.json", "connected_on, provisioned_on"),
    screen="Communication Arrangements > SAP_COM_0690",
    examples=[
        Good("connected_on: 2023-11-20"),
        Bad(
            "connected_on: 2023-11-19",
            at="2023-11-19",
            message="tenant prod was connected on 2023-11-19, before calm-prod was provisioned on 2023-11-20, "
            "must be after",
        ),
    ],
)
def connected_before_provisioning(tenant: S4Tenant) -> Iterator[Finding]:
    """A tenant cannot connect to an SAP Cloud ALM tenant that does not exist yet.

    One of the two dates is wrong, and other rules rely on both.
    """
    connected = tenant.connected_on
    for alm_tenant in [target.tenant for _, target in tenant.connections if target.tenant]:
        provisioned = alm_tenant.provisioned_on
        if connected.value and provisioned.value and connected.value < provisioned.value:
            name = alm_tenant.id.value or "its SAP Cloud ALM tenant"
            yield Finding(
                connected,
                f"tenant{tenant.named} was connected on {connected.value}, before {name} was provisioned "
                f"on {provisioned.value}, must be after",
                related=(Related(provisioned, "provisioned on this day"),),
                hint=f" {name} was",
                named=tenant.named,
            )
