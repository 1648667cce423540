"""Explain what the schema rejects: the value, what the schema expects, and what the author probably meant.

This module is imported only for a document that fails the compiled check, because jsonschema is slow to import.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Literal, NamedTuple, cast

from jsonschema import ValidationError

from calm_lint.reading.document import REJECTED, Document, Path, Place
from calm_lint.reading.nodes import SchemaFault
from calm_lint.schema.screens import screen_of
from calm_lint.schema.two_lines import two_lines
from calm_lint.schema.validation import validator
from calm_lint.text.suggestions import certainly_meant, did_you_mean
from calm_lint_schemas import LANDSCAPE, schema

_TYPES = {
    "string": "text",
    "integer": "a whole number",
    "number": "a number",
    "boolean": "true or false",
    "array": "a list",
    "object": "a mapping",
}
_PATTERNS = {
    "^[0-9]{3}$": "three digits",
    "^[A-Z][A-Z0-9]{2}$": "a letter and two letters or digits, in capitals",
    "^[A-Z][A-Z0-9]{2}:[0-9]{3}$": "SID and client, as DEV:100",
    "^[0-9]+$": "digits only",
    "^[A-Z]+[0-9]{3}$": "uppercase letters followed by three digits",
    "^[a-z][a-z0-9]*(-[a-z0-9]+)*$": "lowercase words separated by hyphens",
}
# A landscape has at least one of them.
_ENVIRONMENTS = (("s4hana_tenants",), ("ctms_services",), ("cts_domains",))
_SHOWN = 60
_BEGINNING = rf"(?s).{{0,{_SHOWN}}}(?=\s)|\S+"


def explain(document: Document) -> list[SchemaFault]:
    """Return a fault for each value or key that the schema rejects, and mark it as rejected in the data."""
    if document.data is None:
        place = Place(document, (), offsets=(0, 0))
        return [SchemaFault(place, "the file is empty, must be a landscape that begins with format: 1")]
    if document.truncated and isinstance(document.data, dict):
        _leave_open(document.data)
    errors = [
        error for error in validator(LANDSCAPE).iter_errors(cast(Any, document.data)) if error.instance is not REJECTED
    ]
    # Unknown keys come first: if one resembles a missing key, one finding covers both. What is missing where something
    # else is wrong comes last.
    errors.sort(key=lambda error: (error.validator != "additionalProperties", error.validator == "anyOf"))
    rejected: dict[Path, Rejection] = {}
    for error in errors:
        if error.validator == "anyOf" and _may_have_environment(error.instance, rejected):
            continue
        for rejection in rejections(error):
            rejected.setdefault(rejection.value, rejection)
    for path in rejected:
        document.reject(path)
    return [_fault(document, each) for each in rejected.values()]


def _may_have_environment(landscape: Any, rejected: dict[Path, Rejection]) -> bool:
    return any(path in rejected or landscape.get(path[0]) is REJECTED for path in _ENVIRONMENTS)


def _leave_open(data: dict[str, object]) -> None:
    """Reject what a document that ends in a syntax fault lacks, as it may follow the fault."""
    for key in schema(LANDSCAPE)["properties"]:
        data.setdefault(key, REJECTED)
    alm_tenants = data["cloud_alm_tenants"]
    if not isinstance(alm_tenants, list) or REJECTED in alm_tenants:
        # What a tenant, service or system is connected to depends on all SAP Cloud ALM tenants.
        data.update((key, REJECTED) for (key,) in _ENVIRONMENTS)


def _fault(document: Document, rejection: Rejection) -> SchemaFault:
    place = Place(document, rejection.at, rejection.part)
    replacement = rejection.replacement
    if replacement and rejection.part == "value" and not _follows_its_colon(document, place):
        replacement = ""
    return SchemaFault(
        place,
        rejection.message,
        rejection.hint,
        replacement=replacement,
        screen=rejection.screen,
        example=rejection.example,
    )


def _follows_its_colon(document: Document, place: Place) -> bool:
    """Check whether a value is written directly after its key, on one line, without anchor, alias or tag."""
    source, location = document.source, document.locate(place)
    before = source.text[source.line_start(location.start) : location.start]
    return before.rstrip().endswith(":") and source.text[location.start] not in "|>"


class Rejection(NamedTuple):
    """A value or key that the schema rejects.

    Attributes:
        value: the path of the value that rules treat as unknown.
        at: the path of the entry at fault.
        part: the part of the entry that the finding points at.
        message: the fault and the expected value.
        hint: the part of the message that guesses, or lists the known names.
        replacement: the text that is certainly meant, empty if that is not known.
        screen: the app, the section and the field of the value, empty if it is on no screen.
        example: lines of YAML that show how to write a mapping or a list.
    """

    value: Path
    at: Path
    part: Literal["value", "key", "absent"]
    message: str
    hint: str = ""
    replacement: str = ""
    screen: str = ""
    example: tuple[str, ...] = ()


def rejections(error: ValidationError) -> Iterator[Rejection]:
    """Yield the rejections that an error of jsonschema stands for."""
    path = tuple(error.absolute_path)
    instance, wanted, schema = (cast(Any, each) for each in (error.instance, error.validator_value, error.schema))
    if error.validator == "additionalProperties":
        yield from _unknown_keys(path, instance, schema)
    elif error.validator == "anyOf":
        yield _no_environment(instance)
    elif error.validator == "required":
        for key in wanted:
            if key not in instance:
                entry = (*path, key)
                screen = screen_of(schema.get("properties", {}).get(key, {}))
                yield Rejection(entry, entry, "absent", f"{key} is missing", screen=screen)
    elif instance is None and path and isinstance(path[-1], str):
        yield _empty(path, instance, screen_of(schema))
    elif error.validator == "minItems":
        yield _empty(path, instance)
    else:
        expected = f", must be {_expected(error)}"
        hint = expected if error.validator == "enum" else _how_to_write(error)
        message = f"{_label(path)} is {_shown(error)}{expected}{hint if error.validator != 'enum' else ''}"
        example = two_lines(path, schema) if error.validator == "type" else ()
        yield Rejection(path, path, "value", message, hint, _meant_value(error), screen_of(schema), example)


def _no_environment(landscape: dict[str, Any]) -> Rejection:
    """Return the rejection of a landscape of which all transport environments are empty or absent."""
    for path in _ENVIRONMENTS:
        if path[0] in landscape:
            return _empty(path, landscape[path[0]], screen_of(schema(LANDSCAPE)["properties"][path[0]]))
    (first,), *others = _ENVIRONMENTS
    hint = f", as are {' and '.join(key for (key,) in others)}: one of them has to describe what is connected"
    return Rejection((first,), (first,), "absent", f"{first} is missing{hint}", hint)


def _empty(path: Path, value: object, screen: str = "") -> Rejection:
    fault = "has no value" if value is None else "is empty, must have at least one entry"
    return Rejection(path, path, "absent", f"{path[-1]} {fault}", screen=screen)


def _unknown_keys(path: Path, instance: dict[str, Any], schema: dict[str, Any]) -> Iterator[Rejection]:
    known = schema["properties"]
    otherwise = (
        "keys of your own begin with x-" if "patternProperties" in schema else f"known keys are {', '.join(known)}"
    )
    absent = [key for key in known if instance.get(key) is None]
    taken: set[str] = set()
    for key in instance:
        if key in known or ("patternProperties" in schema and key.startswith("x-")):
            continue
        # A key that resembles a given one most was not meant to be another.
        meant = did_you_mean(key, absent) if did_you_mean(key, known) in (None, *absent) else None
        # Only one of two unknown keys can mean the same known key.
        meant = None if meant in taken else meant
        taken.add(meant or key)
        advice = f"did you mean {meant}?" if meant else otherwise
        if key.startswith("//"):
            advice = "a comment begins with #"
        # A key that means a known key gives that key a value, which is unknown.
        fault = f"unknown key {key}" if key else "empty key"
        certain = meant if meant and certainly_meant(key, absent) == meant else ""
        screen = screen_of(known[meant]) if meant else ""
        value, at = (*path, meant or key), (*path, key)
        yield Rejection(value, at, "key", f"{fault}: {advice}", f": {advice}", certain, screen)


def _meant_value(error: ValidationError) -> str:
    """Return the value that is certainly meant: a number or truth value in quotes, a word in other letters."""
    value, wanted = cast(Any, error.instance), cast(Any, error.validator_value)
    if not isinstance(value, str):
        return ""
    if error.validator == "enum":
        return next((word for word in wanted if isinstance(word, str) and word == value.strip().lower()), "")
    if error.validator == "type" and "integer" in wanted and re.fullmatch(r"\s*(?:0|[1-9][0-9]{0,8})\s*", value):
        return value.strip()
    if error.validator == "type" and "boolean" in wanted and value.strip().lower() in ("true", "false"):
        return value.strip().lower()
    return ""


def _how_to_write(error: ValidationError) -> str:
    """Show the form of a mapping or a list to someone who wrote the other."""
    if error.validator != "type":
        return ""
    if isinstance(error.instance, list) and _expected(error) == _TYPES["object"]:
        return ": write its entries as key: value, without hyphens"
    if isinstance(error.instance, dict) and _expected(error) == _TYPES["array"]:
        return ": begin each entry with a hyphen and a space"
    return ""


def _label(path: Path) -> str:
    if not path:
        return "the file"
    return str(path[-1]) if isinstance(path[-1], str) else f"entry {path[-1] + 1} of {path[-2]}"


def _shown(error: ValidationError) -> str:
    value = error.instance
    if isinstance(value, dict):
        return "a mapping"
    if isinstance(value, list):
        return "a list"
    if value is None:
        return "without a value"
    if isinstance(value, bool):
        return str(value).lower()
    if value == "":
        return "empty"
    shown = str(value)
    if len(shown) > _SHOWN and (beginning := re.match(_BEGINNING, shown)):
        # Words are never cut, because redaction does not recognize half a secret.
        shown = f"{beginning[0]} …" if beginning.end() < len(shown) else shown
    if error.validator == "type" and isinstance(value, str):
        return f"the text {shown}"
    # If text is expected, only a tag can produce a whole number.
    return f"the number {shown}" if isinstance(value, int) and _expected(error) == "text" else shown


def _expected(error: ValidationError) -> str:
    value = cast(Any, error.instance)
    wanted = cast(Any, error.validator_value)
    if error.validator == "enum":
        words = [str(word) for word in wanted if word is not None]
        meant = did_you_mean(value, words) if isinstance(value, str) else None
        listed = words[0] if len(words) == 1 else f"{', '.join(words[:-1])} or {words[-1]}"
        return f"{listed}; did you mean {meant}?" if meant else listed
    if error.validator == "pattern":
        return _PATTERNS[wanted]
    if error.validator == "format":
        return "a date such as 2024-01-31"
    if error.validator == "minLength":
        return "given"
    kinds = [wanted] if isinstance(wanted, str) else [kind for kind in wanted if kind != "null"]
    if "string" in kinds and "object" not in kinds:
        return "text"
    expected = " or ".join(_TYPES[kind] for kind in kinds)
    if kinds == ["integer"] and isinstance(value, str) and value.strip().isdecimal():
        leading = value.startswith("0") and value != "0"
        return f"{expected} without leading zeros" if leading else f"{expected} without quotes"
    return expected
