"""Rules that are written in YAML: from a rule file to rules like any others.

Only imported where a configuration names such a file, as jsonschema is slow to import.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache, lru_cache, partial
from typing import Any, cast

from jsonschema import Draft7Validator, ValidationError
from jsonschema.protocols import Validator
from jsonschema.validators import extend

from calm_lint.errors import RuleError, RunError
from calm_lint.model import ENTITIES
from calm_lint.model.entity import Entity
from calm_lint.reading.document import REJECTED, Document, Path, Place
from calm_lint.reading.nodes import Node, Spot, SyntaxFault
from calm_lint.reading.reader import read
from calm_lint.reading.redaction import redactor
from calm_lint.rulebook.finding import Finding, Related
from calm_lint.rulebook.patterns import Pattern
from calm_lint.rulebook.rule import Bad, Good, Rule, Source
from calm_lint.rulebook.severity import Severity
from calm_lint.rulebook.shape import Shape, unknown_fields
from calm_lint.schema.explain import rejections, validator
from calm_lint.text.suggestions import did_you_mean
from calm_lint_schemas import RULES

_PLACEHOLDERS = ("value", "id")
# `${NAME}` is a secret reference, and `[0-9]{3}` part of a pattern.
_PLACEHOLDER = re.compile(r"(?<!\$)\{(\s*[A-Za-z_][\w.-]*\s*)\}")
_ASSERTIONS = ("must", "unique", "compare")
_NUMBERS = frozenset({"minLength", "maxLength", "minimum", "maximum", "minItems", "maxItems"})
_COMPARE: dict[str, Callable[[str, str], bool]] = {
    "equal to": lambda one, other: one == other,
    "different from": lambda one, other: one != other,
    "not before": lambda one, other: one >= other,
}


def load_rule_file(path: str, content: bytes) -> tuple[list[Rule], list[RunError]]:
    """Read a file of declarative rules.

    Args:
        path: its path, as messages show it.
        content: its bytes.

    Returns:
        Its rules; or, where anything in it is wrong, an error with line and column for each such thing.
    """
    reading = read(path, content, _NUMBERS)
    faults = [
        (fault.place, fault.message if isinstance(fault, SyntaxFault) else f"key {fault.key} is there twice")
        for fault in reading.faults
    ]
    rules: list[Rule] = []
    for document in [] if faults else reading.documents:
        faults += _faults(document)
        if not faults:
            rules += (_rule(path, entry) for entry in cast(Any, document.data)["rules"])
    if not faults:
        return rules, []
    show = redactor(reading).text
    return [], [_error(path, place, show(message)) for place, message in faults]


def _error(path: str, place: Place, message: str) -> RunError:
    span = place.document.source.span(place.document.locate(place).start, place.document.locate(place).end)
    return RunError("config", f"line {span.line}, column {span.column}: {message}", path)


def _faults(document: Document) -> Iterator[tuple[Place, str]]:
    found = False
    for error in validator(RULES).iter_errors(cast(Any, document.data)):
        found = True
        for each in rejections(error):
            yield Place(document, each.at, each.part), each.message
    for index, entry in enumerate(cast(Any, document.data)["rules"] if not found else ()):
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


def _rule(path: str, entry: dict[str, Any]) -> Rule:
    bad = entry["examples"]["bad"]
    return Rule(
        code=entry["code"],
        name=entry["name"],
        severity=Severity(entry["level"]),
        node=ENTITIES[entry["for"]],
        check=partial(_findings, entry, _selector(entry), _assertion(entry)),
        why=entry["why"],
        source=Source(path, entry["code"]),
        screen="",
        examples=(
            *(Good(each) for each in entry["examples"]["good"]),
            *(Bad(each["yaml"], each["at"], each.get("message", "")) for each in bad),
        ),
        plugin=path,
        settings=entry,  # by which the cache knows one version of a rule from another
    )


_Assertion = Callable[[Entity], Iterator[tuple[Path, Node | None]]]


def _findings(
    entry: dict[str, Any], applies: Callable[[Any], bool], check: _Assertion, node: Node
) -> Iterator[Finding]:
    entity = cast(Entity, node)
    given = _given_of(entity)
    if given is None or not applies(given):
        return
    for steps, other in check(entity):
        message = entry["message"].replace("{id}", _identity(entity)).replace("{value}", _value(entity.data, steps))
        related = (Related(other, "the other one"),) if other else ()
        place = Place(entity.document, (*entity.path, *steps)) if steps else entity.place
        yield Finding(Spot(place), message, related=related)


def _selector(entry: dict[str, Any]) -> Callable[[Any], bool]:
    where = _validator(_with_fields(entry.get("where", {})))
    return lambda data: where.is_valid(data)


def _with_fields(where: Any) -> Any:
    """Return a condition that also wants the fields which it names: without it, an absent field would fulfil it.

    What stands below `not` stays as it is, so that it is fulfilled by no absent field either.
    """
    if isinstance(where, list):
        return [_with_fields(each) for each in where]
    if not isinstance(where, dict):
        return where
    more = {key: _with_fields(where[key]) for key in ("items", "contains", "anyOf", "allOf") if key in where}
    if "properties" in where:
        more["properties"] = {name: _with_fields(each) for name, each in where["properties"].items()}
        more["required"] = [*where.get("required", ()), *where["properties"]]
    return {**where, **more}


def _assertion(entry: dict[str, Any]) -> _Assertion:
    if "must" in entry:
        return partial(_must, _validator(entry["must"]))
    if "unique" in entry:
        return partial(_unique, entry["unique"], _selector(entry))
    return partial(_compare, **{key: entry["compare"][key] for key in ("field", "other")}, how=entry["compare"]["is"])


def _must(must: Validator, entity: Entity) -> Iterator[tuple[Path, None]]:
    for error in must.iter_errors(_given_of(entity)):
        path = tuple(error.absolute_path)
        missing = error.validator_value if error.validator == "required" else ()
        absent = [key for key in cast(Any, missing) if key not in cast(Any, error.instance)]
        yield from (((*path, key), None) for key in absent[:1]) if absent else [(path, None)]


def _unique(field: str, applies: Callable[[Any], bool], entity: Entity) -> Iterator[tuple[Path, Node]]:
    value = entity.data.get(field)
    if entity.parent is None or len(entity.steps) != 2 or not isinstance(value, str | int):
        return
    name, index = entity.steps
    first = _first_of(field, applies, entity.parent, str(name)).get(value, index)
    if first != index:
        yield (field,), Spot(Place(entity.document, (*entity.parent.path, name, first, field)))


@lru_cache(maxsize=64)
def _first_of(field: str, applies: Callable[[Any], bool], parent: Entity, name: str) -> dict[Any, int]:
    """Return which entry of a list, of those that a rule applies to, is the first with each value of a field."""
    first: dict[Any, int] = {}
    for index, data in enumerate(cast(Any, parent.data)[name]):
        value = data.get(field) if isinstance(data, dict) else None
        if isinstance(value, str | int) and applies(_given(data)):
            first.setdefault(value, index)
    return first


def _compare(entity: Entity, *, field: str, other: str, how: str) -> Iterator[tuple[Path, Node]]:
    one, two = entity.data.get(field), entity.data.get(other)
    if one is not None and two is not None and not _COMPARE[how](_written(one), _written(two)):
        yield (field,), Spot(Place(entity.document, (*entity.path, other)))


def _validator(schema: Any) -> Validator:
    keywords = {"const": _const, "enum": _enum, "pattern": _pattern}
    return cast(Validator, extend(Draft7Validator, keywords)(schema))  # type: ignore[no-untyped-call]


def _const(_: Validator, wanted: str, instance: Any, __: Any) -> Iterator[ValidationError]:
    if _written(instance) != wanted:
        yield ValidationError("const")


def _enum(_: Validator, wanted: list[str], instance: Any, __: Any) -> Iterator[ValidationError]:
    if _written(instance) not in wanted:
        yield ValidationError("enum")


def _pattern(_: Validator, wanted: str, instance: Any, __: Any) -> Iterator[ValidationError]:
    if isinstance(instance, str) and not _compiled(wanted).found_in(instance):
        yield ValidationError("pattern")


@cache
def _compiled(pattern: str) -> Pattern:
    return Pattern(pattern)


def _is_known(data: Any) -> bool:
    """Tell whether the schema of landscapes rejects nothing in here: of what it rejects, nothing can be said."""
    if isinstance(data, dict):
        return all(_is_known(each) for each in data.values())
    return all(_is_known(each) for each in data) if isinstance(data, list) else data is not REJECTED


@lru_cache(maxsize=1)
def _given_of(entity: Entity) -> Any:
    """Return the data of an entity less the keys without a value, None where not all of them are known.

    All rules look at one entity before any looks at the next.
    """
    return _given(entity.data) if _is_known(entity.data) else None


def _given(data: Any) -> Any:
    """Leave out keys without a value, which count as absent."""
    if isinstance(data, dict):
        return {key: _given(value) for key, value in data.items() if value is not None}
    return [_given(each) for each in data] if isinstance(data, list) else data


def _identity(entity: Entity) -> str:
    names = ("id", "system_id", "arrangement_name", "client_id", "request", "name")
    return next((_written(entity.data[name]) for name in names if entity.data.get(name) is not None), "")


def _value(data: Any, steps: Path) -> str:
    for step in steps:
        present = step in data if isinstance(data, dict) else isinstance(data, list)
        data = data[step] if present else None
    return "missing" if data is None else _written(data)


def _written(value: object) -> str:
    if isinstance(value, dict | list):
        return "a mapping" if isinstance(value, dict) else "a list"
    return str(value).lower() if isinstance(value, bool) else str(value)
