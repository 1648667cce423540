"""The conditions of declarative rules: JSON Schema, with scalars that are compared as they are written."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache, lru_cache
from typing import Any, cast

from jsonschema import Draft7Validator, ValidationError
from jsonschema.protocols import Validator
from jsonschema.validators import extend

from calm_lint.model.entity import Entity
from calm_lint.reading.document import REJECTED
from calm_lint.rulebook.patterns import Pattern


def validator_of(schema: Any) -> Validator:
    """Return the validator of a schema."""
    keywords = {"const": _const, "enum": _enum, "pattern": _pattern}
    return cast(Validator, extend(Draft7Validator, keywords)(schema))  # type: ignore[no-untyped-call]


def selector(where: Any) -> Callable[[Any], bool]:
    """Return a check whether a rule applies to data, which `given` has returned."""
    validator = validator_of(_with_fields(where))
    return lambda data: validator.is_valid(data)


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


def _const(_: Validator, wanted: str, instance: Any, __: Any) -> Iterator[ValidationError]:
    if written(instance) != wanted:
        yield ValidationError("const")


def _enum(_: Validator, wanted: list[str], instance: Any, __: Any) -> Iterator[ValidationError]:
    if written(instance) not in wanted:
        yield ValidationError("enum")


def _pattern(_: Validator, wanted: str, instance: Any, __: Any) -> Iterator[ValidationError]:
    if isinstance(instance, str) and not _compiled(wanted).found_in(instance):
        yield ValidationError("pattern")


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
