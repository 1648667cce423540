"""What classes of entities are made of: functions that declare the fields and the entities that an entity holds."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any, TypeVar

from calm_lint.model.entity import Entity, Field, Part
from calm_lint.model.values.interval import Interval
from calm_lint.reading.document import REJECTED, Document, Path
from calm_lint.text.days import parse_day
from calm_lint.text.references import is_placeholder

E = TypeVar("E", bound=Entity)


def children(kind: type[E], make: Callable[[Document, Entity, Path, object], E] | None = None) -> Part[tuple[E, ...]]:
    """Declare a list of entities; an entry that is not a mapping is left out.

    Args:
        kind: the class of the entries.
        make: makes an entry of a list, of a subclass where the entry says so.
    """
    make = make or kind

    def read(entity: Entity, key: str) -> tuple[E, ...]:
        entries = entity.data.get(key)
        if not isinstance(entries, list):
            return ()
        numbered = enumerate(entries)
        return tuple(make(entity.document, entity, (key, n), each) for n, each in numbered if isinstance(each, dict))

    return Part(kind, read, "")


def child(kind: type[E], key: str = "") -> Part[E | None]:
    """Declare an entity that may be absent; nothing is known of one that the schema rejects."""

    def read(entity: Entity, key: str) -> E | None:
        # `raw` without its call, here and in `block`: each tenant has a dozen.
        entry = REJECTED if entity.rejected else entity.data.get(key)
        return kind(entity.document, entity, (key,), entry) if isinstance(entry, dict) or entry is REJECTED else None

    return Part(kind, read, key)


def block(kind: type[E], key: str = "") -> Part[E]:
    """Declare an entity that groups fields; an absent one reads as one without entries."""

    def read(entity: Entity, key: str) -> E:
        entry = REJECTED if entity.rejected else entity.data.get(key)
        return kind(entity.document, entity, (key,), entry)

    return Part(kind, read, key)


def parts_of(kind: type[Entity]) -> Iterator[Part[Any]]:
    """Yield what a class of entities declares to hold, and what these hold in turn."""
    for part in kind.parts.values():
        yield part
        yield from parts_of(part.kind)


def text(key: str = "") -> Field[str]:
    """Declare a field that holds text."""
    return Field(_text, key)


def credential(key: str = "") -> Field[str]:
    """Declare a text field that people copy from a credential: a placeholder left in it counts as unknown."""
    return Field(_credential, key, is_credential=True)


def integer(key: str = "") -> Field[int]:
    """Declare a field that holds a whole number."""
    return Field(_integer, key)


def flag(key: str = "") -> Field[bool]:
    """Declare a field that is true or false."""
    return Field(_flag, key)


def day(key: str = "") -> Field[date]:
    """Declare a field that holds a date; a date-time counts by its date."""
    return Field(parse_day, key)


def interval(key: str = "") -> Field[Interval]:
    """Declare a field that tells how often something runs."""
    return Field(Interval.parse, key)


def _text(raw: object) -> str | None:
    return raw if isinstance(raw, str) else None


def _credential(raw: object) -> str | None:
    return raw if isinstance(raw, str) and not is_placeholder(raw) else None


def _integer(raw: object) -> int | None:
    return raw if isinstance(raw, int) and not isinstance(raw, bool) else None


def _flag(raw: object) -> bool | None:
    return raw if isinstance(raw, bool) else None
