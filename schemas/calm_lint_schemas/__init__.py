"""The JSON Schemas of calm-lint's file formats."""

from __future__ import annotations

from typing import Any, Final

LANDSCAPE: Final = "landscape"
CONFIG: Final = "config"


def schema_text(name: str) -> str:
    """Return a JSON Schema, as it is shipped.

    Args:
        name: `LANDSCAPE` or `CONFIG`.
    """
    # Neither import is needed on a clean run.
    from importlib.resources import files

    return files(__name__).joinpath(f"{name}.schema.json").read_text("utf-8")


def schema(name: str) -> dict[str, Any]:
    """Return a JSON Schema (draft 7, which editors know best)."""
    import json

    schema: dict[str, Any] = json.loads(schema_text(name))
    return schema
