"""CALM406: a productive SAP Cloud ALM tenant has a connection."""

from __future__ import annotations

from collections.abc import Iterator

from calm_lint.api import AlmSystem, Bad, CloudAlmTenant, Finding, Good, Landscape, Severity, Source, rule


@rule(
    Landscape,
    code="CALM406",
    rung="by-the-book",
    since="0.1",
    severity=Severity.WARNING,
    source=Source("landscape.schema.json", "cloud_alm_tenants"),
    screen="Communication Arrangements > Common Data > Communication System",
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
                usage: productive
              - id: calm-test
                usage: productive
            """,
            at="calm-test",
            message="productive SAP Cloud ALM tenant calm-test has no connection, should have one",
        ),
    ],
)
def unused_alm_tenant(landscape: Landscape) -> Iterator[Finding]:
    """A productive SAP Cloud ALM tenant without a connection shows no transports."""
    if not landscape.knows("s4hana_tenants"):
        return
    systems: list[AlmSystem | None] = []
    for tenant in landscape.s4hana_tenants:
        known = tenant.knows("communication_arrangements")
        systems += [arrangement.system for arrangement in tenant.alm_arrangements if known] or [None]
    reached = {_reached(system) for system in systems}
    # Other rules report a connection that is missing, without a known target, or to a tenant that is not productive.
    if None in reached or any(each and each.usage.value != "productive" for each in reached):
        return
    # Two entries with the same URL are the same tenant.
    hosts = {each.uaa_host for each in reached if each} - {None}
    for alm_tenant in landscape.cloud_alm_tenants:
        unused = alm_tenant not in reached and alm_tenant.uaa_host not in hosts
        if alm_tenant.usage.value == "productive" and unused and alm_tenant.id.value:
            message = f"productive SAP Cloud ALM tenant {alm_tenant.id.value} has no connection, should have one"
            yield Finding(alm_tenant, message)


def _reached(system: AlmSystem | None) -> CloudAlmTenant | None:
    """Return the tenant that a communication system reaches, if there is no doubt about it."""
    return system.target.tenant if system and system.target and not system.misreferred else None
