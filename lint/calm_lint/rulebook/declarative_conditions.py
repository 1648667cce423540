"""The conditions of declarative rules: JSON Schema, with scalars that are compared as they are written.

jsonschema would do, and importing it takes twice as long as a whole run without such rules. The keywords are the few of
`assertion` in rules.schema.json.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cache, lru_cache, partial
from typing import Any, Final

from calm_lint.model.entity import Entity
from calm_lint.reading.document import REJECTED, Path
from calm_lint.rulebook.patterns import Pattern

Condition = Mapping[str, Any]


def faults(condition: Condition, data: Any, path: Path = ()) -> Iterator[Path]:
    """Yield where data do not meet a condition: the path of a value, or of the first key that is missing.

    Args:
        condition: the condition.
        data: what `given` has returned.
        path: the path of the data.
    """
    for keyword, wanted in condition.items():
        if inside := _INSIDE.get(keyword):
            yield from inside(wanted, data, path)
        elif not _VALUE[keyword](wanted, data):
            yield path


def holds(condition: Condition, data: Any) -> bool:
    """Return whether data, which `given` has returned, meet a condition."""
    return next(faults(condition, data), None) is None


def selector(where: Condition) -> Callable[[Any], bool]:
    """Return a check whether a rule applies to data, which `given` has returned."""
    return partial(holds, _with_fields(where))


@lru_cache(maxsize=1)
def given_of(entity: Entity) -> Any:
    """Return the data of an entity less the keys without a value, None if not all of them are known.

    All rules look at one entity before any looks at the next.
    """
    return given(entity.data) if not entity.rejected and _is_known(entity.data) else None


def given(data: Any) -> Any:
    """Leave out keys without a value, which count as absent."""
    if isinstance(data, dict):
        return {key: given(value) for key, value in data.items() if value is not None}
    return [given(each) for each in data] if isinstance(data, list) else data


def written(value: object) -> str:
    """Return a value as messages show it, and as it is compared."""
    if isinstance(value, dict | list):
        return "a mapping" if isinstance(value, dict) else "a list"
    return str(value).lower() if isinstance(value, bool) else str(value)


def _properties(wanted: Mapping[str, Condition], data: Any, path: Path) -> Iterator[Path]:
    for name, condition in wanted.items() if isinstance(data, dict) else ():
        if name in data:
            yield from faults(condition, data[name], (*path, name))


def _required(wanted: list[str], data: Any, path: Path) -> Iterator[Path]:
    missing = [name for name in wanted if name not in data] if isinstance(data, dict) else []
    yield from ((*path, name) for name in missing[:1])


def _items(wanted: Condition, data: Any, path: Path) -> Iterator[Path]:
    for index, each in enumerate(data if isinstance(data, list) else ()):
        yield from faults(wanted, each, (*path, index))


def _all_of(wanted: list[Condition], data: Any, path: Path) -> Iterator[Path]:
    for condition in wanted:
        yield from faults(condition, data, path)


def _contains(wanted: Condition, data: Any) -> bool:
    return not isinstance(data, list) or any(holds(wanted, each) for each in data)


def _matches(wanted: str, data: Any) -> bool:
    return not isinstance(data, str) or _compiled(wanted).found_in(data)


def _is_number(data: Any) -> bool:
    return isinstance(data, int | float) and not isinstance(data, bool)


# The keywords that look into a mapping or a list, and those that look at a value as a whole.
_INSIDE: Final[dict[str, Callable[[Any, Any, Path], Iterator[Path]]]] = {
    "properties": _properties,
    "required": _required,
    "items": _items,
    "allOf": _all_of,
}
_VALUE: Final[dict[str, Callable[[Any, Any], bool]]] = {
    "const": lambda wanted, data: written(data) == wanted,
    "enum": lambda wanted, data: written(data) in wanted,
    "pattern": _matches,
    "minLength": lambda wanted, data: not isinstance(data, str) or len(data) >= wanted,
    "maxLength": lambda wanted, data: not isinstance(data, str) or len(data) <= wanted,
    "minimum": lambda wanted, data: not _is_number(data) or data >= wanted,
    "maximum": lambda wanted, data: not _is_number(data) or data <= wanted,
    "minItems": lambda wanted, data: not isinstance(data, list) or len(data) >= wanted,
    "maxItems": lambda wanted, data: not isinstance(data, list) or len(data) <= wanted,
    "contains": _contains,
    "not": lambda wanted, data: not holds(wanted, data),
    "anyOf": lambda wanted, data: any(holds(condition, data) for condition in wanted),
}


@cache
def _compiled(pattern: str) -> Pattern:
    return Pattern(pattern)


def _with_fields(where: Any) -> Any:
    """Return a condition that also wants the fields which it names: without it, an absent field would fulfil it.

    What stands below `not` stays as it is, so that it is fulfilled by no absent field either.
    """
    if isinstance(where, list):
        return [_with_fields(each) for each in where]
    if not isinstance(where, dict):
        return where
    more = {key: _with_fields(where[key]) for key in ("items", "contains", "anyOf", "allOf") if key in where}
    if "properties" in where:
        more["properties"] = {name: _with_fields(each) for name, each in where["properties"].items()}
        more["required"] = [*where.get("required", ()), *where["properties"]]
    return {**where, **more}


def _is_known(data: Any) -> bool:
    """Check whether the schema of landscapes rejects nothing in data: what it rejects has no known meaning."""
    if isinstance(data, dict):
        return all(_is_known(each) for each in data.values())
    return all(_is_known(each) for each in data) if isinstance(data, list) else data is not REJECTED
