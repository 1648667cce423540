"""Two lines of YAML that show the form of a mapping or a list to someone who wrote something else."""

from __future__ import annotations

from typing import Any

from calm_lint.reading.document import Path
from calm_lint_schemas import LANDSCAPE, schema

Definition = dict[str, Any]


def two_lines(path: Path, wanted: Definition) -> tuple[str, ...]:
    """Return an example of a value, with examples of the schema in it; nothing of a value that takes one line.

    Args:
        path: the path of the value.
        wanted: the definition of the value in the schema.
    """
    kinds = wanted.get("type", ())
    kinds = {kinds} if isinstance(kinds, str) else {*kinds} - {"null"}
    if kinds == {"array"} and path:
        return f"{path[-1]}:", f"  - {_first_entry(_resolved(wanted.get('items', {})))}"
    if kinds != {"object"} or "properties" not in wanted:
        return ()
    if not path:
        return "format: 1", "cloud_alm_tenants:"
    entry = _first_entry(wanted)
    if isinstance(path[-1], str):
        return f"{path[-1]}:", f"  {entry}"
    return f"{path[-2]}:", f"  - {entry}"


def _first_entry(wanted: Definition) -> str:
    """Return the first entry of a mapping, with a value if that fits into the line; of other values, an example."""
    if "properties" not in wanted:
        return _example(wanted)
    properties = wanted["properties"]
    key = [*wanted.get("required", ()), *properties][0]
    value = _resolved(properties[key])
    if "properties" in value:
        return f"{key}:"
    return f"{key}: {_example(value)}"


def _example(wanted: Definition) -> str:
    examples = [*wanted.get("examples", ()), *wanted.get("enum", ())]
    return str(examples[0]) if examples else "…"


def _resolved(wanted: Definition) -> Definition:
    """Return a definition, that which it refers to if it is a reference."""
    name = str(wanted.get("$ref", "")).rpartition("/")[2]
    found: Definition = schema(LANDSCAPE)["definitions"].get(name, {}) if name else wanted
    return found
