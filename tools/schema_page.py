"""Write docs/landscape.md, the reference of the landscape file, from its schema.

    python tools/schema_page.py [--check]

`--check` writes nothing and fails if the page is not what the schema gives.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from calm_lint_schemas import LANDSCAPE, as_read, schema

PAGE = Path(__file__).parents[1] / "docs" / "landscape.md"

HEAD = """# The landscape file

One YAML document describes one landscape. Each field is named like the label of the screen on which its value is
entered. Every mapping takes keys of your own that begin with `x-`. `calm-lint schema` prints the JSON Schema from which
this page is made.
"""


def page() -> str:
    """Return the text of the page: a section for each mapping, in the order in which it is first used."""
    root = as_read(schema(LANDSCAPE))
    waiting, seen, text = [root], [root], HEAD
    while waiting:
        mapping = waiting.pop(0)
        text += "\n" + _section(root, mapping)
        for each in _mappings(root, mapping):
            if each not in seen:
                waiting.append(each)
                seen.append(each)
    return text


def _section(root: dict[str, Any], mapping: dict[str, Any]) -> str:
    """Return the section about a mapping, with a row for each of its keys."""
    name = next((name for name, each in root["definitions"].items() if each == mapping), "")
    title = mapping.get("title") or name.replace("_", " ").title()
    lines = [f"## {title}", "", *([mapping["description"], ""] if "description" in mapping else [])]
    lines += ["| key | label | value | what it is |", "| --- | --- | --- | --- |"]
    for key, field in mapping["properties"].items():
        required = ", required" if key in mapping.get("required", []) else ""
        target = next(_references(root, field), {})
        title, description = (field.get(each) or target.get(each, "") for each in ("title", "description"))
        kind = _value(field if "type" in field or "enum" in field else target)
        lines.append(f"| `{key}`{required} | {title} | {kind} | {_cell(description)} |")
    return "\n".join(lines) + "\n"


def _references(root: dict[str, Any], part: Any) -> Iterator[dict[str, Any]]:
    """Yield what the references within a part of the schema name."""
    for each in _mappings(root, part):
        if each in root["definitions"].values():
            yield each


def _mappings(root: dict[str, Any], part: Any) -> Iterator[dict[str, Any]]:
    """Yield the mappings that a part of the schema describes or refers to, without those inside of them."""
    for key, child in part.items() if isinstance(part, dict) else enumerate(part) if isinstance(part, list) else ():
        if key == "$ref":
            yield root["definitions"][child.rpartition("/")[2]]
        elif key not in ("if", "definitions"):
            if isinstance(child, dict) and "title" in child and isinstance(child.get("properties"), dict):
                yield child
            else:
                yield from _mappings(root, child)


def _value(field: dict[str, Any]) -> str:
    """Return what stands in a field, in words."""
    if values := field.get("enum"):
        return ", ".join(f"`{value}`" for value in values if value is not None)
    kinds = field.get("type", [])
    kinds = [kinds] if isinstance(kinds, str) else [kind for kind in kinds if kind != "null"]
    if "string" in kinds:
        return "text"
    return {"array": "list", "object": "mapping", "boolean": "`true` or `false`", "integer": "number"}.get(
        "".join(kinds), "any value"
    )


def _cell(text: str) -> str:
    """Return a text that fits into a cell of a table."""
    return text.replace("|", "\\|").replace("<", "&lt;").replace("\n", " ")


def main() -> None:
    """Write the page, or compare it with what the schema gives."""
    if "--check" not in sys.argv:
        PAGE.write_text(page(), "utf-8")
    elif not PAGE.exists() or PAGE.read_text("utf-8") != page():
        sys.exit(f"docs/{PAGE.name} is stale: run `make generate`")


if __name__ == "__main__":
    main()
