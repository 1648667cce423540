"""What importers return: values with where each of them came from. No record holds a secret."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final, Literal

Kind = Literal[
    "communication_system",
    "communication_arrangement",
    "binding",
    "service_instance",
    "destination",
    "s4hana_tenant",
    "service_key",
    "transport_node",
    "transport_route",
]
Fields = dict[str, Any]
"""The fields of an entity by their keys in a landscape: `Seen`, further fields, or a list of those."""

LISTED: Final = ("communication_system", "communication_arrangement")
"""The kinds whose entities a system lists all."""


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a record came from.

    Attributes:
        file: the name of the file, as messages show it.
        changed: when the system last changed the entity, as ISO date and time; empty if the file does not say.
        exported_on: the day of the file, None if that is unknown.
    """

    file: str
    changed: str = ""
    exported_on: date | None = None


@dataclass(frozen=True, slots=True)
class Seen:
    """A value that a system showed.

    Attributes:
        value: the value in the form of a landscape, None if the field is empty.
        pointer: the JSON Pointer of the property; of other files, what leads to it.
        origin: where it came from.
        by: the person who read it from the screen, empty if a file told it.
        left: whether that person confirmed a field that the worksheet says to leave alone.
    """

    value: Any
    pointer: str
    origin: Origin
    by: str = ""
    left: bool = False


@dataclass(frozen=True, slots=True)
class Record:
    """An entity that a system showed.

    Attributes:
        kind: what it is; a definition of the landscape schema.
        fields: its fields. One that the file says nothing of is left out.
        pointer: where it stands in the file.
        origin: the file.
        links: ids by which records belong together, such as the UUID of an arrangement.
    """

    kind: Kind
    fields: Fields
    pointer: str
    origin: Origin
    links: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Unplaced:
    """Something in a file that has no place in a landscape, or none that is certain.

    Attributes:
        file: the name of the file.
        pointer: where it stands in the file.
        reason: why it has no place.
    """

    file: str
    pointer: str
    reason: str


@dataclass(frozen=True, slots=True)
class Imported:
    """What an importer found in a file.

    Attributes:
        records: the entities.
        unplaced: what it could not place.
        listed: the kinds of which the file lists all entities, so that one that is missing does not exist.
        open: the kinds of which the file says that further pages follow.
    """

    records: Sequence[Record] = ()
    unplaced: Sequence[Unplaced] = ()
    listed: frozenset[Kind] = frozenset()
    open: frozenset[Kind] = frozenset()


def text(fields: Fields, key: str) -> str:
    """Return the text of a field, empty if there is none."""
    seen = fields.get(key)
    return seen.value if isinstance(seen, Seen) and isinstance(seen.value, str) else ""


def plain(fields: Any) -> Any:
    """Return the values of fields without their origins; empty ones are left out."""
    if isinstance(fields, Seen):
        return fields.value
    if isinstance(fields, dict):
        values = {key: plain(each) for key, each in fields.items()}
        return {key: value for key, value in values.items() if value not in (None, {}, [])}
    return [plain(each) for each in fields]
