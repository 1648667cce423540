"""CALM005: a reference names an existing entry."""

from __future__ import annotations

from collections.abc import Iterator

from calm_lint.api import Bad, Finding, Good, Names, S4Tenant, Scalar, Severity, Source, rule


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

    If the reference names no existing entry, calm-lint cannot check the connection.
    """
    landscape = tenant.landscape
    if landscape.knows("cloud_alm_tenants"):
        for system in tenant.communication_systems:
            reference = system.cloud_alm_tenant
            yield from _dangling(reference, "SAP Cloud ALM tenant", "in cloud_alm_tenants", landscape.alm_ids)
    if tenant.knows("communication_systems"):
        for arrangement in tenant.communication_arrangements:
            reference = arrangement.communication_system
            yield from _dangling(reference, "communication system", "in this tenant", tenant.system_ids)


def _dangling(reference: Scalar[str], what: str, where: str, ids: Names) -> Iterator[Finding]:
    # The reference may mean an id that the schema rejects.
    if reference.value is None or reference.value in ids or not ids.complete:
        return
    meant = ids.nearest(reference.value)
    advice = f", did you mean {meant}?" if meant else ""
    message = f"{what} {reference.value or 'without a name'} is not declared {where}{advice}"
    yield Finding(reference, message, hint=advice)
