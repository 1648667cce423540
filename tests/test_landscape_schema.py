"""The schema of the landscape file: it is valid, and an editor can show what each field is."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from jsonschema import Draft7Validator

from calm_lint_schemas import LANDSCAPE, schema

SCHEMA = schema(LANDSCAPE)


def properties(schema: Any) -> Iterator[tuple[str, dict[str, Any]]]:
    if isinstance(schema, dict):
        for key, part in schema.items():
            if key == "properties":
                yield from part.items()
            # Conditions, and which keys have to be there, describe no field.
            if key not in ("if", "anyOf"):
                yield from properties(part)
    elif isinstance(schema, list):
        for part in schema:
            yield from properties(part)


def test_schema_is_valid() -> None:
    Draft7Validator.check_schema(SCHEMA)


def test_every_field_has_what_an_editor_shows() -> None:
    fields = list(properties(SCHEMA))
    assert len(fields) > 60
    for name, field in fields:
        assert field.get("title"), name
        assert field.get("description", "").endswith("."), name


@pytest.mark.parametrize("label", ["Host Name", "Token Endpoint", "Run Every", "OAuth 2.0 Client ID", "Service Status"])
def test_fields_are_titled_like_their_screens(label: str) -> None:
    assert label in {field["title"] for _, field in properties(SCHEMA)}
