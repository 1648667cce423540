"""CALM005: references lead to something that exists."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from calm_lint.api import Bad, Finding, Good, S4Tenant, Scalar, Severity, Source, did_you_mean, rule


@rule(
    S4Tenant,
    code="CALM005",
    severity=Severity.ERROR,
    source=Source("landscape.schema.json", "cloud_alm_tenant, communication_system"),
    screen="Communication Arrangements > Common Data > Communication System",
    examples=[
        Good(
            """
            communication_systems:
              - system_id: CALM_PROD
            communication_arrangements:
              - arrangement_name: SAP_COM_0690_CALM_ATO
                communication_system: CALM_PROD
            """
        ),
        Bad(
            """
            communication_systems:
              - system_id: CALM_PROD
            communication_arrangements:
              - arrangement_name: SAP_COM_0690_CALM_ATO
                communication_system: CALM_PRDO
            """,
            at="CALM_PRDO",
            message="communication system CALM_PRDO is not declared in this tenant, did you mean CALM_PROD?",
        ),
    ],
)
def unknown_reference(tenant: S4Tenant) -> Iterator[Finding]:
    """An arrangement works only with a communication system of its own tenant.

    Where a reference leads nowhere, it cannot be told what is connected to what.
    """
    landscape = tenant.landscape
    if landscape.knows("cloud_alm_tenants"):
        alm_ids = [each.id.value for each in landscape.cloud_alm_tenants]
        for system in tenant.communication_systems:
            yield from _dangling(system.cloud_alm_tenant, "SAP Cloud ALM tenant", "in cloud_alm_tenants", alm_ids)
    if tenant.knows("communication_systems"):
        system_ids = [system.system_id.value for system in tenant.communication_systems]
        for arrangement in tenant.communication_arrangements:
            yield from _dangling(arrangement.communication_system, "communication system", "in this tenant", system_ids)


def _dangling(reference: Scalar[str], what: str, where: str, ids: Sequence[str | None]) -> Iterator[Finding]:
    # An id that the schema rejects may be the one that is meant.
    if reference.value is None or reference.value in ids or None in ids:
        return
    meant = did_you_mean(reference.value, filter(None, ids))
    advice = f", did you mean {meant}?" if meant else ""
    message = f"{what} {reference.value or 'without a name'} is not declared {where}{advice}"
    yield Finding(reference, message, hint=advice)
