"""Transport nodes and routes, as SAP Cloud Transport Management gives them: `v2/nodes`, or an exported landscape.

SAP documents what the zip of an exported landscape is for, and not what is in it. The letters of a name count, however
it is spelled: `uploadAllowed` and `Allow Upload to Node` are one field.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final

from calm_lint.errors import CalmLintError
from calm_lint.evidence.admission import admitted, validate
from calm_lint.evidence.odata import Path, Row, letters, placed
from calm_lint.evidence.records import Imported, Kind, Origin, Record, Seen, Unplaced
from calm_lint.evidence.values import flag
from calm_lint.reading.document import json_pointer

FORM: Final = "transport-landscape"
"""The name of its schema."""

_NODE: Final = {
    "name": "name",
    **dict.fromkeys(("uploadallowed", "allowupload", "allowuploadtonode"), "allow_upload_to_node"),
    **dict.fromkeys(
        ("controlledbysapsolutionmanager", "controlledbysolutionmanager", "controlledbysolman"),
        "controlled_by_sap_solution_manager",
    ),
    **dict.fromkeys(("virtual", "isvirtual", "virtualnode"), "virtual_node"),
    "contenttype": "content_type",
}
_NODE_KNOWN: Final = re.compile(
    r"id|nodeid|description|notificationenabled|performnotification|forwardmode|importdisabled\w*|tags?|destination\w*"
    r"|deploymentstrategy|targets|created\w*|changed\w*|modified\w*"
)
_ROUTE: Final = {
    "name": "name",
    **dict.fromkeys(("source", "sourcenode", "sourcenodename", "sourcenodeid", "sourceid"), "source"),
    **dict.fromkeys(("target", "targetnode", "targetnodename", "targetnodeid", "targetid"), "target"),
}
_ROUTE_KNOWN: Final = re.compile(r"id|routeid|description|tags?|created\w*|changed\w*|modified\w*")
_CONTAINERS: Final = {
    "nodes": "transport_node",
    "transportnodes": "transport_node",
    "routes": "transport_route",
    "transportroutes": "transport_route",
}
_CONTAINER_KNOWN: Final = re.compile(r"\w*version|count|\w*date\w*|\w*time\w*|description")
_OF_NODE: Final = (_NODE.keys() | {"forwardmode", "notificationenabled", "importdisabled", "targets"}) - {"name"}
_FLAGS: Final = ("allow_upload_to_node", "controlled_by_sap_solution_manager", "virtual_node")
# The code that is known, and the label of the screen.
_CONTENT_TYPES: Final = {"mta": "Multitarget Application"}


def transport_landscape(values: list[Any], origin: Origin, inside: str = "") -> Imported:
    """Import transport nodes and routes.

    Args:
        values: the JSON values of the file.
        origin: the file.
        inside: the name of the file in an archive.

    Raises:
        CalmLintError: if the file is not of the form that is documented.
    """
    records: list[Record] = []
    unplaced: list[Unplaced] = []
    listed: set[Kind] = set()
    for number, value in enumerate(values):
        for kind, row, of_list in _rows(value, (number,) if len(values) > 1 else ()):
            if not kind:
                reason = "is neither a transport node nor a transport route"
                unplaced.append(Unplaced(origin.file, inside + json_pointer(row.path), reason))
                continue
            if of_list:
                listed.add(kind)
            if row.data:
                container = "nodes" if kind == "transport_node" else "routes"
                validate(FORM, {container: [dict(row.data)]}, row.path, depth=2)
                take = _node if kind == "transport_node" else _route
                records += take(row, origin, unplaced, inside)
    return Imported(records, unplaced, frozenset(listed))


def archive(files: list[tuple[str, bytes]], origin: Origin) -> Imported:
    """Import the transport nodes and routes in the files of an exported landscape.

    Args:
        files: the names and contents of the files.
        origin: the archive.
    """
    found: list[Imported] = []
    unplaced: list[Unplaced] = []
    for name, content in files:
        try:
            found.append(transport_landscape(admitted(content), origin, name))
        except CalmLintError as error:
            unplaced.append(Unplaced(origin.file, name, str(error)))
    return Imported(
        [each for one in found for each in one.records],
        [*unplaced, *(each for one in found for each in one.unplaced)],
        frozenset(kind for one in found for kind in one.listed),
    )


def is_transport_landscape(value: Any) -> bool:
    """Return whether a JSON value holds transport nodes or routes."""
    return any(kind for kind, _, _ in _rows(value, ()))


def _rows(value: Any, path: Path) -> Iterator[tuple[Kind | None, Row, bool]]:
    """Yield the nodes and routes of a JSON value, with their kinds, and whether they are of a list of them all.

    An empty list gives a row without data. What is neither has no kind.
    """
    if isinstance(value, list):
        for number, each in enumerate(value):
            yield _kind(each), Row(each if isinstance(each, dict) else {}, (*path, number)), True
        return
    if not isinstance(value, dict):
        yield None, Row({}, path), False
        return
    if kind := _kind(value):
        yield kind, Row(value, path), False
        return
    for key, inner in value.items():
        container = _CONTAINERS.get(letters(key))
        if container and isinstance(inner, list):
            known: Kind = "transport_node" if container == "transport_node" else "transport_route"
            if not inner:
                yield known, Row({}, (*path, key)), True
            for number, each in enumerate(inner):
                fits = isinstance(each, dict)
                yield known if fits else None, Row(each if fits else {}, (*path, key, number)), True
        elif letters(key) in ("value", "results", "landscape") and isinstance(inner, dict | list):
            yield from _rows(inner, (*path, key))
        elif (
            inner not in (None, "", [], {}) and not _CONTAINER_KNOWN.fullmatch(letters(key)) and not key.startswith("@")
        ):
            yield None, Row({}, (*path, key)), False


def _kind(data: Any) -> Kind | None:
    if not isinstance(data, dict):
        return None
    keys = {letters(key) for key in data}
    if "name" not in keys:
        return None
    ends = {_ROUTE[key] for key in keys & _ROUTE.keys()}
    if {"source", "target"} <= ends:
        return "transport_route"
    return None if keys.isdisjoint(_OF_NODE) else "transport_node"


def _node(row: Row, origin: Origin, unplaced: list[Unplaced], inside: str) -> Iterator[Record]:
    found: list[Unplaced] = []
    fields = placed(row, _NODE, _NODE_KNOWN, origin, found)
    for key in _FLAGS:
        flag(fields, key, found)
    if "content_type" not in fields and (seen := _content_type(row, origin, found)):
        fields["content_type"] = seen
    if (seen := fields.get("content_type")) and isinstance(seen.value, str):
        label = _CONTENT_TYPES.get(letters(seen.value), seen.value)
        fields["content_type"] = Seen(label, seen.pointer, origin)
    keys = row.by_letters()
    _, number = keys.get("id") or keys.get("nodeid") or ("", None)
    links = {} if number is None else {"id": str(number)}
    record = Record("transport_node", fields, json_pointer(row.path), origin, links)
    yield from _named(record, found, unplaced, inside)


def _content_type(row: Row, origin: Origin, unplaced: list[Unplaced]) -> Seen | None:
    """Return the content type of the targets of a node, None if they have none, or several."""
    name, targets = row.by_letters().get("targets", ("", None))
    found: list[Seen] = []
    for number, target in enumerate(targets if isinstance(targets, list) else ()):
        for key, value in target.items() if isinstance(target, dict) else ():
            if letters(key) == "contenttype" and isinstance(value, str) and value:
                found.append(Seen(value, json_pointer((*row.path, name, number, key)), origin))
    if len({each.value for each in found}) > 1:
        unplaced.append(Unplaced(origin.file, found[1].pointer, "is a second Content Type of the node"))
        return None
    return found[0] if found else None


def _route(row: Row, origin: Origin, unplaced: list[Unplaced], inside: str) -> Iterator[Record]:
    """Yield a route; an end that is given by its id is a link, as only all nodes together tell its name."""
    found: list[Unplaced] = []
    links: dict[str, str] = {}
    flat: dict[str, Any] = {}
    for name, value in row.data.items():
        end = _ROUTE.get(letters(name), "")
        if end in ("source", "target") and isinstance(value, dict):
            inner = {letters(key): each for key, each in value.items()}
            value = inner.get("name") or inner.get("id")
        if end in ("source", "target") and (isinstance(value, int) or letters(name).endswith("id")):
            links[end] = str(value)
        else:
            flat[name] = value
    fields = placed(Row(flat, row.path), _ROUTE, _ROUTE_KNOWN, origin, found)
    record = Record("transport_route", fields, json_pointer(row.path), origin, links)
    yield from _named(record, found, unplaced, inside)


def _named(record: Record, found: list[Unplaced], unplaced: list[Unplaced], inside: str) -> Iterator[Record]:
    """Yield a record that has a name, with the name of its file in an archive before each pointer."""
    name = record.fields.get("name")
    if not isinstance(name, Seen) or not isinstance(name.value, str):
        found.append(Unplaced(record.origin.file, record.pointer, "has no name"))
    else:
        fields = {key: Seen(each.value, inside + each.pointer, each.origin) for key, each in record.fields.items()}
        yield Record(record.kind, fields, inside + record.pointer, record.origin, record.links)
    unplaced += (Unplaced(each.file, inside + each.pointer, each.reason) for each in found)
