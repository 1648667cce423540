"""A landscape beside what systems show, field by field."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from calm_lint.evidence.arrangements import UNCERTAIN
from calm_lint.evidence.entries import Entry
from calm_lint.evidence.field_comparison import FieldComparison, Group
from calm_lint.evidence.form import Form
from calm_lint.evidence.gathering import Evidence, Tenant, is_of_alm
from calm_lint.evidence.records import Fields, Kind, Record, Seen, Unplaced, plain, text
from calm_lint.evidence.seen import Rows
from calm_lint.evidence.services import Service
from calm_lint.evidence.tenant_objects import TenantObjects
from calm_lint.evidence.waivers import Waiver
from calm_lint.model import Landscape
from calm_lint.model.ctms import CtmsService
from calm_lint.model.landscape import IDENTIFIERS
from calm_lint.model.values.address import Address
from calm_lint.model.values.hosts import identity_host
from calm_lint.reading.document import Path, Place

_LISTS: tuple[tuple[str, Kind], ...] = (
    ("communication_systems", "communication_system"),
    ("communication_arrangements", "communication_arrangement"),
)


_UNUSED: Mapping[Kind, str] = {
    "binding": "the binding of no tenant in the file",
    "service_instance": "no service instance of the file",
    "destination": "no destination of the file",
    "s4hana_tenant": "no S/4HANA tenant of the file",
    "service_key": "the service key of no service in the file",
    "transport_node": "a node of no service in the file",
    "transport_route": "a route of no service in the file",
}
# No interface gives these out, so that only people can say what they saw.
_PEOPLE_ONLY = ("certificates", "cts_domains")


class Comparison:
    """Compares landscapes with evidence.

    Args:
        evidence: what the systems show.
        people: what people read from screens.
        waivers: the comments that waive differences, by the line that they are about.
        oldest: the first day whose evidence is not too old, None if age does not matter.

    Attributes:
        used_waivers: the lines of the waivers that waived something.
    """

    def __init__(
        self,
        evidence: Evidence,
        people: Rows | None = None,
        waivers: Mapping[int, Waiver] | None = None,
        oldest: date | None = None,
    ) -> None:
        self._evidence = evidence
        self._people = people or {}
        self._waivers = waivers or {}
        self._oldest = oldest
        self._form = Form()
        self._objects = TenantObjects(evidence.objects)
        self._used: set[int] = set()
        self._places: set[tuple[int, str]] = set()
        self.used_waivers: set[int] = set()

    def unused(self) -> list[Unplaced]:
        """Return what is not of a named tenant, and no landscape was compared with."""
        evidence = self._evidence
        records = [*evidence.bindings, *evidence.instances, *evidence.destinations, *evidence.objects]
        records += (record for service in evidence.services for record in service.records)
        unused = [each for each in records if id(each) not in self._used]
        return [Unplaced(each.origin.file, each.pointer, f"is {_UNUSED[each.kind]}") for each in unused]

    def entries(self, landscape: Landscape) -> list[Entry]:
        """Return the entries of a landscape in the order of its text."""
        index = landscape.document.index
        compare = FieldComparison(landscape, self._form, lambda name: self._read((index, name)))
        return [self._judged(each) for each in self._all(compare, landscape)]

    def unread(self) -> list[Seen]:
        """Return what people read from screens, and no landscape has a field for."""
        return [each for place, seen in self._people.items() if place not in self._places for each in seen.values()]

    def _read(self, place: tuple[int, str]) -> Collection[Seen]:
        self._places.add(place)
        return self._people.get(place, {}).values()

    def _all(self, compare: FieldComparison, landscape: Landscape) -> Iterator[Entry]:
        data: Any = landscape.document.data
        for key in data if isinstance(data, dict) else ():
            if key == "cloud_alm_tenants":
                yield from self._alm_tenants(compare)
            elif key == "s4hana_tenants":
                yield from self._s4_tenants(compare)
            elif key == "ctms_services":
                yield from self._ctms_services(compare, landscape)
            elif key in _PEOPLE_ONLY:
                part = self._form.items(self._form.whole["properties"][key])
                for index, each in compare.mappings((key,)):
                    yield from _of(each, compare.mapping(part, (key, index), None), IDENTIFIERS[key])
            elif key == "destinations":
                yield from compare.group(self._form.whole["properties"][key], (key,), self._destinations(compare))
        if isinstance(data, dict) and "destinations" not in data:
            group = self._destinations(compare)
            yield from compare.group(self._form.whole["properties"]["destinations"], ("destinations",), group)

    def _alm_tenants(self, compare: FieldComparison) -> Iterator[Entry]:
        tenants = compare.mappings(("cloud_alm_tenants",))
        for index, tenant in tenants:
            path: Path = ("cloud_alm_tenants", index)
            bindings = {key: compare.value((*path, key)) for key in ("binding", "mtls_binding")}
            hosts = {_uaa_host(each) for each in bindings.values()} - {""}
            alone = len(tenants) == 1
            records = [each for each in self._evidence.bindings if _uaa_host(plain(each.fields)) in hosts or alone]
            seen: Fields = {}
            for key, value in bindings.items():
                fitting = _fitting(records, value, key)
                if isinstance(value, dict) and fitting:
                    seen[key] = fitting.fields
            ids = {each.links.get("instance") for each in records} - {"", None}
            instances = [each for each in self._evidence.instances if alone or each.links.get("instance") in ids]
            if instances and isinstance(compare.value((*path, "service_instance")), dict):
                seen["service_instance"] = instances[0].fields
                records += instances[:1]
            self._used.update(map(id, records))
            yield from _of(tenant, compare.mapping(self._form.definition("cloud_alm_tenant"), path, seen))

    def _s4_tenants(self, compare: FieldComparison) -> Iterator[Entry]:
        for index, tenant in compare.mappings(("s4hana_tenants",)):
            path: Path = ("s4hana_tenants", index)
            evidence = self._evidence.tenants.get(str(tenant.get("id", "")))
            number, host = (str(tenant.get(key) or "") for key in ("global_tenant_id", "host"))
            record = self._objects.find(str(tenant.get("id", "")), number, host)
            seen: Fields = dict(record.fields) if record else {}
            self._used |= {id(record)} if record else set()
            for key, kind in _LISTS if evidence else ():
                names = {each.get(IDENTIFIERS[key]) for _, each in compare.mappings((*path, key))}
                if evidence and (group := _group(evidence, kind, names)):
                    seen[key] = group
            yield from _of(tenant, compare.mapping(self._form.definition("s4hana_tenant"), path, seen))

    def _ctms_services(self, compare: FieldComparison, landscape: Landscape) -> Iterator[Entry]:
        services = compare.mappings(("ctms_services",))
        for index, service in services:
            path: Path = ("ctms_services", index)
            shown = self._service(landscape.ctms_services[index], alone=len(services) == 1)
            seen: Fields = {}
            if shown:
                self._used.update(map(id, shown.records))
                if shown.key and isinstance(compare.value((*path, "service_key")), dict):
                    seen["service_key"] = shown.key.fields
                for key, kind, records in _parts(shown):
                    if records or kind in shown.listed:
                        origin = (records or shown.records)[0].origin if records or shown.records else None
                        seen[key] = Group([each.fields for each in records], kind in shown.listed, origin)
            yield from _of(service, compare.mapping(self._form.definition("ctms_service"), path, seen))

    def _service(self, service: CtmsService, *, alone: bool) -> Service | None:
        """Return what files say about a service: the one of its key, else the only one."""
        known = self._evidence.services
        for each in known:
            if each.key and (each.client_id == service.client_id or each.uaa_host == service.uaa_host):
                return each
        return known[0] if alone and len(known) == 1 else None

    def _destinations(self, compare: FieldComparison) -> Group:
        names = {each.get("name") for _, each in compare.mappings(("destinations",))}
        kept = [each for each in self._evidence.destinations if is_of_alm(each) or text(each.fields, "name") in names]
        self._used.update(map(id, kept))
        # An export may hold some of the destinations only.
        return Group([each.fields for each in kept], complete=False, origin=None)

    def _judged(self, entry: Entry) -> Entry:
        """Return an entry with its age and the comments of the landscape taken into account."""
        if entry.state == "same" and entry.source and self._oldest:
            day = entry.source.origin.exported_on
            return replace(entry, state="older") if day and day < self._oldest else entry
        if entry.state != "different" or not self._waivers:
            return entry
        line = line_of(entry)
        waiver = self._waivers.get(line)
        if waiver is None or waiver.fault:
            return entry
        self.used_waivers.add(line)
        return replace(entry, state="waived", reason=waiver.reason)


def line_of(entry: Entry) -> int:
    """Return the line of the landscape that an entry is about."""
    document = entry.landscape.document
    location = document.locate(Place(document, entry.path))
    return document.source.span(location.start, location.end).line


def _of(tenant: Mapping[str, Any], entries: Iterator[Entry], identifier: str = "id") -> Iterator[Entry]:
    name = str(tenant.get(identifier, ""))
    return (replace(each, tenant=name) for each in entries)


def _group(tenant: Tenant, kind: Kind, names: set[Any]) -> Group | None:
    """Return what the files of a tenant list of a kind, None if they say nothing of it.

    What has nothing to do with SAP Cloud ALM counts only if the landscape describes it.
    """
    systems = kind == "communication_system"
    records = tenant.systems if systems else tenant.arrangements
    if not records and kind not in tenant.listed:
        return None
    wanted = {id(each) for each in (tenant.alm_systems() if systems else tenant.alm_arrangements())}
    name = "system_id" if systems else "arrangement_name"
    kept = [each for each in records if id(each) in wanted or text(each.fields, name) in names]
    origin = records[0].origin if records else tenant.origins[-1]
    return Group([_fields(each) for each in kept], kind in tenant.listed, origin)


def _fields(record: Record) -> Fields:
    """Return the fields of a record; where a service could not be placed, none may be missing."""
    services = record.fields.get("outbound_services")
    if services is None or not UNCERTAIN.items() <= record.links.items():
        return record.fields
    return {**record.fields, "outbound_services": Group(services, complete=False, origin=record.origin)}


def _parts(service: Service) -> Iterator[tuple[str, Kind, list[Record]]]:
    yield "nodes", "transport_node", service.nodes
    yield "routes", "transport_route", service.routes


def _uaa_host(binding: Any) -> str:
    uaa = binding.get("uaa") if isinstance(binding, dict) else None
    url = uaa.get("url") if isinstance(uaa, dict) else None
    return identity_host(Address.parse(url).host) if isinstance(url, str) else ""


def _fitting(records: Sequence[Record], binding: Any, key: str) -> Record | None:
    """Return the record of the kind of a binding: with a secret, or with a certificate."""
    uaa = binding.get("uaa") if isinstance(binding, dict) else None
    kind = uaa.get("credential-type") if isinstance(uaa, dict) else None
    x509 = kind == "x509" or (kind is None and key == "mtls_binding")
    return next((each for each in records if (text(each.fields["uaa"], "credential-type") == "x509") is x509), None)
