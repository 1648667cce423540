"""How a file is linted: what its configuration and the command line say together."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from calm_lint.engine.linter import Linter
from calm_lint.errors import RunError, UsageError
from calm_lint.rulebook.plugins import Profile
from calm_lint.rulebook.rule import Rule
from calm_lint.rulebook.selection import choose, named
from calm_lint.rulebook.severity import Severity
from calm_lint.settings.configuration import Configuration, in_folder, load
from calm_lint.text.limits import USUAL, Limits
from calm_lint.text.suggestions import did_you_mean

if TYPE_CHECKING:
    from datetime import date


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


class Policies:
    """The policies of a run, one for each configuration file.

    Args:
        rules: all rules.
        choices: what the command line says.
        today: returns the day on which suppressions and certificates may have expired.
        profiles: all profiles, by name.

    Attributes:
        errors: what is wrong with the configuration files that were read so far.

    Raises:
        UsageError: if the command line names a rule or a profile that does not exist.
    """

    def __init__(
        self,
        rules: Sequence[Rule],
        choices: Choices,
        today: Callable[[], date] | None = None,
        profiles: Mapping[str, Profile] | None = None,
    ) -> None:
        self._profiles = profiles or {}
        if choices.profile is not None and choices.profile not in self._profiles:
            raise UsageError(self._unknown(choices.profile))
        self.errors: list[RunError] = []
        self._rules = rules
        self._choices = choices
        self._today = today
        self._files: dict[str, str | None] = {}
        self._policies: dict[str | None, Policy] = {}
        for name in (*choices.select, *choices.ignore, *choices.extend_select):
            # The declarative rules of the current folder can be named, too.
            named(self.of(os.getcwd()).rules, name)

    def of(self, folder: str) -> Policy:
        """Return the policy for the files of a folder, whose path is absolute."""
        file = self._choices.config
        if file is None and not self._choices.no_config:
            file = self._nearest(folder)
        if file not in self._policies:
            configuration, errors = load(file, self._rules) if file else (Configuration(), [])
            self.errors += errors
            rules = sorted((*self._rules, *configuration.declared), key=lambda rule: rule.code)
            profile = self._profile(configuration, rules)
            self._policies[file] = Policy(rules, configuration, self._choices, self._today, profile)
        return self._policies[file]

    def _profile(self, configuration: Configuration, rules: Sequence[Rule]) -> Profile:
        """Return the profile to begin with, one that says nothing where there is none that can be used."""
        name = self._choices.profile or configuration.profile
        profile = self._profiles.get(name or "")
        if profile is None:
            if name:
                self.errors.append(RunError("config", self._unknown(name), configuration.file))
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

    def _nearest(self, folder: str) -> str | None:
        """Return the configuration file nearest to a folder, in it or above it; each folder is looked at once."""
        if folder not in self._files:
            above = os.path.dirname(folder)
            self._files[folder] = in_folder(folder) or (self._nearest(above) if above != folder else None)
        return self._files[folder]


class Policy:
    """How the files of one configuration are linted.

    Attributes:
        rules: all rules, those that the configuration declares included.
    """

    def __init__(
        self,
        rules: Sequence[Rule],
        configuration: Configuration,
        choices: Choices,
        today: Callable[[], date] | None,
        profile: Profile,
    ) -> None:
        self.rules = rules
        self._profile = profile
        self._configuration = configuration
        self._choices = choices
        self._today = today
        self._linters: dict[tuple[str, ...], Linter] = {}

    @property
    def fail_on(self) -> str:
        """The lowest level that fails the run."""
        return self._choices.fail_on or self._configuration.fail_on or "error"

    @property
    def baseline(self) -> str | None:
        """The path of the baseline, None where there is none."""
        if self._choices.baseline or not self._configuration.baseline:
            return self._choices.baseline
        return os.path.join(self._configuration.folder, self._configuration.baseline)

    def excludes(self, path: str) -> bool:
        """Tell whether a file or, with a slash at its end, a folder is to be passed over in a search."""
        return bool(self._configuration.exclude) and self._matches(self._configuration.exclude, path)

    def linter(self, path: str) -> Linter:
        """Return what lints a file."""
        ignores = self._configuration.per_file_ignores
        ignored = tuple(name for glob, names in ignores.items() if self._matches([glob], path) for name in names)
        if ignored not in self._linters:
            self._linters[ignored] = Linter(
                [rule for rule in self._chosen if rule.code not in self._codes(ignored)],
                known=self.rules,
                severities=self._severities,
                protected=self._codes(self._configuration.protected),
                today=self._today,
                limits=self._choices.limits,
            )
        return self._linters[ignored]

    @cached_property
    def _chosen(self) -> list[Rule]:
        configuration, choices, profile = self._configuration, self._choices, self._profile
        if choices.select:
            return choose(self._configured, (*choices.select, *choices.extend_select), choices.ignore)
        base = configuration.select or profile.select or ("ALL",)
        select = (*base, *configuration.extend_select, *choices.extend_select)
        return choose(self._configured, select, (*profile.ignore, *configuration.ignore, *choices.ignore))

    @cached_property
    def _configured(self) -> Sequence[Rule]:
        """All rules, with their options."""
        if not self._configuration.rule_options:
            return self.rules
        from calm_lint.rulebook.options import with_options

        rules = {rule.code: rule for rule in self.rules}
        for name, values in self._configuration.rule_options.items():
            for rule in named(self.rules, name):
                rules[rule.code] = with_options(rules[rule.code], values)
        return list(rules.values())

    @cached_property
    def _severities(self) -> dict[str, Severity]:
        levels = {**self._profile.severity, **self._configuration.severity}
        # The more exact name decides.
        names = sorted(levels, key=lambda name: len(named(self.rules, name)), reverse=True)
        return {rule.code: levels[name] for name in names for rule in named(self.rules, name)}

    def _codes(self, names: Iterable[str]) -> set[str]:
        return {rule.code for name in names for rule in named(self.rules, name)}

    def _matches(self, patterns: Sequence[str], path: str) -> bool:
        from pathspec import GitIgnoreSpec

        relative = os.path.relpath(path, self._configuration.folder).replace(os.sep, "/")
        return GitIgnoreSpec.from_lines(patterns).match_file(f"{relative}/" if path.endswith("/") else relative)
