"""The JSON Schemas of calm-lint's file formats."""

from __future__ import annotations

from typing import Any


def schema_text() -> str:
    """Return the JSON Schema of the landscape file, as it is shipped."""
    # Neither import is needed on a clean run.
    from importlib.resources import files

    return files(__name__).joinpath("landscape.schema.json").read_text("utf-8")


def landscape_schema() -> dict[str, Any]:
    """Return the JSON Schema of the landscape file (draft 7, which editors know best)."""
    import json

    schema: dict[str, Any] = json.loads(schema_text())
    return schema
