"""The versions that a configuration names: the one that it requires, and the one whose rules it applies.

Only imported where it names one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from packaging.specifiers import InvalidSpecifier, SpecifierSet
from packaging.version import InvalidVersion, Version

from calm_lint import __version__
from calm_lint.rulebook.rule import Rule
from calm_lint.settings.toml_lines import Keys
from calm_lint.text.suggestions import did_you_mean

REQUIRED, AS_OF = "required-version", "rules-as-of"


def requirement_fault(content: Mapping[str, Any]) -> Iterator[tuple[Keys, str]]:
    """Yield why this version is not the one that a configuration requires, with the keys that lead there.

    Args:
        content: the table, as TOML gives it.
    """
    required = content.get(REQUIRED)
    if not isinstance(required, str) or not required:
        # The schema says what is wrong with it.
        return
    try:
        fits = SpecifierSet(required).contains(__version__, prereleases=True)
    except InvalidSpecifier:
        yield (
            (REQUIRED,),
            f"{REQUIRED} is {required}, must compare with versions, as in >=0.1 or ~=1.2",
        )
        return
    if not fits:
        yield (REQUIRED,), f"{REQUIRED} is {required}, and this is calm-lint {__version__}: install a version that fits"


def rule_set_fault(content: Mapping[str, Any], rules: Iterable[Rule]) -> Iterator[tuple[Keys, str]]:
    """Yield why there is no rule set of the version that a configuration names, with the keys that lead there.

    Args:
        content: the table, as TOML gives it.
        rules: all rules.
    """
    named = content.get(AS_OF)
    if named is None:
        return
    known = sorted({rule.since for rule in rules if rule.built_in and rule.since}, key=Version)
    expected = f"must be a version from {known[0]} to {__version__}"
    try:
        version = Version(named)
    except InvalidVersion:
        meant = did_you_mean(named, known)
        yield (AS_OF,), f"{AS_OF} is {named}, {expected}{f', did you mean {meant}?' if meant else ''}"
        return
    if version > Version(__version__):
        yield (AS_OF,), f"{AS_OF} is {named}, and this is calm-lint {__version__}: {expected}"
    elif version < Version(known[0]):
        yield (AS_OF,), f"{AS_OF} is {named}, and there were no rules yet: {expected}"


def newer(rules: Iterable[Rule], version: str) -> Iterator[Rule]:
    """Yield the rules that came after a version of calm-lint; those of plugins have versions of their own.

    What finds out whether a file can be read, and what is wrong with comments in it, is never among them.
    """
    last = Version(version)
    for rule in rules:
        if rule.built_in and rule.since and not rule.code.startswith("CALM0") and Version(rule.since) > last:
            yield rule
