"""Destinations, as the SAP BTP cockpit exports them: properties, JSON, or a zip of those."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import Any, Final

from calm_lint.errors import CalmLintError
from calm_lint.evidence.admission import admitted, validate, without_secrets
from calm_lint.evidence.odata import letters
from calm_lint.evidence.records import Fields, Imported, Origin, Record, Seen, Unplaced
from calm_lint.reading.document import json_pointer
from calm_lint.text.urls import MASK
from calm_lint_schemas import LANDSCAPE, schema

FORM: Final = "destination"
"""The name of its schema."""

Path = tuple[str | int, ...]

_ENDINGS = (".properties", ".json", ".txt")

# The names of the cockpit, and those of Terraform, by their letters.
_FIELDS: Final = {
    "name": "name",
    "type": "type",
    "url": "url",
    "proxytype": "proxy_type",
    "authentication": "authentication",
    "keystorelocation": "key_store_location",
    "description": "description",
    "clientid": "client_id",
    "tokenserviceurl": "token_service_url",
    "tokenserviceurltype": "token_service_url_type",
}
_SECRET: Final = re.compile(r"\w*(?:password|secret|token|apikey)")
# What a caller adds to each request, which often is a secret of any name.
_ADDED: Final = re.compile(r"URL\.(?:headers|queries)\.", re.IGNORECASE)
_KNOWN: Final = re.compile(r"creationtime|modificationtime|lastmodified|etag|id|subaccountid|serviceinstanceid")
_CONFIGURATION: Final = "destinationConfiguration"


def destinations(values: list[Any], origin: Origin, inside: str = "") -> Imported:
    """Import destinations from JSON: one, a list, or what the Destination service returns.

    Args:
        values: the JSON values of the file.
        origin: the file.
        inside: the name of the file in an archive.

    Raises:
        CalmLintError: if one is not of the form that is documented.
    """
    records: list[Record] = []
    unplaced: list[Unplaced] = []
    for number, value in enumerate(values):
        start: Path = (number,) if len(values) > 1 else ()
        for path, data in _objects(value, start):
            validate(FORM, data, path)
            records.append(destination(data, path, origin, unplaced, inside))
    return Imported(records, unplaced)


def destination(
    data: Mapping[str, Any],
    path: Path,
    origin: Origin,
    unplaced: list[Unplaced],
    inside: str = "",
    subaccount: str = "",
) -> Record:
    """Return a destination.

    Args:
        data: its properties, with secrets masked.
        path: where it stands in the file.
        origin: the file.
        unplaced: gets the properties that have no place in a landscape.
        inside: the name of the file in an archive.
        subaccount: the subaccount that it stands in, if that is known.
    """
    fields: Fields = {}
    others: dict[str, str] = {}
    known = known_fields()
    for name, value in data.items():
        pointer = inside + json_pointer((*path, name))
        key = _FIELDS.get(letters(name), "")
        if value == MASK or _SECRET.fullmatch(letters(name)) or _KNOWN.fullmatch(letters(name)):
            continue
        if _ADDED.match(name):
            unplaced.append(Unplaced(origin.file, pointer, "is sent with each request, and may be a secret"))
        elif key in known:
            fields[key] = Seen(value if value != "" else None, pointer, origin)
        elif "additional_properties" in known and isinstance(value, str) and not key:
            others[name] = value
        elif value not in (None, ""):
            unplaced.append(Unplaced(origin.file, pointer, "is no field of a destination in a landscape"))
    if others:
        fields["additional_properties"] = Seen(others, inside + json_pointer(path), origin)
    links = {"subaccount": subaccount} if subaccount else {}
    return Record("destination", fields, inside + json_pointer(path), origin, links)


def is_destination(value: Any) -> bool:
    """Return whether a JSON value is a destination, or a list of them."""
    found = _objects(value, ())
    return bool(found) and all({"name", "type"} <= {letters(key) for key in data} for _, data in found)


def properties(raw: bytes, origin: Origin, inside: str = "") -> Imported:
    """Import a destination from the properties of Java.

    Args:
        raw: the bytes of the file.
        origin: the file.
        inside: the name of the file in an archive.

    Raises:
        CalmLintError: if it holds no destination.
    """
    # Only such a file needs it.
    import javaproperties

    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = raw.decode("latin-1")
    try:
        data = without_secrets(dict(javaproperties.loads(text)))
    except javaproperties.InvalidUEscapeError:
        raise CalmLintError("holds an escape sequence that is none") from None
    if not is_destination(data):
        raise CalmLintError("is no destination: it lacks Name or Type")
    return destinations([data], origin, inside)


def archive(files: list[tuple[str, bytes]], origin: Origin) -> Imported:
    """Import the destinations in the files of a zip.

    Args:
        files: the names and contents of the files.
        origin: the archive.

    Raises:
        CalmLintError: if it holds no destination.
    """
    records: list[Record] = []
    unplaced: list[Unplaced] = []
    for name, content in files:
        if not name.lower().endswith(_ENDINGS):
            unplaced.append(Unplaced(origin.file, name, "is neither .properties nor .json"))
            continue
        try:
            found = _unpacked(content, origin, name)
        except CalmLintError as error:
            unplaced.append(Unplaced(origin.file, name, str(error)))
            continue
        records += found.records
        unplaced += found.unplaced
    if not records:
        why = f": {unplaced[0].pointer} {unplaced[0].reason}" if unplaced else ""
        raise CalmLintError(f"holds no destination{why}")
    return Imported(records, unplaced)


def looks_like_properties(raw: bytes) -> bool:
    """Return whether the bytes of a file are the properties of a destination."""
    return re.search(rb"^[ \t]*Name[ \t]*[=:]", raw, re.MULTILINE) is not None and b"Type" in raw


def _unpacked(content: bytes, origin: Origin, name: str) -> Imported:
    if looks_like_properties(content):
        return properties(content, origin, name)
    values = admitted(content)
    if not all(map(is_destination, values)):
        raise CalmLintError("is no destination")
    return destinations(values, origin, name)


def _objects(value: Any, path: Path) -> list[tuple[Path, dict[str, Any]]]:
    """Return the destinations in a JSON value with their paths."""
    if isinstance(value, list):
        return [each for n, inner in enumerate(value) for each in _objects(inner, (*path, n))]
    if not isinstance(value, dict):
        return []
    if isinstance(value.get(_CONFIGURATION), dict):
        return [((*path, _CONFIGURATION), value[_CONFIGURATION])]
    return [(path, value)]


@cache
def known_fields() -> frozenset[str]:
    """Return the fields of a destination in a landscape."""
    return frozenset(schema(LANDSCAPE)["definitions"]["destination"]["properties"])
