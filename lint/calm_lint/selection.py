"""Choosing rules by code, name or family."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from calm_lint.errors import UsageError
from calm_lint.rule import Rule
from calm_lint.suggestions import did_you_mean

ALL = "ALL"


def choose(rules: Sequence[Rule], select: Iterable[str], ignore: Iterable[str]) -> list[Rule]:
    """Return the rules that are selected and not ignored; nothing selected means all.

    Args:
        rules: the rules to choose from.
        select: codes, names, beginnings of codes such as CALM1, or ALL.
        ignore: the same.

    Raises:
        UsageError: if one of them names no rule.
    """
    wanted = {rule.code for name in select for rule in named(rules, name)}
    unwanted = {rule.code for name in ignore for rule in named(rules, name)}
    return [rule for rule in rules if rule.code not in unwanted and (rule.code in wanted or not wanted)]


def named(rules: Sequence[Rule], name: str) -> Sequence[Rule]:
    """Return the rules that a code, a name, the beginning of a code, or ALL names.

    Raises:
        UsageError: if there is none.
    """
    if name.upper() == ALL:
        return rules
    chosen = [rule for rule in rules if rule.name == name.lower() or rule.code == name.upper()]
    if not chosen:
        chosen = [rule for rule in rules if rule.code.startswith(name.upper())]
    if not chosen:
        meant = did_you_mean(name, [word for rule in rules for word in (rule.code, rule.name)])
        advice = f", did you mean {meant}?" if meant else ""
        raise UsageError(f"there is no rule {name}{advice}")
    return chosen
