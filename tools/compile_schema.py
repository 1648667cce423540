"""Compile our JSON Schemas into the modules that say yes or no on a clean run.

    python tools/compile_schema.py [--check]

jsonschema explains what is wrong with a file, but importing it takes longer than a whole clean run.
So fastjsonschema compiles the schemas ahead of time, and jsonschema is called only where a compiled
check says no. `--check` writes nothing and fails when a module is not what its schema gives.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import fastjsonschema

from calm_lint_schemas import CONFIG, LANDSCAPE, RULES, as_read

PACKAGE = Path(__file__).parents[1] / "schemas" / "calm_lint_schemas"

HEADER = '''"""Compiled from {name}.schema.json by tools/compile_schema.py: do not edit."""
# mypy: ignore-errors
# ruff: noqa

TYPED_KEYS = frozenset({typed_keys!r})


class Invalid(Exception):
    """The data does not follow the schema; jsonschema tells where and why."""


Decimal = float  # the reader makes no decimals, and importing them takes time
'''
RUNTIME_IMPORT = re.compile(r"from (?:fastjsonschema|decimal) import .*\n")
RAISE = re.compile(r"raise JsonSchemaValueException\(.*\)")
EXCEPT = re.compile(r"except \(JsonSchemaValueException, JsonSchemaValuesException\)")
# The place that messages name: `Invalid` has no message, and writing it for each entry takes a fifth of the check.
PLACE = re.compile(
    r', name_prefix=None|, \(name_prefix or "data"\)(?: \+ "[^"]*"(?:\.format\(\*\*locals\(\)\))?)?(?=\))'
)
FORMATS = ("iso-date-or-date-time",)
NUMBERS = {"integer", "number", "boolean"}


def compile_schema(name: str) -> str:
    """Return the source of the module: `validate`, which raises, and `TYPED_KEYS`."""
    schema = json.loads((PACKAGE / f"{name}.schema.json").read_text("utf-8"))
    anonymous = {key: value for key, value in as_read(schema).items() if key != "$id"}
    code = fastjsonschema.compile_to_code(
        anonymous, formats=dict.fromkeys(FORMATS, bool), use_default=False, detailed_exceptions=False
    )
    code, imports = RUNTIME_IMPORT.subn("", code)
    assert imports == 2, "fastjsonschema's generated code has changed its form"
    code = PLACE.sub("", code)
    code = EXCEPT.sub("except Invalid", RAISE.sub("raise Invalid", code))
    assert "JsonSchema" not in code, "an exception of fastjsonschema is left"
    assert "name_prefix" not in code, "a place for messages is left"
    return HEADER.format(name=name, typed_keys=sorted(typed_keys(as_read(schema)))) + code


def typed_keys(schema: dict[str, Any]) -> set[str]:
    """Return the names of the properties whose plain scalars are not text.

    These are the numbers and truth values, and Run Every, which may be a number, a text or a mapping.
    """
    typed, text = set(), set()
    for name, field in _properties(schema):
        types = field.get("type", "string")
        kinds = {types} if isinstance(types, str) else set(types)
        if kinds & NUMBERS and ("string" not in kinds or "object" in kinds):
            typed.add(name)
        elif "string" in kinds:
            text.add(name)
    assert not typed & text, f"{typed & text}: text in one place, a number in another"
    return typed


def _properties(schema: object) -> Iterator[tuple[str, dict[str, Any]]]:
    if isinstance(schema, dict):
        # A property may itself be called `properties`.
        properties = schema.get("properties", {})
        yield from properties.items()
        for part in (*properties.values(), *(part for key, part in schema.items() if key != "properties")):
            yield from _properties(part)


def main() -> None:
    """Write the modules, or compare them with what the schemas give."""
    for name in (LANDSCAPE, CONFIG, RULES):
        target, code = PACKAGE / f"{name}_gate.py", compile_schema(name)
        if "--check" not in sys.argv:
            target.write_text(code, "utf-8")
        elif target.read_text("utf-8") != code:
            sys.exit(f"{target.name} is stale: run `make generate`")


if __name__ == "__main__":
    main()
