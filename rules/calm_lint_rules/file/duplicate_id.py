"""CALM004: ids, System IDs and Arrangement Names are unique."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from calm_lint.api import Bad, Finding, Good, Landscape, Related, Scalar, Severity, Source, rule


@rule(
    Landscape,
    code="CALM004",
    rung="connects",
    since="0.1",
    severity=Severity.ERROR,
    source=Source("landscape.schema.json", "id, system_id, arrangement_name, name, client"),
    screen="Communication Systems > System ID; Communication Arrangements > Arrangement Name",
    examples=[
        Good(
            """
            cloud_alm_tenants:
              - id: calm-prod
                usage: productive
            s4hana_tenants:
              - id: prod
                role: production
            """
        ),
        Bad(
            """
            cloud_alm_tenants:
              - id: prod
                usage: productive
            s4hana_tenants:
              - id: prod
                role: production
            """,
            at="prod",
            message="tenant id prod is used twice, must be unique in the landscape",
        ),
    ],
)
def duplicate_id(landscape: Landscape) -> Iterator[Finding]:
    """References use these ids. If two tenants or systems have the same id, a reference to it is ambiguous.

    The apps reject a System ID or an Arrangement Name that already exists.
    """
    ids = [("tenant id", tenant.id) for tenant in landscape.cloud_alm_tenants]
    ids += [("tenant id", tenant.id) for tenant in landscape.s4hana_tenants]
    ids += [("service id", service.id) for service in landscape.ctms_services]
    ids += [("certificate id", certificate.id) for certificate in landscape.certificates]
    yield from _duplicates("in the landscape", ids)
    for tenant in landscape.s4hana_tenants:
        systems = [("System ID", system.system_id) for system in tenant.communication_systems]
        yield from _duplicates("within the tenant", systems)
        names = [("Arrangement Name", each.arrangement_name) for each in tenant.communication_arrangements]
        yield from _duplicates("within the tenant", names)
    for service in landscape.ctms_services:
        yield from _duplicates("within the service", [("node", node.name) for node in service.nodes])
        yield from _duplicates("within the service", [("route", route.name) for route in service.routes])
    for system in (system for domain in landscape.cts_domains for system in domain.systems):
        yield from _duplicates("within the system", [("client", setup.client) for setup in system.alm_setup])
    for destinations in _destination_names(landscape):
        yield from _duplicates("within the SAP Cloud ALM tenant", [("destination", name) for name in destinations])


def _destination_names(landscape: Landscape) -> Iterable[list[Scalar[str]]]:
    """Return the names of the destinations of each SAP Cloud ALM tenant."""
    names: dict[str | None, list[Scalar[str]]] = {}
    for destination in landscape.destinations:
        if destination.is_application_side:
            continue
        tenant = destination.alm_tenant.id if destination.alm_tenant else destination.cloud_alm_tenant
        names.setdefault(tenant.value, []).append(destination.name)
    return names.values()


def _duplicates(scope: str, ids: Iterable[tuple[str, Scalar[str]]]) -> Iterator[Finding]:
    """Yield a finding for each id that was used before. Each comes with the name of its field."""
    first: dict[str, tuple[str, Scalar[str]]] = {}
    for what, each in ids:
        if each.value is None:
            continue
        if each.value in first:
            ends = (first[each.value], (what, each))
            (_, earlier), (label, later) = sorted(ends, key=lambda end: end[1].start)
            message = f"{label} {each.value} is used twice, must be unique {scope}"
            yield Finding(later, message, related=(Related(earlier, "first used here"),))
        first.setdefault(each.value, (what, each))
