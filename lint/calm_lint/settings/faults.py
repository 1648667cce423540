"""What is wrong with the content of a configuration: its form, the names, options and patterns in it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from calm_lint.errors import UsageError
from calm_lint.rulebook.rule import Rule
from calm_lint.rulebook.selection import named
from calm_lint.rulebook.severity import Severity
from calm_lint.settings.toml_lines import Keys

_LISTS = ("select", "ignore", "extend-select", "protected")


def faults_of(content: Any, rules: Sequence[Rule]) -> Iterator[tuple[Keys, str]]:
    """Yield what is wrong, with the keys that lead there.

    Args:
        content: the table, as TOML gives it.
        rules: all rules that it may name.
    """
    from calm_lint_schemas import config_gate

    if isinstance(content, dict) and "required-version" in content:
        from calm_lint.settings.versions import requirement_fault

        # What another version has to say of the rest does not help.
        if fault := list(requirement_fault(content)):
            yield from fault
            return
    validate: Callable[..., object] = config_gate.validate
    try:
        validate(content)
    except config_gate.Invalid:
        from calm_lint.schema.explain import rejections
        from calm_lint.schema.validation import validator
        from calm_lint_schemas import CONFIG

        for error in validator(CONFIG).iter_errors(content):
            yield from ((each.at, each.message) for each in rejections(error))
        return
    names = list(_names(content, rules))
    yield from ((name.place, name.fault) for name in names if name.fault)
    yield from _contradictions(content, names)
    yield from _option_faults(content.get("rule-options", {}), rules)
    yield from _pattern_faults(content)
    if "rules-as-of" in content:
        from calm_lint.settings.versions import rule_set_fault

        yield from rule_set_fault(content, rules)


class _Name(NamedTuple):
    """A name of rules, with the keys that lead to it, and the rules that it names or why it names none."""

    place: Keys
    rules: Sequence[Rule] = ()
    fault: str = ""


def _names(content: Mapping[str, Any], rules: Sequence[Rule]) -> Iterator[_Name]:
    for place, name in _written(content):
        try:
            yield _Name(place, named(rules, name))
        except UsageError as error:
            yield _Name(place, fault=str(error))


def _written(content: Mapping[str, Any]) -> Iterator[tuple[Keys, str]]:
    """Yield each name of rules, with the keys that lead to it."""
    for key in _LISTS:
        yield from (((key, index), name) for index, name in enumerate(content.get(key, ())))
    for pattern, names in content.get("per-file-ignores", {}).items():
        yield from ((("per-file-ignores", pattern, index), name) for index, name in enumerate(names))
    for key in ("severity", "rule-options"):
        yield from (((key, name), name) for name in content.get(key, {}))


def _contradictions(content: Mapping[str, Any], names: Sequence[_Name]) -> Iterator[tuple[Keys, str]]:
    """Yield what takes away a rule that the same file protects with a name that is no more exact."""
    exactness: dict[str, int] = {}
    for name in names:
        if name.place[0] == "protected":
            exactness.update({rule.code: min(len(name.rules), exactness.get(rule.code, 10**9)) for rule in name.rules})
    for name in names:
        key = name.place[0]
        if key not in ("ignore", "per-file-ignores", "severity"):
            continue
        level = Severity(content[key][name.place[1]]) if key == "severity" else None
        for rule in name.rules:
            if len(name.rules) > exactness.get(rule.code, 0) or (level and not level.below(rule.severity)):
                continue
            does = f"severity lowers {rule.name} to {level}" if level else f"{key} takes {rule.name} away"
            yield name.place, f"{does}, but protected in the same file keeps it: take it out of one of the two"
            break


def _option_faults(tables: Mapping[str, Mapping[str, object]], rules: Sequence[Rule]) -> Iterator[tuple[Keys, str]]:
    if not tables:
        return
    from calm_lint.rulebook.options import with_options

    for name, table in tables.items():
        try:
            takers = named(rules, name)
        except UsageError:
            # Reported with the other names.
            continue
        for rule in takers:
            for key, value in table.items():
                try:
                    with_options(rule, {key: value})
                except UsageError as error:
                    yield ("rule-options", name, key), str(error)


def _pattern_faults(content: Mapping[str, Any]) -> Iterator[tuple[Keys, str]]:
    patterns: list[tuple[Keys, str]] = [
        (("per-file-ignores", each), each) for each in content.get("per-file-ignores", ())
    ]
    patterns += ((("exclude", index), each) for index, each in enumerate(content.get("exclude", ())))
    if not patterns:
        return
    from calm_lint.files import wildmatch

    for place, pattern in patterns:
        if not wildmatch.patterns(pattern.encode(errors="surrogateescape")):
            yield place, f"{pattern or 'an empty text'} is no pattern as in .gitignore"
