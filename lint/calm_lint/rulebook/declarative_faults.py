"""What is wrong with a file of declarative rules: its form, and the names and patterns in it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any, Final, cast

from calm_lint.errors import RuleError
from calm_lint.reading.document import Document, Path, Place
from calm_lint.rulebook.patterns import Pattern
from calm_lint.rulebook.shape import Shape, unknown_fields
from calm_lint.text.suggestions import did_you_mean
from calm_lint_schemas import RULES, rules_gate

_PLACEHOLDERS = ("value", "id")
# `${NAME}` is a secret reference, and `[0-9]{3}` part of a pattern.
_PLACEHOLDER = re.compile(r"(?<!\$)\{(\s*[A-Za-z_][\w.-]*\s*)\}")
_ASSERTIONS = ("must", "unique", "compare")
_validate: Final[Callable[..., object]] = rules_gate.validate


def faults_of(document: Document) -> Iterator[tuple[Place, str]]:
    """Yield what is wrong with a document, and where."""
    if rejected := _rejected(document):
        yield from rejected
        return
    for index, entry in enumerate(cast(Any, document.data)["rules"]):
        if sum(key in entry for key in _ASSERTIONS) != 1:
            yield Place(document, ("rules", index, "code")), f"a rule has one of {', '.join(_ASSERTIONS)}"
        yield from _unknown_names(document, index, entry)
        if entry["code"].startswith("CALM"):
            yield Place(document, ("rules", index, "code")), "codes that begin with CALM are those of built-in rules"
        for key in ("where", "must"):
            if any("not" in steps for steps, _ in _patterns(entry.get(key), ("rules", index, key))):
                # What is too long for a pattern does not match it, and would pass here.
                yield Place(document, ("rules", index, key), "key"), "a pattern below not is not supported"
            for steps, pattern in _patterns(entry.get(key), ("rules", index, key)):
                try:
                    Pattern(pattern)
                except RuleError as error:
                    yield Place(document, steps), str(error)


def _rejected(document: Document) -> list[tuple[Place, str]]:
    """Return what the schema of rule files rejects."""
    try:
        _validate(document.data)
    except rules_gate.Invalid:
        # It imports jsonschema, which takes longer than a whole run.
        from calm_lint.schema.explain import rejections
        from calm_lint.schema.validation import validator

        errors = validator(RULES).iter_errors(cast(Any, document.data))
        return [(Place(document, each.at, each.part), each.message) for error in errors for each in rejections(error)]
    return []


def _unknown_names(document: Document, index: int, entry: dict[str, Any]) -> Iterator[tuple[Place, str]]:
    """Yield the fields and the placeholders of a rule that do not exist: it would say nothing, or nonsense."""
    entity = Shape.of(entry["for"])
    for key in ("where", "must"):
        for steps, part, message in unknown_fields(entry.get(key), entity, ("rules", index, key)):
            yield Place(document, steps, part), message
    fields: dict[Path, str] = {("unique",): entry["unique"]} if "unique" in entry else {}
    fields |= {("compare", key): entry["compare"][key] for key in ("field", "other") if "compare" in entry}
    for path, field in fields.items():
        if message := entity.unknown(field):
            yield Place(document, ("rules", index, *path)), message
    for name in _PLACEHOLDER.findall(entry["message"]):
        if name not in _PLACEHOLDERS:
            meant = did_you_mean(name, _PLACEHOLDERS)
            advice = f"did you mean {{{meant}}}?" if meant else "must be {value} or {id}"
            yield Place(document, ("rules", index, "message")), f"unknown placeholder {{{name}}}, {advice}"


def _patterns(schema: Any, path: Path) -> Iterator[tuple[Path, str]]:
    for key, part in schema.items() if isinstance(schema, dict) else ():
        if key == "pattern" and isinstance(part, str):
            yield (*path, key), part
        yield from _patterns(part, (*path, key))
        for index, each in enumerate(part if isinstance(part, list) else ()):
            yield from _patterns(each, (*path, key, index))
