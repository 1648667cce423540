"""How a file is linted: what its configuration and the command line say together."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from calm_lint.engine.linter import Linter
from calm_lint.files.find import shown
from calm_lint.rulebook.contributions import Profile
from calm_lint.rulebook.rule import Rule
from calm_lint.rulebook.selection import choose, judged, named, names_exactly, selected, without
from calm_lint.rulebook.severity import Severity
from calm_lint.settings.choices import Choices
from calm_lint.settings.configuration import Configuration, resolved
from calm_lint.settings.precedence import DEFAULT, Level, Named, Origin, levels, selection
from calm_lint.settings.protection import Protection, protections, severities

if TYPE_CHECKING:
    from datetime import date

    from calm_lint.settings.path_patterns import PathPatterns


class Policy:
    """How the files of one configuration are linted.

    Args:
        rules: all rules, those that the configuration declares included.
        configuration: the configuration.
        choices: what the command line says.
        today: returns the day on which suppressions and certificates may have expired.
        profile: the profile to begin with.
        outer: the policy of the configuration above, whose protected rules are protected here, too.

    Attributes:
        rules: as above, as are configuration, choices, profile and outer.
    """

    def __init__(
        self,
        rules: Sequence[Rule],
        configuration: Configuration,
        choices: Choices,
        today: Callable[[], date] | None,
        profile: Profile,
        outer: Policy | None = None,
    ) -> None:
        self.rules = rules
        self.configuration = configuration
        self.choices = choices
        self.profile = profile
        self._layers = configuration.layers
        self._today = today
        self.outer = outer
        self._linters: dict[tuple[str, ...], Linter] = {}
        self._linters_by_path: dict[str, Linter] = {}

    @property
    def fail_on(self) -> str:
        """The lowest level that fails the run."""
        layer = self.saying("fail_on")
        return self.choices.fail_on or (layer and layer.fail_on) or "error"

    @property
    def baseline(self) -> str | None:
        """The path of the baseline, None if there is none."""
        layer = self.saying("baseline")
        if self.choices.baseline or layer is None:
            return self.choices.baseline
        return resolved(layer.file or "", layer.baseline or "")

    def saying(self, setting: str) -> Configuration | None:
        """Return the configuration that decides a setting: this one, or the nearest that it extends."""
        return next((layer for layer in reversed(self._layers) if getattr(layer, setting) is not None), None)

    def excludes(self, path: str) -> bool:
        """Check whether a search passes over a file or, with a slash at its end, a folder."""
        return self._excluded is not None and self._excluded.match(path)

    @cached_property
    def _excluded(self) -> PathPatterns | None:
        """The patterns of what a search passes over."""
        layer = self.saying("exclude")
        return _patterns(layer, layer.exclude) if layer and layer.exclude else None

    @cached_property
    def held_back(self) -> Mapping[str, Origin]:
        """The rules that are applied only where their own code or name is selected, by code, with what says so.

        These are the rules in preview, and those that are newer than the rule set that the configuration names.
        """
        found = {rule.code: DEFAULT for rule in self.rules if rule.status == "preview"}
        if layer := self.saying("rules_as_of"):
            # Few configurations name one.
            from calm_lint.settings.versions import newer

            origin = Origin("configuration", layer.file, ("rules-as-of",))
            found |= {rule.code: origin for rule in newer(self.rules, layer.rules_as_of or "")}
        if not found:
            return found
        selects, _ = self.names
        exact = {rule.code for rule in self.rules for each in selects if names_exactly(each.name, rule)}
        return {code: origin for code, origin in found.items() if code not in exact | self.protection.keys()}

    @property
    def note(self) -> str:
        """Say how many rules the rule set leaves out that would be applied otherwise, nothing if there are none."""
        layer = self.saying("rules_as_of")
        if not layer:
            return ""
        count = sum(self.held_back.get(rule.code, DEFAULT) != DEFAULT for rule in self._chosen)
        rules = "1 newer rule" if count == 1 else f"{count} newer rules"
        left_out = f"{shown(layer.file or '')}: rules-as-of {layer.rules_as_of} leaves out {rules}"
        return f"{left_out}, which calm-lint config FILE lists" if count else ""

    def linter(self, path: str) -> Linter:
        """Return what lints a file."""
        if path not in self._linters_by_path:
            self._linters_by_path[path] = self._linter_without(self._ignored(path))
        return self._linters_by_path[path]

    def selected(self, path: str) -> list[Rule]:
        """Return the rules that are selected or protected for a file, without those that are always applied."""
        ignored = {rule.code for name in self._ignored(path) for rule in named(self.rules, name)}
        codes = {rule.code for rule in self._selected} - ignored - self.held_back.keys()
        codes.update(code for code, protection in self.protection.items() if protection.origin != DEFAULT)
        return [rule for rule in self._configured if rule.code in codes]

    def _ignored(self, path: str) -> tuple[str, ...]:
        return tuple(each.name for each in self.per_file_ignores(path))

    def per_file_ignores(self, path: str) -> Iterator[Named]:
        """Yield the names of rules that are ignored in a file."""
        for pattern, (layer, patterns) in self._per_file_patterns.items():
            if patterns.match(path):
                for index, name in enumerate(layer.per_file_ignores[pattern]):
                    yield Named(name, Origin("configuration", layer.file, ("per-file-ignores", pattern, index)))

    @cached_property
    def _per_file_patterns(self) -> Mapping[str, tuple[Configuration, PathPatterns]]:
        """The patterns of per-file-ignores, each with the configuration that decides about it."""
        layers = {pattern: layer for layer in self._layers for pattern in layer.per_file_ignores}
        return {pattern: (layer, _patterns(layer, (pattern,))) for pattern, layer in layers.items()}

    def level(self, rule: Rule) -> Severity | None:
        """Return the level of the findings of a rule, None if it is not applied to files in general."""
        return self._severities.get(rule.code, rule.severity) if rule.code in self._applied else None

    @cached_property
    def names(self) -> tuple[list[Named], list[Named]]:
        """The names that select rules, and those that ignore them in all files."""
        choices = self.choices
        return selection(self.profile, self._layers, choices)

    @cached_property
    def levels(self) -> Mapping[str, Level]:
        """The levels that are set for rules, by code, those that protection overrides included."""
        return levels(self.rules, self.profile, self._layers)

    @cached_property
    def protection(self) -> Mapping[str, Protection]:
        """The rules that nothing takes away, by code."""
        return protections(self.rules, self._layers, self.levels, self.outer.protection if self.outer else {})

    @cached_property
    def _severities(self) -> dict[str, Severity]:
        return severities(self.levels, self.protection)

    @cached_property
    def _applied(self) -> frozenset[str]:
        return frozenset(rule.code for rule in self._linter_without(()).rules)

    def _linter_without(self, ignored: tuple[str, ...]) -> Linter:
        """Return what lints the files in which some rules are ignored besides."""
        if ignored not in self._linters:
            self._linters[ignored] = self._new_linter(ignored)
        return self._linters[ignored]

    def _new_linter(self, ignored: tuple[str, ...]) -> Linter:
        chosen = {rule.code for rule in without(self._chosen, self.rules, ignored)} - self.held_back.keys()
        applied = chosen | self.protection.keys()
        return Linter(
            [rule for rule in self._configured if rule.code in applied],
            known=self.rules,
            severities=self._severities,
            protected=self.protection.keys(),
            today=self._today,
            limits=self.choices.limits,
            judged=judged((rule for rule in self.rules if rule.code not in self.held_back), applied),
        )

    @cached_property
    def _chosen(self) -> list[Rule]:
        return choose(self._configured, *self._named)

    @cached_property
    def _selected(self) -> list[Rule]:
        return selected(self._configured, *self._named)

    @cached_property
    def _named(self) -> tuple[list[str], list[str]]:
        selects, ignores = self.names
        return [each.name for each in selects], [each.name for each in ignores]

    @cached_property
    def _configured(self) -> Sequence[Rule]:
        """All rules, with their options."""
        tables = {name: table for layer in self._layers for name, table in layer.rule_options.items()}
        if not tables:
            return self.rules
        from calm_lint.rulebook.options import with_options

        rules = {rule.code: rule for rule in self.rules}
        for name, values in tables.items():
            for rule in named(self.rules, name):
                rules[rule.code] = with_options(rules[rule.code], values)
        return list(rules.values())


def _patterns(layer: Configuration, patterns: Sequence[str]) -> PathPatterns:
    # Few configurations have any.
    from calm_lint.settings.path_patterns import PathPatterns

    return PathPatterns(layer.folder, patterns)
