"""How a file is linted: what its configuration and the command line say together."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from calm_lint.configuration import Configuration, find, load
from calm_lint.engine import Linter
from calm_lint.report import RunError
from calm_lint.rule import Rule
from calm_lint.selection import choose, named
from calm_lint.severity import Severity
from calm_lint.source import USUAL, Limits

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
        limits: how much is taken of a file.
    """

    select: Sequence[str] = ()
    ignore: Sequence[str] = ()
    extend_select: Sequence[str] = ()
    fail_on: str | None = None
    baseline: str | None = None
    config: str | None = None
    no_config: bool = False
    limits: Limits = USUAL


class Policies:
    """The policies of a run, one for each configuration file.

    Args:
        rules: all rules.
        choices: what the command line says.
        today: tells the day that suppressions may expire on.

    Attributes:
        errors: what is wrong with the configuration files that were read so far.

    Raises:
        UsageError: if the command line names a rule that does not exist.
    """

    def __init__(self, rules: Sequence[Rule], choices: Choices, today: Callable[[], date] | None = None) -> None:
        for name in (*choices.select, *choices.ignore, *choices.extend_select):
            named(rules, name)
        self.errors: list[RunError] = []
        self._rules = rules
        self._choices = choices
        self._today = today
        self._files: dict[str, str | None] = {}
        self._policies: dict[str | None, Policy] = {}

    def of(self, folder: str) -> Policy:
        """Return the policy for the files of a folder."""
        file = self._choices.config
        if file is None and not self._choices.no_config:
            if folder not in self._files:
                self._files[folder] = find(folder)
            file = self._files[folder]
        if file not in self._policies:
            configuration, errors = load(file, self._rules) if file else (Configuration(), [])
            self.errors += errors
            self._policies[file] = Policy(self._rules, configuration, self._choices, self._today)
        return self._policies[file]


class Policy:
    """How the files of one configuration are linted."""

    def __init__(
        self,
        rules: Sequence[Rule],
        configuration: Configuration,
        choices: Choices,
        today: Callable[[], date] | None,
    ) -> None:
        self._rules = rules
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
                known=self._rules,
                severities=self._severities,
                protected=self._codes(self._configuration.protected),
                today=self._today,
                limits=self._choices.limits,
            )
        return self._linters[ignored]

    @cached_property
    def _chosen(self) -> list[Rule]:
        configuration, choices = self._configuration, self._choices
        if choices.select:
            return choose(self._configured, (*choices.select, *choices.extend_select), choices.ignore)
        select = (*(configuration.select or ("ALL",)), *configuration.extend_select, *choices.extend_select)
        return choose(self._configured, select, (*configuration.ignore, *choices.ignore))

    @cached_property
    def _configured(self) -> Sequence[Rule]:
        """All rules, with their options."""
        if not self._configuration.rule_options:
            return self._rules
        from calm_lint.rule_options import with_options

        rules = {rule.code: rule for rule in self._rules}
        for name, values in self._configuration.rule_options.items():
            for rule in named(self._rules, name):
                rules[rule.code] = with_options(rules[rule.code], values)
        return list(rules.values())

    @cached_property
    def _severities(self) -> dict[str, Severity]:
        levels = self._configuration.severity
        # The more exact name decides.
        names = sorted(levels, key=lambda name: len(named(self._rules, name)), reverse=True)
        return {rule.code: levels[name] for name in names for rule in named(self._rules, name)}

    def _codes(self, names: Iterable[str]) -> set[str]:
        return {rule.code for name in names for rule in named(self._rules, name)}

    def _matches(self, patterns: Sequence[str], path: str) -> bool:
        from pathspec import GitIgnoreSpec

        relative = os.path.relpath(path, self._configuration.folder).replace(os.sep, "/")
        return GitIgnoreSpec.from_lines(patterns).match_file(f"{relative}/" if path.endswith("/") else relative)
