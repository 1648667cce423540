"""Validators of calm-lint's schemas, for data that fail the compiled checks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any, cast

from jsonschema import Draft7Validator, FormatChecker, ValidationError
from jsonschema.protocols import Validator
from jsonschema.validators import extend

from calm_lint.schema.dates import DATE_FORMAT, is_day
from calm_lint_schemas import as_read, schema


@cache
def validator(name: str) -> Validator:
    """Return the validator of one of calm-lint's schemas, with the date format of landscapes.

    jsonschema writes the rejected value into the messages of anyOf, enum, pattern and type, however large or deep
    the value is. Nobody reads these messages, so the functions below replace them.
    """
    formats = FormatChecker(())
    formats.checks(DATE_FORMAT)(is_day)
    ours = {"anyOf": _any_of, "enum": _enum, "pattern": _pattern, "type": _type}
    kind = extend(Draft7Validator, ours)  # type: ignore[no-untyped-call]
    return cast(Validator, kind(as_read(schema(name)), format_checker=formats))


def _any_of(validator: Validator, wanted: Any, instance: Any, _: Any) -> Iterator[ValidationError]:
    if not any(validator.evolve(schema=each).is_valid(instance) for each in wanted):
        yield ValidationError("anyOf")


def _type(validator: Validator, wanted: Any, instance: Any, _: Any) -> Iterator[ValidationError]:
    if not any(validator.is_type(instance, kind) for kind in ([wanted] if isinstance(wanted, str) else wanted)):
        yield ValidationError("type")


def _pattern(_: Validator, wanted: str, instance: Any, __: Any) -> Iterator[ValidationError]:
    # In Python, `$` also matches before a final line break. In the compiled check and in JSON Schema it does not.
    if isinstance(instance, str) and not re.search(wanted.replace("$", r"\Z"), instance):
        yield ValidationError("pattern")


def _enum(_: Validator, wanted: Any, instance: Any, __: Any) -> Iterator[ValidationError]:
    if not any(instance == each and isinstance(instance, bool) == isinstance(each, bool) for each in wanted):
        yield ValidationError("enum")
