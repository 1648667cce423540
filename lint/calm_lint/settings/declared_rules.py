"""The declarative rules that configurations name."""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import Any

from calm_lint.errors import RunError
from calm_lint.files.find import read_file, reason
from calm_lint.rulebook.rule import Rule, clash
from calm_lint.settings.configuration import resolved


class DeclaredRules:
    """The declarative rules of a run; each file of them is read once.

    Args:
        rules: the rules of plugins, whose codes and names are taken.
        errors: where to add what is wrong with a file of rules.
    """

    def __init__(self, rules: Sequence[Rule], errors: list[RunError]) -> None:
        self._rules = rules
        self._errors = errors
        self._read: dict[str, list[Rule]] = {}

    def of(self, path: str, content: Any, inherited: Sequence[Rule]) -> list[Rule]:
        """Return the rules that a configuration inherits and names; one whose code or name is taken is left out.

        Args:
            path: the configuration file.
            content: its content, which may be anything.
            inherited: the rules of the configuration that it extends.
        """
        files = content.get("rules") if isinstance(content, dict) else None
        found = list(inherited)
        for file in files if isinstance(files, list) else ():
            if not isinstance(file, str) or not file:
                continue
            name = resolved(path, file)
            for rule in self._file(name):
                if any(rule is each for each in found):
                    continue
                if taken := clash(rule, (*self._rules, *found)):
                    message = f"rule {rule.code} {rule.name} is left out: there is {taken.code} {taken.name} already"
                    self._errors.append(RunError("config", message, name))
                else:
                    found.append(rule)
        return found

    def _file(self, path: str) -> list[Rule]:
        """Read a file of declarative rules, once however many configurations name it."""
        real = os.path.realpath(path)
        if real not in self._read:
            # Most configurations declare no rules.
            from calm_lint.rulebook.declarative import load_rule_file

            try:
                rules, faults = load_rule_file(path, read_file(path))
            except OSError as error:
                rules, faults = [], [RunError("config", f"rule file cannot be read: {reason(error)}", path)]
            self._errors += faults
            self._read[real] = rules
        return self._read[real]
