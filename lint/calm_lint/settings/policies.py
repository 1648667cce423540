"""The policies of a run: which configuration applies to the files of a folder, with what stands above it."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from calm_lint.errors import RunError, UsageError
from calm_lint.files.boundary import Boundary, boundary_of, boundary_of_configuration, within
from calm_lint.rulebook.contributions import Profile
from calm_lint.rulebook.rule import Rule, clash
from calm_lint.rulebook.selection import named
from calm_lint.settings.choices import Choices
from calm_lint.settings.configuration import Configuration
from calm_lint.settings.policy import Policy
from calm_lint.settings.search import Search
from calm_lint.text.suggestions import did_you_mean

if TYPE_CHECKING:
    from datetime import date

    from calm_lint.settings.configurations import Configurations


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
        self.errors: list[RunError] = []
        self._rules = rules
        self._choices = choices
        self._today = today
        self._search = Search(trust_paths=choices.trust_paths)
        self._policies: dict[str | None, Policy] = {}
        for name in (*choices.select, *choices.ignore, *choices.extend_select):
            # The declarative rules of the current folder can be named, too.
            named(self.of(os.getcwd()).rules, name)

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

    @cached_property
    def _configurations(self) -> Configurations:
        # Most runs have no configuration file.
        from calm_lint.settings.configurations import Configurations

        return Configurations(self._rules, self.errors, self._choices.config, trust_paths=self._choices.trust_paths)

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
        layer = next((each for each in reversed(configuration.layers) if each.profile), configuration)
        name = self._choices.profile or layer.profile
        profile = self._profiles.get(name or "")
        if profile is None:
            if name:
                error = RunError("config", self._unknown(name), layer.file)
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
