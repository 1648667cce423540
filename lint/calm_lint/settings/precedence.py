"""What a profile, configurations and the command line say of rules, each name with where it stands."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from calm_lint.rulebook.contributions import Profile
from calm_lint.rulebook.rule import Rule
from calm_lint.rulebook.selection import ALL, named
from calm_lint.rulebook.severity import Severity
from calm_lint.settings.choices import Choices
from calm_lint.settings.configuration import Configuration


class Origin(NamedTuple):
    """Where a setting comes from.

    Attributes:
        kind: default, profile, configuration or option.
        file: the configuration file, or the name of the profile.
        keys: the keys that lead to it in the file, or the option.
    """

    kind: str
    file: str | None = None
    keys: tuple[str | int, ...] = ()


class Named(NamedTuple):
    """A name of rules, and where it stands."""

    name: str
    origin: Origin


class Level(NamedTuple):
    """The level that is set for a rule, and where."""

    severity: Severity
    origin: Origin


DEFAULT = Origin("default")


def option(name: str) -> Origin:
    """Return an option of the command line as an origin."""
    return Origin("option", None, (name,))


def selection(profile: Profile, layers: Iterable[Configuration], choices: Choices) -> tuple[list[Named], list[Named]]:
    """Return the names that select rules, and those that ignore them.

    A configuration that selects drops what those that it extends select and ignore; what it only ignores, or
    selects besides, comes to theirs. The command line is to the configuration what that is to the one it extends. A
    profile that it names takes the place of what configurations select, and they may still ignore some of it.

    Args:
        profile: the profile to begin with.
        layers: the configurations, each of which extends the one before.
        choices: what the command line says.
    """
    begin = Origin("profile", profile.name)
    selects = [Named(name, begin) for name in profile.select] or [Named(ALL, DEFAULT)]
    ignores: list[Named] = []
    for layer in layers:
        if layer.select:
            selects, ignores = _entries(layer, "select"), []
        selects += _entries(layer, "extend-select")
        ignores += _entries(layer, "ignore")
    if choices.select:
        selects, ignores = [Named(name, option("--select")) for name in choices.select], []
    else:
        ignores = [*(Named(name, begin) for name in profile.ignore), *ignores]
        if choices.profile:
            selects = [Named(name, begin) for name in profile.select] or [Named(ALL, begin)]
    selects += (Named(name, option("--extend-select")) for name in choices.extend_select)
    ignores += (Named(name, option("--ignore")) for name in choices.ignore)
    return selects, ignores


def levels(rules: Sequence[Rule], profile: Profile, layers: Iterable[Configuration]) -> dict[str, Level]:
    """Return the levels that are set for rules, by their codes; the more exact name decides, then the later one."""
    found = {name: Level(level, Origin("profile", profile.name)) for name, level in profile.severity.items()}
    for layer in layers:
        for name, level in layer.severity.items():
            found.pop(name, None)
            found[name] = Level(level, Origin("configuration", layer.file, ("severity", name)))
    names = sorted(found, key=lambda name: len(named(rules, name)), reverse=True)
    return {rule.code: found[name] for name in names for rule in named(rules, name)}


def _entries(layer: Configuration, key: str) -> list[Named]:
    names: Sequence[str] = getattr(layer, key.replace("-", "_"))
    return [Named(name, Origin("configuration", layer.file, (key, index))) for index, name in enumerate(names)]
