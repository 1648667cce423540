"""CALM005: references lead to something that exists."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from calm_lint.api import Bad, Finding, Good, Landscape, Scalar, Severity, Source, did_you_mean, rule


@rule(
    Landscape,
    code="CALM005",
    severity=Severity.ERROR,
    source=Source("landscape.schema.json", "cloud_alm_tenant, communication_system"),
    screen="Communication Arrangements > Common Data > Communication System",
    examples=[
        Good("s4hana_tenants: [{id: dev, role: development}]"),
        Bad(
            """
            s4hana_tenants:
              - id: dev
                role: development
                communication_systems:
                  - {system_id: PRINTER, host_name: printer.example.com}
                communication_arrangements:
                  - {arrangement_name: PRINTING, scenario: SAP_COM_0466, communication_system: PRINTR}
            """,
            at="PRINTR",
            message="communication system PRINTR is not declared in this tenant, did you mean PRINTER?",
        ),
    ],
)
def unknown_reference(landscape: Landscape) -> Iterator[Finding]:
    """An arrangement works only with a communication system of its own tenant.

    Where a reference leads nowhere, it cannot be told what is connected to what.
    """
    alm_ids = [tenant.id.value for tenant in landscape.cloud_alm_tenants]
    for tenant in landscape.s4hana_tenants:
        if landscape.knows("cloud_alm_tenants"):
            for system in tenant.communication_systems:
                yield from _dangling(system.cloud_alm_tenant, "SAP Cloud ALM tenant", "in cloud_alm_tenants", alm_ids)
        if tenant.knows("communication_systems"):
            system_ids = [system.system_id.value for system in tenant.communication_systems]
            for arrangement in tenant.communication_arrangements:
                yield from _dangling(
                    arrangement.communication_system, "communication system", "in this tenant", system_ids
                )


def _dangling(reference: Scalar[str], what: str, where: str, ids: Sequence[str | None]) -> Iterator[Finding]:
    # An id that the schema rejects may be the one that is meant.
    if reference.value is None or reference.value in ids or None in ids:
        return
    meant = did_you_mean(reference.value, filter(None, ids))
    advice = f", did you mean {meant}?" if meant else ""
    yield Finding(reference, f"{what} {reference.value} is not declared {where}{advice}")
