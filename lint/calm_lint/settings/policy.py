"""How a file is linted: what its configuration and the command line say together."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from calm_lint.engine.linter import Linter
from calm_lint.errors import RunError, UsageError
from calm_lint.files.boundary import Boundary, boundary_of, boundary_of_configuration, within
from calm_lint.rulebook.plugins import Profile
from calm_lint.rulebook.rule import Rule
from calm_lint.rulebook.selection import choose, named, selected, without
from calm_lint.rulebook.severity import Severity
from calm_lint.settings.configuration import Configuration, Configurations, clash, resolved
from calm_lint.settings.precedence import DEFAULT, Level, Named, Origin, levels, selection
from calm_lint.settings.protection import Protection, protections, severities
from calm_lint.settings.search import Search
from calm_lint.text.limits import USUAL, Limits
from calm_lint.text.suggestions import did_you_mean

if TYPE_CHECKING:
    from datetime import date

    from calm_lint.files.wildmatch import Pattern


class Choices(NamedTuple):
    """What the command line says.

    Attributes:
        select: the rules to apply, in the place of those that the configuration selects and ignores.
        ignore: rules not to apply, besides those that the configuration ignores.
        extend_select: rules to apply besides those that are selected.
        fail_on: the lowest level that fails the run.
        baseline: the path of the baseline.
        config: the configuration file for all files.
        no_config: whether to read none.
        profile: the profile to begin with, in the place of that of the configuration.
        limits: how much is taken of a file.
        trust_paths: whether paths in files, and links, may lead anywhere.
    """

    select: Sequence[str] = ()
    ignore: Sequence[str] = ()
    extend_select: Sequence[str] = ()
    fail_on: str | None = None
    baseline: str | None = None
    config: str | None = None
    no_config: bool = False
    profile: str | None = None
    limits: Limits = USUAL
    trust_paths: bool = False


class Policies:
    """The policies of a run, one for each configuration file.

    Args:
        rules: all rules.
        choices: what the command line says.
        today: tells the day that suppressions may expire on.
        profiles: all profiles, by name.

    Raises:
        UsageError: if the command line names a rule or a profile that does not exist, or contradicts itself.
    """

    def __init__(
        self,
        rules: Sequence[Rule],
        choices: Choices,
        today: Callable[[], date] | None = None,
        profiles: Mapping[str, Profile] | None = None,
    ) -> None:
        self._profiles = profiles or {}
        if choices.config is not None and choices.no_config:
            raise UsageError("--config names a configuration, --no-config wants none: give one of them")
        if choices.profile is not None and choices.profile not in self._profiles:
            raise UsageError(self._unknown(choices.profile))
        self._configurations = Configurations(rules, choices.config, trust_paths=choices.trust_paths)
        self._rules = rules
        self._choices = choices
        self._today = today
        self._search = Search(trust_paths=choices.trust_paths)
        self._policies: dict[str | None, Policy] = {}
        for name in (*choices.select, *choices.ignore, *choices.extend_select):
            # The declarative rules of the current folder can be named, too.
            named(self.of(os.getcwd()).rules, name)

    @property
    def errors(self) -> list[RunError]:
        """What is wrong with the configuration files that were read so far."""
        return self._configurations.errors

    def of(self, folder: str) -> Policy:
        """Return the policy for the files of a folder, whose path is absolute."""
        return self._policy(self._file(folder))

    def boundary(self, folder: str, top: str | None = None) -> Boundary | None:
        """Return what links and binding files in a folder must not lead out of, None if they may lead anywhere.

        Args:
            folder: the absolute path of the folder.
            top: the folder that is searched, if a search has found the folder.
        """
        if self._choices.trust_paths:
            return None
        if file := self._file(folder):
            configured = boundary_of_configuration(file)
            # One that a person has named may stand elsewhere.
            if within(folder, configured):
                return boundary_of(folder, configured.name, configured.folder)
        return boundary_of(folder, "the folder that is searched" if top else "the folder of the landscape", top)

    def _file(self, folder: str) -> str | None:
        if self._choices.config is not None or self._choices.no_config:
            return self._choices.config
        return self._search.nearest(folder)

    def _policy(self, file: str | None) -> Policy:
        if file not in self._policies:
            above = self._search.above(file) if file else None
            outer = self._policy(above) if above else None
            configuration = self._configurations.read(file) if file else Configuration()
            rules = self._with_protected([*self._rules, *configuration.declared], outer, file)
            profile = self._profile(configuration, rules)
            self._policies[file] = Policy(rules, configuration, self._choices, self._today, profile, outer)
        return self._policies[file]

    def _with_protected(self, rules: list[Rule], outer: Policy | None, file: str | None) -> Sequence[Rule]:
        """Return rules and those that a configuration above declares and protects, sorted by code."""
        for rule, *_ in outer.protection.values() if outer else ():
            other = clash(rule, rules)
            if other is None:
                rules.append(rule)
            elif other is not rule:
                message = f"rule {other.code} {other.name} clashes with {rule.code} {rule.name}, which is protected"
                self.errors.append(RunError("config", f"{message} by a configuration above", file))
        return sorted(rules, key=lambda rule: rule.code)

    def _profile(self, configuration: Configuration, rules: Sequence[Rule]) -> Profile:
        """Return the profile to begin with, one that says nothing where there is none that can be used."""
        said = (each for each in reversed(configuration.layers) if each.profile)
        file, name = next(((each.file, each.profile) for each in said), (None, None))
        name = self._choices.profile or name
        profile = self._profiles.get(name or "")
        if profile is None:
            if name:
                error = RunError("config", self._unknown(name), file)
                self.errors.extend([] if error in self.errors else [error])
            return Profile("")
        try:
            for each in (*profile.select, *profile.ignore, *profile.severity):
                named(rules, each)
        except UsageError as error:
            self.errors.append(RunError("plugin", f"profile {name} of plugin {profile.plugin} is left out: {error}"))
            return Profile("")
        return profile

    def _unknown(self, profile: str) -> str:
        meant = did_you_mean(profile, self._profiles)
        advice = f"did you mean {meant}?" if meant else f"installed are {', '.join(self._profiles) or 'none'}"
        return f"there is no profile {profile}, {advice}"


class Policy:
    """How the files of one configuration are linted.

    Args:
        rules: all rules, those that the configuration declares included.
        configuration: the configuration.
        choices: what the command line says.
        today: tells the day that suppressions may expire on.
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
        self._linter_of: dict[str, Linter] = {}
        self._compiled: dict[tuple[str | None, ...], list[Pattern]] = {}

    @property
    def fail_on(self) -> str:
        """The lowest level that fails the run."""
        layer = self.saying("fail_on")
        return self.choices.fail_on or (layer and layer.fail_on) or "error"

    @property
    def baseline(self) -> str | None:
        """The path of the baseline, None where there is none."""
        layer = self.saying("baseline")
        if self.choices.baseline or layer is None:
            return self.choices.baseline
        return resolved(layer.file or "", layer.baseline or "")

    def saying(self, setting: str) -> Configuration | None:
        """Return the configuration that decides a setting: this one, or the nearest that it extends."""
        return next((layer for layer in reversed(self._layers) if getattr(layer, setting) is not None), None)

    def excludes(self, path: str) -> bool:
        """Tell whether a file or, with a slash at its end, a folder is to be passed over in a search."""
        layer = self.saying("exclude")
        return layer is not None and bool(layer.exclude) and self._matches(layer, layer.exclude or (), path)

    def linter(self, path: str) -> Linter:
        """Return what lints a file."""
        if path not in self._linter_of:
            self._linter_of[path] = self._of(self._ignored(path))
        return self._linter_of[path]

    def selected(self, path: str) -> list[Rule]:
        """Return the rules that are selected or protected for a file, without those that are always applied."""
        ignored = {rule.code for name in self._ignored(path) for rule in named(self.rules, name)}
        codes = {rule.code for rule in self._selected} - ignored
        codes.update(code for code, protection in self.protection.items() if protection.origin != DEFAULT)
        return [rule for rule in self._configured if rule.code in codes]

    def _ignored(self, path: str) -> tuple[str, ...]:
        return tuple(each.name for each in self.per_file_ignores(path))

    def per_file_ignores(self, path: str) -> Iterator[Named]:
        """Yield the names of rules that are ignored in a file."""
        for pattern, layer in self._patterns.items():
            if self._matches(layer, (pattern,), path):
                for index, name in enumerate(layer.per_file_ignores[pattern]):
                    yield Named(name, Origin("configuration", layer.file, ("per-file-ignores", pattern, index)))

    @cached_property
    def _patterns(self) -> Mapping[str, Configuration]:
        """The patterns of per-file-ignores, each with the configuration that decides about it."""
        return {pattern: layer for layer in self._layers for pattern in layer.per_file_ignores}

    def level(self, rule: Rule) -> Severity | None:
        """Return the level of the findings of a rule, None where it is not applied to files in general."""
        return self._severities.get(rule.code, rule.severity) if rule.code in self._applied else None

    @cached_property
    def names(self) -> tuple[list[Named], list[Named]]:
        """The names that select rules, and those that ignore them in all files."""
        choices = self.choices
        return selection(self.profile, self._layers, choices.select, choices.extend_select, choices.ignore)

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
        return frozenset(rule.code for rule in self._of(()).rules)

    def _of(self, ignored: tuple[str, ...]) -> Linter:
        """Return what lints the files in which some rules are ignored besides."""
        if ignored not in self._linters:
            self._linters[ignored] = self._linter(ignored)
        return self._linters[ignored]

    def _linter(self, ignored: tuple[str, ...]) -> Linter:
        applied = {rule.code for rule in without(self._chosen, self.rules, ignored)} | self.protection.keys()
        return Linter(
            [rule for rule in self._configured if rule.code in applied],
            known=self.rules,
            severities=self._severities,
            protected=self.protection.keys(),
            today=self._today,
            limits=self.choices.limits,
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

    def _matches(self, layer: Configuration, patterns: Sequence[str], path: str) -> bool:
        key = (layer.file, *patterns)
        # Few configurations have any.
        from calm_lint.files import wildmatch

        if key not in self._compiled:
            self._compiled[key] = wildmatch.patterns(os.fsencode("\n".join(patterns)))
        relative = os.path.relpath(path, layer.folder).replace(os.sep, "/")
        return wildmatch.match(self._compiled[key], f"{relative}/" if path.endswith("/") else relative)
