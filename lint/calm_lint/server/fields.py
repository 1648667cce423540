"""What the schema says about the fields of a landscape."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any, NamedTuple

from calm_lint.reading.document import Path
from calm_lint.schema.screens import screen_of, without_screen
from calm_lint_schemas import LANDSCAPE, as_read, schema


class Field(NamedTuple):
    """A field, as the schema describes it.

    Attributes:
        title: its label on the screen.
        description: what it means, without the screen.
        screen: the app, the section and the field, empty if it is on no screen.
        values: the values that it may have, as they are written; empty if it may have any.
        keys: the keys of the fields in it.
        is_collection: whether it holds a mapping or a list, and nothing else.
    """

    title: str
    description: str
    screen: str
    values: tuple[str, ...]
    keys: tuple[str, ...]
    is_collection: bool

    @property
    def text(self) -> str:
        """The label and what it means, in Markdown."""
        heading = f"**{self.title}** ({self.screen})" if self.screen else f"**{self.title}**"
        return f"{heading}\n\n{self.description}" if self.description else heading


def field(path: Path) -> Field | None:
    """Return the field at a path of a landscape, None if the schema knows none there."""
    parts: list[Any] = [_landscape()]
    below_merge = False
    for step in path:
        if step == "<<" or (below_merge and isinstance(step, int)):
            # What is merged is of the form of what it is merged into.
            below_merge = True
            continue
        below_merge = False
        alternatives = [each for part in parts for each in _alternatives(part)]
        if isinstance(step, int):
            parts = [each["items"] for each in alternatives if "items" in each]
        else:
            parts = [each["properties"][step] for each in alternatives if step in each.get("properties", {})]
    return _field([each for part in parts for each in _alternatives(part)]) if parts else None


def _field(alternatives: list[Any]) -> Field:
    titled: dict[str, Any] = next((each for each in alternatives if "title" in each), {})
    kinds = {kind for each in alternatives for kind in _kinds(each)} - {"null"}
    values = [_written(value) for each in alternatives for value in each.get("enum", ()) if value is not None]
    values += ["true", "false"] if "boolean" in kinds else []
    keys: dict[str, Any] = {}
    for each in alternatives:
        keys = keys | each.get("properties", {})
    return Field(
        titled.get("title", ""),
        without_screen(titled),
        screen_of(titled),
        tuple(dict.fromkeys(values)),
        tuple(keys),
        bool(kinds) and kinds <= {"array", "object"},
    )


def _alternatives(part: Any) -> Iterator[Any]:
    """Yield a part of the schema, and the parts that speak of the same value."""
    yield part
    if reference := part.get("$ref"):
        yield from _alternatives(_landscape()["definitions"][reference.rpartition("/")[2]])
    for word in ("allOf", "anyOf"):
        for each in part.get(word, ()):
            yield from _alternatives(each)
    for word in ("then", "else"):
        if word in part:
            yield from _alternatives(part[word])


def _kinds(part: Any) -> list[str]:
    kinds = part.get("type", [])
    return [kinds] if isinstance(kinds, str) else kinds


def _written(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


@cache
def _landscape() -> Any:
    return as_read(schema(LANDSCAPE))
