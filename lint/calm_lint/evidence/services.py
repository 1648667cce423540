"""The services of SAP Cloud Transport Management that files describe: their keys, nodes and routes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from calm_lint.evidence.records import Fields, Imported, Kind, Origin, Record, Seen, Unplaced, plain, text
from calm_lint.model.values.address import Address
from calm_lint.model.values.hosts import identity_host


@dataclass(slots=True)
class Service:
    """What files say about a service.

    Attributes:
        key: its service key, None if no file holds it.
        nodes: its transport nodes.
        routes: its transport routes.
        listed: the kinds of which the files list all entities.
    """

    key: Record | None = None
    nodes: list[Record] = field(default_factory=list)
    routes: list[Record] = field(default_factory=list)
    listed: set[Kind] = field(default_factory=set)

    @property
    def records(self) -> list[Record]:
        """All records of the service."""
        return [*([self.key] if self.key else ()), *self.nodes, *self.routes]

    @property
    def client_id(self) -> str:
        """The client ID of its key, empty if there is none."""
        return text(self.key.fields["uaa"], "clientid") if self.key else ""

    @property
    def uaa_host(self) -> str:
        """The host of the UAA URL in its key, empty if there is none."""
        return identity_host(Address.parse(text(self.key.fields["uaa"], "url")).host) if self.key else ""


def services(files: Iterable[tuple[Imported, Origin]], unplaced: list[Unplaced]) -> list[Service]:
    """Return the services that files describe. Nodes and routes belong to the service key that was named before them.

    Args:
        files: what was imported, and the files, in their order.
        unplaced: gets what belongs to no service for certain.
    """
    found: list[Service] = []
    loose = Service()
    current: Service | None = None
    for imported, _ in files:
        keys = [each for each in imported.records if each.kind == "service_key"]
        if keys:
            named = [_service_of(each, found, unplaced) for each in keys]
            current = named[0] if all(each is named[0] for each in named) else None
        _add(current or loose, imported)
    if loose.nodes or loose.routes or loose.listed:
        if len(found) > 1:
            reason = "belongs to no service for certain: name the service key of its service just before the file"
            unplaced += (Unplaced(each.origin.file, each.pointer, reason) for each in loose.records)
        elif found:
            found[0].nodes[:0], found[0].routes[:0] = loose.nodes, loose.routes
            found[0].listed |= loose.listed
        else:
            found = [loose]
    for service in found:
        service.nodes[:] = _once(service.nodes, unplaced)
        service.routes[:] = _once(_with_ends(service, unplaced), unplaced)
    return found


def _service_of(key: Record, found: list[Service], unplaced: list[Unplaced]) -> Service:
    service = Service(key)
    for each in found:
        if each.key and each.uaa_host == service.uaa_host and _uri(each.key) == _uri(key):
            if plain(each.key.fields) != plain(key.fields):
                reason = f"is a further service key of the service that {each.key.origin.file} gives access to"
                unplaced.append(Unplaced(key.origin.file, key.pointer, reason))
            return each
    found.append(service)
    return service


def _uri(key: Record) -> str:
    return text(key.fields, "uri").lower().rstrip("/")


def _add(service: Service, imported: Imported) -> None:
    service.nodes += (each for each in imported.records if each.kind == "transport_node")
    service.routes += (each for each in imported.records if each.kind == "transport_route")
    service.listed |= {each for each in imported.listed if each in ("transport_node", "transport_route")}


def _once(records: list[Record], unplaced: list[Unplaced]) -> list[Record]:
    """Return each node or route once; several files may describe it."""
    found: dict[str, Record] = {}
    for each in records:
        same = found.setdefault(text(each.fields, "name"), each)
        if same is not each and plain(same.fields) != plain(each.fields):
            unplaced.append(Unplaced(each.origin.file, each.pointer, f"contradicts {same.origin.file} {same.pointer}"))
    return list(found.values())


def _with_ends(service: Service, unplaced: list[Unplaced]) -> list[Record]:
    """Return the routes of a service with the names of nodes that they give by their ids."""
    names = {each.links["id"]: text(each.fields, "name") for each in service.nodes if "id" in each.links}
    found: list[Record] = []
    for route in service.routes:
        fields: Fields = dict(route.fields)
        for end, number in route.links.items():
            if end in ("source", "target") and number in names:
                fields[end] = Seen(names[number], route.pointer, route.origin)
        lacking = [end for end in ("source", "target") if not text(fields, end)]
        if lacking:
            reason = f"names no {' and no '.join(lacking)} among the nodes that are given"
            unplaced.append(Unplaced(route.origin.file, route.pointer, reason))
            # Others may be missing no more than this one is.
            service.listed.discard("transport_route")
        else:
            found.append(replace(route, fields=fields))
    return found
