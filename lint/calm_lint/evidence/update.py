"""A landscape as it will be when what differs is taken from the systems."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, Final

from calm_lint.evidence.entries import Entry
from calm_lint.evidence.form import Form
from calm_lint.evidence.gathering import Evidence, token_host
from calm_lint.evidence.new_data import (
    AlmTenant,
    arrangement_data,
    destination_data,
    service_data,
    system_data,
    user_data,
)
from calm_lint.evidence.new_services import node_data
from calm_lint.evidence.records import Fields, plain
from calm_lint.evidence.tenant_objects import TenantObjects, tenant_data
from calm_lint.model import Landscape
from calm_lint.model.values.address import Address
from calm_lint.model.values.hosts import identity_host
from calm_lint.pages.plain_data import at, copied, put
from calm_lint.reading.document import Path, Place
from calm_lint.reading.written import flow

_SERVICES: Final = ("inbound_services", "outbound_services")


@dataclass(slots=True)
class Update:
    """What comes of updating a landscape.

    Attributes:
        data: the landscape as it will be.
        done: the entries that changed it.
        left: the entries that differ and changed nothing, as the system lacks what the landscape describes.
    """

    data: dict[str, Any]
    done: list[Entry] = field(default_factory=list)
    left: list[Entry] = field(default_factory=list)


def update(landscape: Landscape, entries: Iterable[Entry]) -> Update:
    """Return a landscape with what differs taken from the systems.

    Nothing is removed from it but the value of a field that is empty in the system.

    Args:
        landscape: the landscape, without faults of its form.
        entries: what a comparison gave.
    """
    result = Update(copied(landscape.document.data))
    form = Form()
    for entry in entries:
        if entry.state != "different":
            continue
        is_done = not entry.gone and _apply(result.data, entry, form)
        (result.done if is_done else result.left).append(entry)
    return result


def edited(text: str, entries: Iterable[Entry]) -> str:
    """Return a text with the values that change wherever it is used: text behind an anchor is changed once.

    Args:
        text: the text of the file.
        entries: the entries that change it.
    """
    uses: dict[tuple[int, int], list[Entry]] = {}
    for entry in entries:
        is_value = entry.addition is None and entry.expected is not None and entry.seen is not None
        if is_value and not isinstance(entry.expected, dict | list):
            location = entry.landscape.document.locate(Place(entry.landscape.document, entry.path))
            uses.setdefault((location.start, location.end), []).append(entry)
    edits = []
    for (start, end), group in uses.items():
        first = group[0]
        place = Place(first.landscape.document, first.path)
        same = all(type(each.seen) is type(first.seen) and each.seen == first.seen for each in group)
        if same and len(group) == first.landscape.document.uses(place):
            edits.append((start, end, flow(first.seen)))
    parts, done = [], 0
    for start, end, value in sorted(edits):
        parts += [text[done:start], value]
        done = end
    return "".join([*parts, text[done:]])


def add_tenant(evidence: Evidence, name: str, data: dict[str, Any]) -> None:
    """Add an S/4HANA tenant that a landscape does not describe.

    Args:
        evidence: what the systems show; what SAP Cloud ALM says about the tenant is taken out of it.
        name: the id of the tenant.
        data: the landscape.
    """
    tenant = evidence.tenants[name]
    systems = [system_data(each.fields, _alm_tenant(data, token_host(each.fields))) for each in tenant.alm_systems()]
    arrangements = [arrangement_data(each.fields) for each in tenant.alm_arrangements()]
    made: dict[str, Any] = {"id": name, "role": tenant.role}
    if record := TenantObjects(evidence.objects).find(name):
        made = tenant_data(made, record, evidence.unplaced)
        # What is left there has no tenant.
        evidence.objects.remove(record)
    parts = {"communication_systems": systems, "communication_arrangements": arrangements}
    form = Form()
    ordered = form.ordered(form.definition("s4hana_tenant"), made | {k: v for k, v in parts.items() if v})
    _collection(data, ("s4hana_tenants",), [], form).append(ordered)


def _apply(data: dict[str, Any], entry: Entry, form: Form) -> bool:
    """Change the data, and return whether that was possible."""
    if entry.addition is not None:
        _add(data, entry.path, entry.addition, form)
        return True
    parent, key = at(data, entry.path[:-1]), str(entry.path[-1])
    part = _form_of(form, entry.path[:-1])
    if entry.seen is None:
        if key in part.get("required", ()):
            return False
        parent.pop(key, None)
        return True
    fields = list(form.fields(part))
    put(parent, key, copied(entry.seen), after=fields[: fields.index(key)] if key in fields else [])
    return True


def _add(data: dict[str, Any], path: Path, fields: Fields, form: Form) -> None:
    """Add an entry to a list, or to a mapping whose keys name entries."""
    if len(path) > 1 and path[-2] in _SERVICES:
        parent = _collection(data, path[:-1], {}, form)
        parent[path[-1]] = service_data(fields, str(path[-2]))
        return
    key = path[-1]
    if key == "communication_systems":
        made = system_data(fields, _alm_tenant(data, token_host(fields)))
    elif key == "communication_arrangements":
        made = arrangement_data(fields)
    elif key == "nodes":
        made = node_data(fields)
    elif key == "routes":
        made = plain(fields)
    elif key == "destinations":
        made = destination_data(fields, _first_alm(data))
    else:
        host = identity_host(Address.parse(str(at(data, path[:-1]).get("token_endpoint", ""))).host)
        made = user_data(fields, _alm_tenant(data, host) or _first_alm(data), outbound=key == "outbound_users")
    part = form.items(_form_of(form, path))
    _collection(data, path, [], form).append(form.ordered(part, made))


def _collection(data: dict[str, Any], path: Path, empty: Any, form: Form) -> Any:
    """Return the list or mapping at a path, a new one if there is none."""
    parent, key = at(data, path[:-1]), str(path[-1])
    if not parent.get(key):
        fields = list(form.fields(_form_of(form, path[:-1])))
        put(parent, key, empty, after=fields[: fields.index(key)])
    return parent[key]


def _form_of(form: Form, path: Path) -> Any:
    part: Any = form.whole
    for step in path:
        part = form.items(part) if isinstance(step, int) else form.resolved(form.fields(part).get(step, {}))
    return part


def _alm_tenant(data: dict[str, Any], host: str) -> AlmTenant | None:
    """Return the SAP Cloud ALM tenant of a token host, None if its bindings do not tell it."""
    for tenant in data["cloud_alm_tenants"]:
        for key in ("binding", "mtls_binding"):
            url = ((tenant.get(key) or {}).get("uaa") or {}).get("url")
            if host and isinstance(url, str) and identity_host(Address.parse(url).host) == host:
                return AlmTenant(tenant["id"], host, ())
    return None


def _first_alm(data: dict[str, Any]) -> AlmTenant:
    return AlmTenant(data["cloud_alm_tenants"][0]["id"], "", ())
