"""The form of a landscape by the keys of its fields: labels and screens, from the schema."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from calm_lint.reading.document import Path
from calm_lint.schema.screens import screen_of
from calm_lint_schemas import LANDSCAPE, schema

_COCKPIT: Final = "SAP BTP cockpit > Services > Instances and Subscriptions"
_IN_COCKPIT: Final = frozenset({"binding", "mtls_binding", "service_instance"})

Part = Mapping[str, Any]


class Form:
    """The schema of landscapes, for those who walk through one."""

    def __init__(self) -> None:
        self.whole: Part = schema(LANDSCAPE)
        self._definitions: Part = self.whole["definitions"]

    def resolved(self, part: Part) -> Part:
        """Return the part that a part refers to."""
        while "$ref" in part or "allOf" in part:
            inner = part["allOf"][0] if "allOf" in part else self._definitions[part["$ref"].rpartition("/")[2]]
            part = {**inner, **{key: part[key] for key in ("title", "description") if key in part}}
        return part

    def fields(self, part: Part) -> Mapping[str, Part]:
        """Return the fields of a mapping; an arrangement has the services of the one scenario."""
        then = part.get("then", {}).get("properties", {})
        services = {key: each for key, each in then.items() if "properties" in each}
        return {**part.get("properties", {}), **services}

    def items(self, part: Part) -> Part:
        """Return the form of the entries of a list."""
        return self.resolved(part.get("items", {}))

    def definition(self, name: str) -> Part:
        """Return a definition by its name."""
        return self.resolved(self._definitions[name])

    def ordered(self, part: Part, data: Any) -> Any:
        """Return data with the fields of each mapping in the order of the schema."""
        if isinstance(data, list):
            return [self.ordered(self.items(part), each) for each in data]
        fields = self.fields(part) if isinstance(data, dict) else {}
        if not fields:
            return data
        keys = sorted(data, key=lambda key: list(fields).index(key) if key in fields else len(fields))
        return {key: self.ordered(self.resolved(fields.get(key, {})), data[key]) for key in keys}

    def screen(self, part: Part, path: Path) -> str:
        """Return the app, the section and the field of a value, empty if it is on no screen."""
        found = screen_of(dict(part))
        if not found and "title" in part and not _IN_COCKPIT.isdisjoint(path):
            return f"{_COCKPIT} > {part['title']}"
        return found
