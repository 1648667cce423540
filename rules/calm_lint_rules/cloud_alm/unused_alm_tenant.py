"""CALM406: a productive SAP Cloud ALM tenant has a connection."""

from __future__ import annotations

from collections.abc import Iterator

from calm_lint.api import AlmSystem, Bad, CloudAlmTenant, Finding, Good, Landscape, Severity, Source, rule
from calm_lint_rules._alm_usage import misplaced_services, misplaced_systems


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
    if not all(map(landscape.knows, ("s4hana_tenants", "ctms_services", "cts_domains", "destinations"))):
        return
    # ctms-alm-usage and cts-alm-usage say why.
    if any(misplaced_services(landscape)) or any(misplaced_systems(landscape)):
        return
    systems: list[AlmSystem | None] = []
    for tenant in landscape.s4hana_tenants:
        known = tenant.knows("communication_arrangements")
        systems += [arrangement.system for arrangement in tenant.alm_arrangements if known] or [None]
    reached = {_reached(system) for system in systems}
    # Other rules report a connection that is missing, without a known target, or to a tenant that is not productive.
    if None in reached or any(each and each.usage.value != "productive" for each in reached):
        return
    reached |= {*_of_services(landscape), *_of_systems(landscape)}
    if None in reached:
        return
    # Two entries with the same URL are the same tenant.
    hosts = {each.uaa_host for each in reached if each} - {None}
    for alm_tenant in landscape.cloud_alm_tenants:
        unused = alm_tenant not in reached and alm_tenant.uaa_host not in hosts
        if alm_tenant.usage.value == "productive" and unused and alm_tenant.id.value:
            message = f"productive SAP Cloud ALM tenant {alm_tenant.id.value} has no connection, should have one"
            yield Finding(alm_tenant, message)


def _of_services(landscape: Landscape) -> Iterator[CloudAlmTenant | None]:
    """Yield the tenants that services are connected to, None for what is missing or unknown."""
    leading = landscape.ctms_destinations
    yield from (destination.alm_tenant for destination, _ in leading)
    services = {service for _, service in leading}
    yield from (None for service in landscape.ctms_services if service not in services)


def _of_systems(landscape: Landscape) -> Iterator[CloudAlmTenant | None]:
    """Yield the tenants that systems are connected to, None for what is missing or unknown."""
    for domain in landscape.cts_domains:
        for system in domain.systems:
            yield from (setup.target.tenant if setup.target else None for setup in system.alm_setup)
        tracked = set(domain.tracked_systems)
        # ECP Operations sets up client 000 of Employee Central Payroll.
        yield from (None for each in domain.systems if not each.alm_setup and (each.is_ecp or each in tracked))


def _reached(system: AlmSystem | None) -> CloudAlmTenant | None:
    """Return the tenant that a communication system reaches, if there is no doubt about it."""
    return system.target.tenant if system and system.target and not system.misreferred else None
