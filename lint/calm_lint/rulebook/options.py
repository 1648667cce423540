"""The options of rules: a named tuple with defaults, whose docstring tells what each is for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple, get_type_hints

from calm_lint.errors import UsageError
from calm_lint.rulebook.rule import Rule
from calm_lint.text.suggestions import did_you_mean
from calm_lint_schemas import CONFIG, schema

# The types that an option may have: what people call them, and their JSON Schema.
_TYPES: dict[object, tuple[str, dict[str, Any]]] = {
    str: ("text", {"type": "string"}),
    int: ("a whole number", {"type": "integer"}),
    bool: ("true or false", {"type": "boolean"}),
    tuple[str, ...]: ("a list of texts", {"type": "array", "items": {"type": "string"}}),
}


class Option(NamedTuple):
    """One option of a rule.

    Attributes:
        name: as in the configuration.
        type: in words.
        schema: the JSON Schema of its value.
        default: what it is where nothing is configured.
        description: what it is for.
    """

    name: str
    type: str
    schema: dict[str, Any]
    default: Any
    description: str


def options_of(rule: Rule) -> Iterator[Option]:
    """Yield the options that a rule takes, in the order in which they are declared."""
    if rule.options is None:
        return
    described = dict(re.findall(r"^\s+(\w+): (.*)$", rule.options.__doc__ or "", re.MULTILINE))
    defaults = rule.options()._asdict()  # type: ignore[attr-defined]
    for field, kind in get_type_hints(rule.options).items():
        words, schema = _TYPES[kind]
        default = list(defaults[field]) if isinstance(defaults[field], tuple) else defaults[field]
        yield Option(field.replace("_", "-"), words, schema, default, described.get(field, ""))


def with_options(rule: Rule, values: Mapping[str, object]) -> Rule:
    """Return a rule with its options set.

    Raises:
        UsageError: if it has no such option, or a value is of the wrong type.
    """
    options = {option.name: option for option in options_of(rule)}
    settings = {}
    for name, value in values.items():
        if name not in options:
            meant = did_you_mean(name, options)
            advice = f"did you mean {meant}?" if meant else f"its options are {', '.join(options) or 'none'}"
            raise UsageError(f"{rule.name} has no option {name}: {advice}")
        if not _is_valid(value, options[name].schema):
            raise UsageError(f"option {name} of {rule.name} must be {options[name].type}")
        settings[name.replace("-", "_")] = tuple(value) if isinstance(value, list) else value
    return rule._replace(settings=rule.options(**settings)) if rule.options else rule


def configuration_schema(rules: Iterable[Rule]) -> str:
    """Return the JSON Schema of the configuration with the options of rules, for editors."""
    import json

    whole = schema(CONFIG)
    tables = whole["properties"]["rule-options"]
    tables["properties"] = {
        rule.name: {
            "type": "object",
            "additionalProperties": False,
            "properties": {
                option.name: {"description": option.description, "default": option.default, **option.schema}
                for option in options_of(rule)
            },
        }
        for rule in rules
        if rule.options
    }
    return json.dumps(whole, indent=2) + "\n"


def _is_valid(value: object, schema: Mapping[str, Any]) -> bool:
    if schema["type"] == "array":
        return isinstance(value, list) and all(isinstance(item, str) for item in value)
    kinds: dict[str, type] = {"string": str, "integer": int, "boolean": bool}
    return type(value) is kinds[schema["type"]]
