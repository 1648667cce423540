"""The entities of the model and the definitions of the schema say the same."""

from __future__ import annotations

from typing import Any

import pytest

from calm_lint.model import ENTITIES, IDENTIFIERS
from calm_lint.model.entity import Entity
from calm_lint_schemas import LANDSCAPE, schema


def definitions() -> dict[str, Any]:
    """Return the definitions of the schema, that of the whole file included."""
    whole = schema(LANDSCAPE)
    # Those of a single value have no properties.
    mappings = {name: each for name, each in whole["definitions"].items() if "properties" in each}
    return {**mappings, "landscape": whole}


def test_every_definition_is_an_entity() -> None:
    assert set(ENTITIES) == set(definitions())


@pytest.mark.parametrize(("definition", "kind"), ENTITIES.items())
def test_an_entity_declares_the_keys_of_its_definition(definition: str, kind: type[Entity]) -> None:
    declared = {field.key for field in kind.fields.values()} | {part.key for part in kind.parts.values()}
    if definition == "communication_arrangement":
        # The form of services is known for arrangements of transport management alone.
        declared |= {"inbound_services", "outbound_services"}
    assert declared == set(definitions()[definition]["properties"])


def test_every_identifier_is_required_where_an_entry_has_to_be_named() -> None:
    required = {name: each.get("required", ()) for name, each in definitions().items()}
    named = {name: kind.identifier for name, kind in ENTITIES.items() if kind.identifier}
    assert (named.pop("outbound_user"), named.pop("inbound_user")) == ("client_id", "user_name")
    assert all(identifier in required[name] for name, identifier in named.items())
    assert IDENTIFIERS["communication_systems"] == "system_id"
