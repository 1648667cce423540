"""The check of a declarative rule: to which entities it applies, what it asserts of them, and its findings."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import lru_cache, partial
from typing import Any, cast

from calm_lint.model.entity import Entity
from calm_lint.reading.document import Path, Place
from calm_lint.reading.nodes import Node, Spot
from calm_lint.rulebook.declarative_conditions import Condition, faults, given, given_of, selector, written
from calm_lint.rulebook.finding import Finding, Related

_COMPARE: dict[str, Callable[[str, str], bool]] = {
    "equal to": lambda one, other: one == other,
    "different from": lambda one, other: one != other,
    "not before": lambda one, other: one >= other,
}

# Yields where an entity breaks it, and the other place that belongs to that.
_Assertion = Callable[[Entity], Iterator[tuple[Path, Node | None]]]


def check_of(entry: dict[str, Any]) -> Callable[[Node], Iterator[Finding]]:
    """Return the check of a rule that a file declares."""
    return partial(_findings, entry, selector(entry.get("where", {})), _assertion(entry))


def _findings(
    entry: dict[str, Any], applies: Callable[[Any], bool], assertion: _Assertion, node: Node
) -> Iterator[Finding]:
    entity = cast(Entity, node)
    data = given_of(entity)
    if data is None or not applies(data):
        return
    for steps, other in assertion(entity):
        message = entry["message"].replace("{id}", _identity(entity)).replace("{value}", _value(entity.data, steps))
        related = (Related(other, "the other one"),) if other else ()
        place = Place(entity.document, (*entity.path, *steps)) if steps else entity.place
        yield Finding(Spot(place), message, related=related)


def _assertion(entry: dict[str, Any]) -> _Assertion:
    if "must" in entry:
        return partial(_must, entry["must"])
    if "unique" in entry:
        return partial(_unique, entry["unique"], selector(entry.get("where", {})))
    compare = entry["compare"]
    return partial(_compare, field=compare["field"], other=compare["other"], how=compare["is"])


def _must(must: Condition, entity: Entity) -> Iterator[tuple[Path, None]]:
    for path in faults(must, given_of(entity)):
        yield path, None


def _unique(field: str, applies: Callable[[Any], bool], entity: Entity) -> Iterator[tuple[Path, Node]]:
    value = entity.raw(field)
    if entity.parent is None or len(entity.steps) != 2 or not isinstance(value, str | int):
        return
    name, index = entity.steps
    first = _first_of(field, applies, entity.parent, str(name)).get(value, index)
    if first != index:
        yield (field,), Spot(Place(entity.document, (*entity.parent.path, name, first, field)))


@lru_cache(maxsize=64)
def _first_of(field: str, applies: Callable[[Any], bool], parent: Entity, name: str) -> dict[Any, int]:
    """Return which entry of a list, of those that a rule applies to, is the first with each value of a field."""
    first: dict[Any, int] = {}
    for index, data in enumerate(cast(Any, parent.data)[name]):
        value = data.get(field) if isinstance(data, dict) else None
        if isinstance(value, str | int) and applies(given(data)):
            first.setdefault(value, index)
    return first


def _compare(entity: Entity, *, field: str, other: str, how: str) -> Iterator[tuple[Path, Node]]:
    one, two = entity.raw(field), entity.raw(other)
    if one is not None and two is not None and not _COMPARE[how](written(one), written(two)):
        yield (field,), Spot(Place(entity.document, (*entity.path, other)))


def _identity(entity: Entity) -> str:
    names = ("id", "system_id", "arrangement_name", "client_id", "request", "name")
    return next((written(entity.data[name]) for name in names if entity.data.get(name) is not None), "")


def _value(data: Any, steps: Path) -> str:
    for step in steps:
        present = step in data if isinstance(data, dict) else isinstance(data, list)
        data = data[step] if present else None
    return "missing" if data is None else written(data)
