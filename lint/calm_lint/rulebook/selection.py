"""Choosing rules by code, name, family or rung."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence

from calm_lint.errors import UsageError
from calm_lint.rulebook.rule import Rule
from calm_lint.rulebook.rungs import BY_THE_BOOK, RUNGS, Rung, below, lower, up_to
from calm_lint.text.suggestions import did_you_mean

ALL = "ALL"
_DIGITS = "0123456789"
# How many digits a code ends in.
_NUMBER = 3

# The rules that find what cannot be read. Without them, a file that nobody can read looks clean.
READING = ("CALM001", "CALM002", "CALM003")
_SYNTAX = READING[0]


def choose(rules: Sequence[Rule], select: Iterable[str], ignore: Iterable[str]) -> list[Rule]:
    """Return the rules to apply: those of `selected`, and those that find what cannot be read.

    No selection takes away CALM001, CALM002 and CALM003. Their codes or names in `ignore` do so for
    CALM002 and CALM003; families and ALL do not.

    Args:
        rules: the rules to choose from.
        select: codes, names, beginnings of codes such as CALM1, or ALL.
        ignore: the same.

    Raises:
        UsageError: if one of them names no rule.
    """
    ignored = tuple(ignore)
    codes = {rule.code for rule in selected(rules, select, ignored)}
    return [rule for rule in rules if rule.code in codes or _stays(rule, ignored)]


def without(chosen: Sequence[Rule], rules: Sequence[Rule], ignore: Iterable[str]) -> list[Rule]:
    """Return the chosen rules that `ignore` does not name; it takes away what it does in `choose`.

    Args:
        chosen: the rules that are applied otherwise.
        rules: all rules, which the names may stand for.
        ignore: codes, names, beginnings of codes, or ALL.
    """
    ignored = tuple(ignore)
    unwanted = _smallest(rules, ignored)
    return [rule for rule in chosen if rule.code not in unwanted or _stays(rule, ignored)]


def selected(rules: Sequence[Rule], select: Iterable[str], ignore: Iterable[str]) -> list[Rule]:
    """Return the rules that are selected and not ignored; nothing selected means all.

    Where a rule is both, the more exact name decides: a code or name before a family, a longer family
    before a shorter one, and all of them before ALL.

    Args:
        rules: the rules to choose from.
        select: codes, names, beginnings of codes such as CALM1, or ALL.
        ignore: the same.

    Raises:
        UsageError: if one of them names no rule.
    """
    wanted, unwanted = _smallest(rules, tuple(select) or (ALL,)), _smallest(rules, ignore)
    return [
        rule
        for rule in rules
        if rule.code in wanted and (rule.code not in unwanted or wanted[rule.code] < unwanted[rule.code])
    ]


def named(rules: Sequence[Rule], name: str) -> Sequence[Rule]:
    """Return the rules that a code, a name, the beginning of a code, a rung, or ALL names.

    A rung names its own rules and those of the rungs below it.

    Raises:
        UsageError: if there is none.
    """
    if not name.strip():
        raise UsageError("a name is empty, must be the code, the name or the family of rules, a rung, or ALL")
    if name.upper() == ALL:
        return rules
    for rung in RUNGS:
        if name.lower() == rung:
            return [rule for rule in rules if rule.rung in up_to(rung)]
    chosen = [rule for rule in rules if rule.name == name.lower() or rule.code == name.upper()]
    if not chosen:
        # A family has all letters of a code: C is no family of CALM101.
        family = name.upper()
        letters = family.rstrip(_DIGITS)
        chosen = [rule for rule in rules if rule.code.startswith(family) and rule.code.rstrip(_DIGITS) == letters]
    if not chosen:
        raise UsageError(f"there is no rule {name}{_advice(rules, name)}")
    return chosen


def judged(rules: Iterable[Rule], applied: Collection[str]) -> Rung | None:
    """Return the last rung that can be judged, None if none can: all of its rules are applied, and all below it.

    Args:
        rules: all rules that there are.
        applied: the codes of those that are applied.
    """
    rung: Rung | None = BY_THE_BOOK
    for rule in rules:
        if rule.code not in applied and rule.about_tenants:
            rung = lower(rung, below(rule.rung))
    return rung


def about_field(rules: Sequence[Rule], name: str) -> list[Rule]:
    """Return the rules about a field, by its label on the screen or its key in the file."""
    from calm_lint_schemas import LANDSCAPE, schema

    key = _words(name)
    labels = {key, *map(_words, _titles(schema(LANDSCAPE), key))} - {""}
    return [rule for rule in rules if not labels.isdisjoint(map(_words, _fields(rule.screen)))]


def field_labels(rules: Sequence[Rule]) -> list[str]:
    """Return the labels of the fields that rules are about."""
    return [*dict.fromkeys(label for rule in rules for label in _fields(rule.screen) if label)]


def _words(name: str) -> str:
    return " ".join(name.lower().replace("_", " ").replace("-", " ").split())


def _fields(screen: str) -> Iterator[str]:
    """Yield the labels of the fields that the screen of a rule names."""
    for place in screen.split("; "):
        yield from place.rpartition(" > ")[2].split(", ")


def _titles(part: object, key: str) -> Iterator[str]:
    """Yield the titles that a schema gives to the properties of a name."""
    if isinstance(part, dict):
        for name, field in part.items():
            if isinstance(field, dict) and "title" in field and _words(name) == key:
                yield field["title"]
            yield from _titles(field, key)


def _advice(rules: Sequence[Rule], name: str) -> str:
    """Return what may be meant by a name of no rule: of what looks like a family, the families."""
    letters = name.upper().rstrip(_DIGITS)
    if letters.isalpha() and len(name) - len(letters) < _NUMBER:
        families = {rule.code[: 1 - _NUMBER] for rule in rules if rule.code.startswith(letters)}
        if families:
            return f", did you mean a family: {', '.join(sorted(families))}?"
    meant = did_you_mean(name, [*RUNGS, *(word for rule in rules for word in (rule.code, rule.name))])
    return f", did you mean {meant}?" if meant else ""


def names_exactly(name: str, rule: Rule) -> bool:
    """Check whether a name is the code or the name of a rule, and not that of several."""
    return name.upper() == rule.code or name.lower() == rule.name


def _stays(rule: Rule, ignored: Sequence[str]) -> bool:
    """Check whether a rule finds what cannot be read, and is not ignored by its own code or name."""
    if rule.code not in READING:
        return False
    return rule.code == _SYNTAX or not any(names_exactly(name, rule) for name in ignored)


def _smallest(rules: Sequence[Rule], names: Iterable[str]) -> dict[str, int]:
    """Return of each rule that is named, by its code, how many rules the most exact of its names stands for."""
    sizes: dict[str, int] = {}
    for chosen in (named(rules, name) for name in names):
        for rule in chosen:
            sizes[rule.code] = min(len(chosen), sizes.get(rule.code, len(chosen)))
    return sizes
