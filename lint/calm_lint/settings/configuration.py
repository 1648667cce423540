"""What a configuration file says."""

import os
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from calm_lint.rulebook.rule import Rule
from calm_lint.rulebook.severity import Severity


class Configuration(NamedTuple):
    """What a configuration file says; without one, nothing.

    Attributes:
        file: its path, None if there is none.
        extend: the path of the configuration that it extends.
        select: the rules to apply, all where there are none.
        ignore: the rules not to apply.
        extend_select: rules to apply besides those of select.
        severity: the levels of rules, by their names.
        per_file_ignores: rules not to apply to files, by patterns.
        profile: the profile to begin with.
        fail_on: the lowest level that fails the run.
        baseline: the path of the baseline.
        exclude: patterns of what to pass over, None if it does not say.
        protected: the rules that nothing takes away.
        rule_options: the options of rules, by their names.
        rules: the paths of files of declarative rules.
        rules_as_of: the version of calm-lint whose rules are applied, all where it names none.
        required_version: the versions of calm-lint that it is for.
        declared: the rules in these files, and in those of the configurations that it extends.
        base: the configuration that it extends.
    """

    file: str | None = None
    extend: str | None = None
    select: Sequence[str] = ()
    ignore: Sequence[str] = ()
    extend_select: Sequence[str] = ()
    severity: Mapping[str, Severity] = {}
    per_file_ignores: Mapping[str, Sequence[str]] = {}
    profile: str | None = None
    fail_on: str | None = None
    baseline: str | None = None
    exclude: Sequence[str] | None = None
    protected: Sequence[str] = ()
    rule_options: Mapping[str, Mapping[str, object]] = {}
    rules: Sequence[str] = ()
    rules_as_of: str | None = None
    required_version: str | None = None
    declared: Sequence[Rule] = ()
    base: "Configuration | None" = None

    @property
    def folder(self) -> str:
        """The folder that its patterns are relative to."""
        return os.path.dirname(os.path.abspath(self.file)) if self.file else os.getcwd()

    @property
    def layers(self) -> "Sequence[Configuration]":
        """The configurations that it extends, the first of them first, and itself."""
        return (*(self.base.layers if self.base else ()), self)


def resolved(file: str, path: str) -> str:
    """Return the path that a configuration file names: all of them are relative to its folder."""
    return os.path.normpath(os.path.join(os.path.dirname(file), path))
