"""CALM004: ids, System IDs and Arrangement Names are unique."""

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
    """References use these ids. If two tenants or systems have the same id, a reference to it is ambiguous.

    The apps reject a System ID or an Arrangement Name that already exists.
    """
    alm_ids = [tenant.id for tenant in landscape.cloud_alm_tenants]
    tenant_ids = [tenant.id for tenant in landscape.s4hana_tenants]
    yield from _duplicates("tenant id", "in the landscape", alm_ids + tenant_ids)
    for tenant in landscape.s4hana_tenants:
        systems = (system.system_id for system in tenant.communication_systems)
        yield from _duplicates("System ID", "within the tenant", systems)
        names = (arrangement.arrangement_name for arrangement in tenant.communication_arrangements)
        yield from _duplicates("Arrangement Name", "within the tenant", names)


def _duplicates(what: str, scope: str, ids: Iterable[Scalar[str]]) -> Iterator[Finding]:
    first: dict[str, Scalar[str]] = {}
    for each in ids:
        if each.value is None:
            continue
        if each.value in first:
            earlier, later = sorted((first[each.value], each), key=lambda scalar: scalar.start)
            message = f"{what} {each.value} is used twice, must be unique {scope}"
            yield Finding(later, message, related=(Related(earlier, "first used here"),))
        first.setdefault(each.value, each)
