"""The baseline: findings that were there when calm-lint came, and do not count until they are mended."""

from __future__ import annotations

import json
import os
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from calm_lint.engine.fingerprint import Key, identities
from calm_lint.engine.results import FileReport
from calm_lint.engine.violation import Suppressed, Violation
from calm_lint.errors import ConfigurationError
from calm_lint.files.find import UNNAMED_STDIN, read_file, reason
from calm_lint.reading.nodes import SyntaxFault

if TYPE_CHECKING:
    from calm_lint.engine.linter import Linter

VERSION = 1


class Entry(NamedTuple):
    """A finding in a baseline; entries are sorted by these fields.

    Attributes:
        file: the file that it was in, relative to the folder of the baseline; it may be renamed.
        rule: the code of its rule.
        entity: the entity that it is about.
        message: its message, without hints.
    """

    file: str
    rule: str
    entity: str
    message: str

    @property
    def key(self) -> Key:
        """What makes a finding the same as this one."""
        return self.rule, self.entity, self.message


class Applied(NamedTuple):
    """What a baseline makes of the findings of a run.

    Attributes:
        reports: the reports on files, with the findings that the baseline holds set aside.
        kept: the entries that go on holding, with the present names of renamed files.
        gone: the entries whose findings are gone.
        new: entries for the findings that the baseline does not hold, and may.
    """

    reports: list[FileReport]
    kept: list[Entry]
    gone: list[Entry]
    new: list[Entry]


class Baseline:
    """A baseline file.

    Args:
        path: its path.
        entries: what it holds; equal findings are several entries.
    """

    def __init__(self, path: str, entries: Iterable[Entry] = ()) -> None:
        self.path = path
        self.entries = sorted(entries)
        # A pipe, as a shell makes it for `<(…)`, is in no folder of landscapes.
        is_file = os.path.isfile(path) or not os.path.exists(path)
        self._folder = os.path.realpath(os.path.dirname(path) if is_file else os.curdir)

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
        if type(version) is not int or version != VERSION:
            advice = "update calm-lint, or delete the file and write it anew with --write-baseline"
            raise ConfigurationError(f"is no baseline of version {VERSION}: {advice}")
        return cls(path, _entries(content))

    def text(self) -> str:
        """Return the content of the file: a line for each finding."""
        head = f'{{\n  "version": {VERSION},\n  "tool": "calm-lint",\n  "findings": ['
        lines = ",".join(f"\n    {json.dumps(entry._asdict(), ensure_ascii=False)}" for entry in self.entries)
        end = "\n  ]\n}\n" if lines else "]\n}\n"
        return head + lines + end

    def apply(self, linted: Iterable[tuple[Linter, FileReport]]) -> Applied:
        """Set aside the findings that the baseline holds.

        The entries of a file stand for its own findings. Only where it is gone from the disk, as it was
        perhaps renamed, they stand for equal findings of other files.

        Args:
            linted: the reports on files, each with what linted it.
        """
        files = [(self._relative(report.name), linter, report) for linter, report in linted]
        own: dict[str, Counter[Key]] = {file: Counter() for file, _, _ in files}
        moved: defaultdict[Key, list[Entry]] = defaultdict(list)
        applied = Applied([], [], [], [])
        is_there, relative = cache(self._is_there), cache(self._relative)
        for entry in self.entries:
            file = relative(os.path.join(self._folder, entry.file))
            if file in own:
                own[file][entry.key] += 1
            elif is_there(file):
                applied.kept.append(entry)
            else:
                moved[entry.key].append(entry)
        for file, linter, report in files:
            _apply(file, linter, report, own[file], moved, applied)
        looked_for = {rule.code for linter in {linter for _, linter, _ in files} for rule in linter.rules}
        for entry in (each for entries in moved.values() for each in entries):
            (applied.gone if entry.rule in looked_for else applied.kept).append(entry)
        applied.gone.sort()
        return applied

    def _is_there(self, file: str) -> bool:
        """Return whether a file exists; one that cannot be looked for does: an escaped name, the standard input."""
        try:
            os.lstat(os.path.join(self._folder, file))
        except (FileNotFoundError, NotADirectoryError):
            return "\\" in file or file.endswith(UNNAMED_STDIN)
        except OSError:
            return True
        return True

    def _relative(self, name: str) -> str:
        """Return the path of a file as entries name it, whatever links the path of its folder goes through."""
        folder, base = os.path.split(name)
        path = os.path.join(os.path.realpath(folder), base)
        return os.path.relpath(path, self._folder).replace(os.sep, "/")


def _apply(
    file: str,
    linter: Linter,
    report: FileReport,
    own: Counter[Key],
    moved: Mapping[Key, list[Entry]],
    applied: Applied,
) -> None:
    """Set aside findings of one file, using up its own entries, and those of files that are gone."""
    counting, baselined = [], []
    for violation in report.violations:
        keys = identities(violation)
        entry = Entry(file, *keys[0])
        mine = next((key for key in keys if own[key]), None)
        if mine:
            own[mine] -= 1
        if not _may_be_baselined(violation, linter.protected):
            counting.append(violation)
            continue
        other = None if mine else next((key for key in keys if moved.get(key)), None)
        if other:
            moved[other].pop()
        if mine or other:
            baselined.append(violation._replace(suppression=Suppressed("baseline")))
            applied.kept.append(entry)
        else:
            counting.append(violation)
            applied.new.append(entry)
    suppressed = sorted((*report.suppressed, *baselined), key=lambda each: each.order)
    applied.reports.append(report._replace(violations=counting, suppressed=suppressed))
    # What was not looked for may still be there.
    unread = report.errors or any(issubclass(each.rule.node, SyntaxFault) for each in report.violations)
    looked_for = {rule.code for rule in linter.rules} if not unread else set()
    for rest in (Entry(file, *key) for key in own.elements()):
        (applied.gone if rest.rule in looked_for else applied.kept).append(rest)
    # The standard input may have the name of a file of the run.
    own.clear()


def _may_be_baselined(violation: Violation, protected: frozenset[str]) -> bool:
    """Of a file that cannot be read nothing else is known: that is not to be accepted."""
    return violation.rule.code not in protected and not issubclass(violation.rule.node, SyntaxFault)


def _entries(content: dict[str, Any]) -> Iterator[Entry]:
    findings = content.get("findings")
    for number, finding in enumerate(findings if isinstance(findings, list) else [None], 1):
        fields_of: dict[str, Any] = finding if isinstance(finding, dict) else {}
        values = [fields_of.get(field, 0) for field in Entry._fields]
        if not all(isinstance(value, str) and "\0" not in value for value in values):
            fields = ", ".join(Entry._fields)
            raise ConfigurationError(f"is no baseline: finding {number} has to have {fields}, all of them text")
        yield Entry(*values)
