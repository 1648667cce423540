"""The identifiers of a landscape, and where they are used: ids of tenants, System IDs, nodes, SIDs and others."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from calm_lint.model import CtmsService, CtsDomain, Landscape
from calm_lint.model.entity import Scalar
from calm_lint.model.values.facts import SOURCE_SYSTEM_ID

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Mention:
    """A place where an identifier stands.

    Attributes:
        scalar: the value that it is, or begins.
        rest: what follows the identifier in the value, such as the client that follows a SID.
    """

    scalar: Scalar[str]
    rest: str = ""


@dataclass(frozen=True, slots=True)
class Name:
    """An identifier, or several that are one as aliases share their text.

    Attributes:
        unique_in: what nothing else may have the same text in, with this text.
        definitions: where it is given.
        uses: where it is used.
    """

    unique_in: frozenset[tuple[str, str]]
    definitions: dict[Span, Mention]
    uses: dict[Span, Mention]

    @property
    def all(self) -> dict[Span, Mention]:
        """Where it stands."""
        return self.definitions | self.uses

    def joined(self, other: Name) -> Name:
        """Return this identifier and another one as one."""
        unique_in = self.unique_in | other.unique_in
        return Name(unique_in, self.definitions | other.definitions, self.uses | other.uses)


def name_at(landscape: Landscape, offset: int) -> Name | None:
    """Return the identifier at an offset, with those that share text with it; None if there is none."""
    names = [*names_of(landscape)]
    found = next((each for each in names if any(start <= offset <= end for start, end in each.all)), None)
    while found:
        joined = found
        for each in names:
            if each.all.keys() & found.all.keys():
                joined = joined.joined(each)
        if joined.all.keys() == found.all.keys():
            return joined
        found = joined
    return None


def names_of(landscape: Landscape) -> Iterator[Name]:
    """Yield the identifiers of a landscape."""
    systems = [system for tenant in landscape.s4hana_tenants for system in tenant.communication_systems]
    setups = (setup for domain in landscape.cts_domains for system in domain.systems for setup in system.alm_setup)
    of_alm = [each.cloud_alm_tenant for each in systems]
    of_alm += [each.cloud_alm_tenant for each in setups]
    of_alm += [each.cloud_alm_tenant for each in landscape.destinations]
    yield from _names("id", [each.id for each in landscape.cloud_alm_tenants], of_alm)
    yield from _names("id", [each.id for each in landscape.s4hana_tenants])
    of_services = [each.ctms_service for each in landscape.destinations]
    yield from _names("id", [each.id for each in landscape.ctms_services], of_services)
    inbound = [user.certificate for system in systems for user in system.inbound_users]
    outbound = [user.client_certificate for system in systems for user in system.outbound_users]
    yield from _names("id", [each.id for each in landscape.certificates], [*inbound, *outbound])
    stores = [each.key_store_location for each in landscape.destinations]
    yield from _names("key store", [each.key_store for each in landscape.certificates], stores)
    for number, tenant in enumerate(landscape.s4hana_tenants):
        ids = [each.system_id for each in tenant.communication_systems]
        uses = [each.communication_system for each in tenant.communication_arrangements]
        yield from _names(f"system {number}", ids, uses)
    for number, service in enumerate(landscape.ctms_services):
        yield from _names(f"node {number}", [each.name for each in service.nodes], _uses_of_nodes(landscape, service))
        yield from _names(f"route {number}", [each.name for each in service.routes])
    yield from _names("domain", [each.domain_name for each in landscape.cts_domains])
    for number, domain in enumerate(landscape.cts_domains):
        sids = [each.sid for each in domain.systems]
        yield from _named("sid", map(Mention, sids), _uses_of_sids(domain))
        yield from _names(f"track {number}", [each.name for each in domain.tracks])


def _uses_of_nodes(landscape: Landscape, service: CtmsService) -> Iterator[Scalar[str]]:
    for route in service.routes:
        yield from (route.source, route.target)
    for destination in landscape.destinations:
        properties, refers = destination.additional_properties, destination.ctms_service
        value = properties.data.get(SOURCE_SYSTEM_ID)
        if isinstance(value, str) and (refers.missing or refers.value == service.id.value):
            yield Scalar(properties, (SOURCE_SYSTEM_ID,), value, missing=False)


def _uses_of_sids(domain: CtsDomain) -> Iterator[tuple[str, Mention]]:
    """Yield the uses of SIDs: the domain controller, the stops of tracks, and entries of Landscape Management."""
    yield domain.domain_controller.value or "", Mention(domain.domain_controller)
    for stop in (stop for track in domain.tracks for stop in track.stops):
        yield stop.sid, Mention(stop.entry, f":{stop.client}")
    for system in domain.systems:
        sid, entry = system.sid.value, system.lms_entry
        if sid and entry and entry.name.value and entry.name.value.startswith(sid):
            yield sid, Mention(entry.name, entry.name.value.removeprefix(sid))


def _names(kind: str, definitions: Iterable[Scalar[str]], uses: Iterable[Scalar[str]] = ()) -> Iterator[Name]:
    return _named(kind, map(Mention, definitions), ((each.value or "", Mention(each)) for each in uses))


def _named(kind: str, definitions: Iterable[Mention], uses: Iterable[tuple[str, Mention]]) -> Iterator[Name]:
    names: dict[str, Name] = {}
    for each in definitions:
        value = each.scalar.value
        if value and (span := _span(value, each)):
            name = names.setdefault(value, Name(frozenset({(kind, value)}), {}, {}))
            name.definitions[span] = each
    for value, each in uses:
        if value in names and (span := _span(value, each)):
            names[value].uses[span] = each
    yield from names.values()


def _span(name: str, mention: Mention) -> Span | None:
    """Return where a name stands, without quotes where it is written as it is; None if that is in another file."""
    place = mention.scalar.place
    location = place.document.locate(place)
    if location.path != place.path:
        return None
    start = place.document.source.text.find(name, location.start, location.end)
    return (start, start + len(name)) if start >= 0 else (location.start, location.end)
