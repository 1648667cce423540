"""The baseline: findings that were there when calm-lint came, and do not count until they are mended."""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from calm_lint.engine.fingerprint import identity
from calm_lint.engine.results import FileReport
from calm_lint.engine.violation import Suppressed, Violation
from calm_lint.errors import ConfigurationError
from calm_lint.files.find import read_file, reason
from calm_lint.reading.nodes import SyntaxFault

VERSION = 1


class Entry(NamedTuple):
    """A finding in a baseline, in the order in which they are sorted.

    Attributes:
        file: the file that it was in, relative to the folder of the baseline; it may be renamed.
        rule: the code of its rule.
        entity: the entity that it is about.
        message: its message.
    """

    file: str
    rule: str
    entity: str
    message: str

    @property
    def key(self) -> tuple[str, str, str]:
        """What makes a finding the same as this one."""
        return self.rule, self.entity, self.message

    def __str__(self) -> str:
        return f"{self.rule} in {self.file}, {self.entity}: {self.message}"


class Baseline:
    """A baseline file.

    Args:
        path: its path.
        entries: what it holds, sorted; equal findings are several entries.
    """

    def __init__(self, path: str, entries: Iterable[Entry] = ()) -> None:
        self.path = path
        self.entries = sorted(entries)

    @classmethod
    def read(cls, path: str, *, or_new: bool = False) -> Baseline:
        """Read a baseline; if it is to be written, there need not be one yet.

        Raises:
            ConfigurationError: if the file cannot be read, or is no baseline of this version.
        """
        if or_new and not os.path.exists(path):
            return cls(path)
        try:
            content = json.loads(read_file(path).decode("utf-8-sig"))
        except OSError as error:
            raise ConfigurationError(f"cannot be read: {reason(error)}") from None
        except (ValueError, RecursionError):
            raise ConfigurationError("is no baseline: it is not valid JSON") from None
        version = content.get("version") if isinstance(content, dict) else None
        if version != VERSION:
            raise ConfigurationError(f"is no baseline of version {VERSION}: write it anew with --write-baseline")
        return cls(path, _entries(content))

    def text(self) -> str:
        """Return the content of the file: a line for each finding."""
        head = f'{{\n  "version": {VERSION},\n  "tool": "calm-lint",\n  "findings": ['
        lines = ",".join(f"\n    {json.dumps(entry._asdict(), ensure_ascii=False)}" for entry in self.entries)
        end = "\n  ]\n}\n" if lines else "]\n}\n"
        return head + lines + end

    def renewed(self, reports: Sequence[FileReport], protected: frozenset[str]) -> Baseline:
        """Return a baseline of what is found now; what it says of other files that exist is kept."""
        linted = {self._relative(report.name): report for report in reports}
        kept = [entry for entry in self.entries if entry.file not in linted and self._exists(entry)]
        found = (
            Entry(file, *identity(violation))
            for file, report in linted.items()
            for violation in report.violations
            if _may_be_baselined(violation, protected)
        )
        return Baseline(self.path, (*kept, *found))

    def apply(self, reports: Sequence[FileReport], protected: frozenset[str]) -> tuple[list[FileReport], list[Entry]]:
        """Set aside the findings that the baseline holds.

        A file that was not linted may have been renamed: its entries stand for equal findings of others.

        Args:
            reports: the reports of files.
            protected: the codes of rules whose findings always count.

        Returns:
            The reports, and the entries whose findings are gone.
        """
        linted = {self._relative(report.name) for report in reports}
        left = Counter(self.entries)
        renamed = Counter(entry.key for entry in self.entries if entry.file not in linted)
        applied = []
        for report in reports:
            file, counting, baselined = self._relative(report.name), [], []
            for violation in report.violations:
                key = identity(violation)
                own = left[Entry(file, *key)] > 0
                if not _may_be_baselined(violation, protected) or not (own or renamed[key] > 0):
                    counting.append(violation)
                    continue
                if own:
                    left[Entry(file, *key)] -= 1
                else:
                    renamed[key] -= 1
                baselined.append(violation._replace(suppression=Suppressed("baseline")))
            suppressed = sorted((*report.suppressed, *baselined), key=lambda each: each.order)
            applied.append(report._replace(violations=counting, suppressed=suppressed))
        return applied, [entry for entry in left.elements() if self._is_gone(entry, linted, renamed)]

    def _is_gone(self, entry: Entry, linted: set[str], renamed: Counter[tuple[str, str, str]]) -> bool:
        if entry.file in linted:
            return True
        if self._exists(entry) or renamed[entry.key] <= 0:
            return False
        renamed[entry.key] -= 1
        return True

    def _exists(self, entry: Entry) -> bool:
        return os.path.exists(os.path.join(os.path.dirname(self.path), entry.file))

    def _relative(self, name: str) -> str:
        return os.path.relpath(name, os.path.dirname(self.path) or os.curdir).replace(os.sep, "/")


def _may_be_baselined(violation: Violation, protected: frozenset[str]) -> bool:
    """Of a file that cannot be read nothing else is known: that is not to be accepted."""
    return violation.rule.code not in protected and not issubclass(violation.rule.node, SyntaxFault)


def _entries(content: dict[str, Any]) -> Iterator[Entry]:
    findings = content.get("findings")
    for number, finding in enumerate(findings if isinstance(findings, list) else [None], 1):
        fields_of: dict[str, Any] = finding if isinstance(finding, dict) else {}
        values = [fields_of.get(field, 0) for field in Entry._fields]
        if not all(isinstance(value, str) for value in values):
            fields = ", ".join(Entry._fields)
            raise ConfigurationError(f"is no baseline: finding {number} has to have {fields}, all of them text")
        yield Entry(*values)
