"""Which fields an entity has by the schema of landscapes, for declarative rules that name fields."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, Literal, NamedTuple

from calm_lint.reading.document import Path
from calm_lint.text.suggestions import did_you_mean
from calm_lint_schemas import LANDSCAPE, as_read, schema

_EXTRA = "x-"


class Shape(NamedTuple):
    """What the schema says of a mapping or a list, all parts that speak of it together.

    Attributes:
        name: what messages call it.
        parts: the schemas that hold for it; none where anything may stand there.
    """

    name: str
    parts: tuple[Mapping[str, Any], ...]

    @classmethod
    def of(cls, entity: str) -> Shape:
        """Return the shape of an entity by its name in the schema; `landscape` is the document itself."""
        landscape = _landscape()
        return cls(entity, tuple(_parts(landscape if entity == "landscape" else landscape["definitions"][entity])))

    def field(self, name: str) -> Shape:
        """Return the shape of a field; nothing is known of one that an open mapping may hold."""
        fields = (part["properties"][name] for part in self.parts if name in part.get("properties", ()))
        return Shape(name, tuple(each for field in fields for each in _parts(field)))

    @property
    def entry(self) -> Shape:
        """The shape of the entries of a list."""
        entries = (part["items"] for part in self.parts if "items" in part)
        return Shape(f"an entry of {self.name}", tuple(each for entry in entries for each in _parts(entry)))

    @property
    def _is_open(self) -> bool:
        """Whether the schema takes any key: it knows no field, or does not close the mapping."""
        mapping = any("properties" in part for part in self.parts)
        return not self.parts or (mapping and not any(part.get("additionalProperties") is False for part in self.parts))

    def unknown(self, name: str) -> str:
        """Return what is wrong with the name of a field, nothing where it may be there."""
        if any("items" in part for part in self.parts):
            return f"{self.name} is a list and has no field {name}, items and contains look at its entries"
        fields = [field for part in self.parts for field in part.get("properties", ())]
        if self._is_open or name in fields or name.startswith(_EXTRA):
            return ""
        meant = did_you_mean(name, fields)
        known = f"must be one of {', '.join(fields)}" if fields else "it holds a single value"
        advice = f"did you mean {meant}?" if meant else known
        return f"{self.name} has no field {name}, {advice}"


def unknown_fields(condition: Any, shape: Shape, path: Path) -> Iterator[tuple[Path, Literal["key", "value"], str]]:
    """Yield the fields that a condition names and a shape does not have.

    Args:
        condition: a JSON Schema as declarative rules have it.
        shape: what it is about.
        path: the path of the condition.

    Yields:
        The path of each field, whether it is the key or the value there, and a message.
    """
    if not isinstance(condition, dict):
        return
    for name, each in condition.get("properties", {}).items():
        steps = (*path, "properties", name)
        if message := shape.unknown(name):
            yield steps, "key", message
        else:
            yield from unknown_fields(each, shape.field(name), steps)
    for index, name in enumerate(condition.get("required", ())):
        if message := shape.unknown(name):
            yield (*path, "required", index), "value", message
    for key in ("items", "contains"):
        yield from unknown_fields(condition.get(key), shape.entry, (*path, key))
    yield from unknown_fields(condition.get("not"), shape, (*path, "not"))
    for key in ("anyOf", "allOf"):
        for index, each in enumerate(condition.get(key, ())):
            yield from unknown_fields(each, shape, (*path, key, index))


@cache
def _landscape() -> dict[str, Any]:
    form: dict[str, Any] = as_read(schema(LANDSCAPE))
    return form


def _parts(part: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """Yield a schema and those that hold with it: what it refers to, and what depends on another field."""
    yield part
    if "$ref" in part:
        yield from _parts(_landscape()["definitions"][part["$ref"].rpartition("/")[2]])
    for each in (*part.get("allOf", ()), *([part["then"]] if "then" in part else ())):
        yield from _parts(each)
