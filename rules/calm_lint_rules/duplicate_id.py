"""CALM004: what is referred to by an id has one that nothing else has."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from calm_lint.api import Bad, Finding, Good, Landscape, Related, Scalar, Severity, Source, rule


@rule(
    Landscape,
    code="CALM004",
    severity=Severity.ERROR,
    source=Source("landscape.schema.json", "id, system_id, arrangement_name"),
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
    """References go by these ids, and the apps refuse a System ID or Arrangement Name that exists.

    With two equal ones nobody can tell which tenant or system is meant.
    """
    ids = [("tenant id", tenant.id) for tenant in landscape.cloud_alm_tenants]
    ids += [("tenant id", tenant.id) for tenant in landscape.s4hana_tenants]
    ids += [("certificate id", certificate.id) for certificate in landscape.certificates]
    yield from _repeated("in the landscape", ids)
    for tenant in landscape.s4hana_tenants:
        systems = [("System ID", system.system_id) for system in tenant.communication_systems]
        yield from _repeated("within the tenant", systems)
        names = [("Arrangement Name", each.arrangement_name) for each in tenant.communication_arrangements]
        yield from _repeated("within the tenant", names)
    for destinations in _destination_names(landscape):
        yield from _repeated("within the SAP Cloud ALM tenant", [("destination", name) for name in destinations])


def _destination_names(landscape: Landscape) -> Iterable[list[Scalar[str]]]:
    """Return the names of the destinations of each SAP Cloud ALM tenant."""
    names: dict[str | None, list[Scalar[str]]] = {}
    for destination in landscape.destinations:
        tenant = destination.alm_tenant.id if destination.alm_tenant else destination.cloud_alm_tenant
        names.setdefault(tenant.value, []).append(destination.name)
    return names.values()


def _repeated(scope: str, ids: Iterable[tuple[str, Scalar[str]]]) -> Iterator[Finding]:
    """Yield a finding for each id that was used before; each comes with what it is called."""
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
