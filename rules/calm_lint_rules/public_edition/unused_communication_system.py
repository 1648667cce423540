"""CALM111: an arrangement uses each communication system."""

from __future__ import annotations

from collections.abc import Iterator

from calm_lint.api import Bad, Finding, Good, S4Tenant, Severity, Source, rule


@rule(
    S4Tenant,
    code="CALM111",
    rung="by-the-book",
    since="0.1",
    severity=Severity.WARNING,
    source=Source("guide", "Procedure 2.1", "2025-05-14"),
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
              - system_id: CALM_OLD
            communication_arrangements:
              - arrangement_name: SAP_COM_0690_CALM_ATO
                communication_system: CALM_PROD
            """,
            at="CALM_OLD",
            message="communication system CALM_OLD is used by no arrangement, should be used or deleted",
        ),
    ],
)
def unused_communication_system(tenant: S4Tenant) -> Iterator[Finding]:
    """A communication system alone connects nothing. Without an arrangement, it is unfinished or no longer needed."""
    arrangements = tenant.communication_arrangements
    used = {arrangement.communication_system.value for arrangement in arrangements}
    ids = [system.system_id.value for system in tenant.communication_systems]
    # Other rules report a missing arrangement and a wrong reference.
    if not tenant.alm_arrangements or not tenant.knows("communication_arrangements") or not used.issubset(ids):
        return
    for system in tenant.communication_systems:
        if system.system_id.value is not None and system.system_id.value not in used:
            message = f"communication system {system.system_id.value} is used by no arrangement"
            yield Finding(system, f"{message}, should be used or deleted")
