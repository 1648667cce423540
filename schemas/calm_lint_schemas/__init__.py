"""The JSON Schemas of calm-lint's file formats."""

from __future__ import annotations

from typing import Any, Final

BASE: Final = "https://calm-lint.github.io/calm-lint/schemas/"
"""The address under which the site of the documentation has all schemas; each `$id` begins with it."""
LANDSCAPE: Final = "landscape"
CONFIG: Final = "config"
RULES: Final = "rules"
OUTPUTS: Final = ("baseline", "check", "compare", "config", "diff", "evidence", "explain", "facts", "probe", "rules")
"""What is written as JSON: the baseline, the evidence of a check, and what each command with the format writes."""


def schema_text(name: str) -> str:
    """Return a JSON Schema, as it is shipped.

    Args:
        name: `LANDSCAPE`, `CONFIG` or `RULES`, or `output-` with one of `OUTPUTS`.
    """
    # importlib.resources would do, and takes longer to import than a clean file to lint.
    from pkgutil import get_data

    return (get_data(__name__, f"{name}.schema.json") or b"").decode()


def schema(name: str) -> dict[str, Any]:
    """Return a JSON Schema (draft 7, which editors know best)."""
    import json

    schema: dict[str, Any] = json.loads(schema_text(name))
    return schema


def as_read(schema: Any) -> Any:
    """Return a schema, or a part of one, for data as calm-lint reads them.

    Other programs may take `client: 100` for a number, so the schema lets numbers stand where text is wanted.
    calm-lint reads text there, and a number only where a tag such as `!!int` makes it one. Strict validators want the
    kinds of one value apart; here they are one list of types.
    """
    if isinstance(schema, list):
        return [as_read(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    parts = {key: as_read(part) for key, part in schema.items()}
    for name, text in _TEXTS.items():
        if parts.get("allOf") == [{"$ref": f"#/definitions/{name}"}]:
            del parts["allOf"]
            parts |= text
    kinds = parts.get("anyOf", [])
    if isinstance(kinds, list) and kinds and all("type" in kind for kind in kinds):
        del parts["anyOf"]
        for kind in kinds:
            parts |= kind
        parts["type"] = [kind["type"] for kind in kinds]
    types = parts.get("type")
    if isinstance(types, list) and "string" in types and "object" not in types:
        parts["type"] = [each for each in types if each in ("string", "null")]
    return parts


# The definitions for text in the landscape schema, as calm-lint reads it. Of a day, all validators know a pattern.
_TEXTS: Final[dict[str, dict[str, Any]]] = {
    "text": {"type": ["string", "null"]},
    "required_text": {"type": ["string"], "minLength": 1},
    "day": {"type": ["string", "null"], "format": "iso-date-or-date-time"},
}
