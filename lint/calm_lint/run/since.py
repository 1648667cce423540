"""The findings that a change brought: those of the files as they are, less those of the files at an earlier commit."""

from __future__ import annotations

import os
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from calm_lint.engine.fingerprint import Key, identity
from calm_lint.engine.results import FileReport
from calm_lint.engine.violation import Suppressed, Violation
from calm_lint.reading.nodes import SyntaxFault
from calm_lint.run.jobs import Linted
from calm_lint.text.escaping import printable
from calm_lint.text.urls import without_users


class Before:
    """The findings of an earlier commit.

    Args:
        rev: the commit, as it was named.
        reports: what came out of its files, with the names that they have now.
    """

    def __init__(self, rev: str, reports: Iterable[FileReport]) -> None:
        self._suppression = Suppressed("since", printable(without_users(rev)))
        self._own: defaultdict[str, Counter[Key]] = defaultdict(Counter)
        for report in reports:
            self._own[os.path.realpath(report.name)].update(map(identity, report.violations))
        self._left: Counter[Key] = Counter()
        for own in self._own.values():
            self._left.update(own)

    def set_aside(self, linted: Sequence[Linted]) -> list[Linted]:
        """Return what was linted without the findings that were there before.

        Each finding of the earlier commit stands for one equal finding: of the same file if there is one, else of
        another, as the file was perhaps renamed. In a file that cannot be read, what was there before is unknown.
        """
        files = [(os.path.realpath(file.name), file) for _, file in linted]
        # A baseline holds these already, so that they leave nothing for others.
        self._pair([(name, each) for name, file in files for each in file.suppressed if _is_baselined(each)])
        old = self._pair([(name, each) for name, file in files for each in file.violations if not _is_unread(each)])
        return [(policy, self._without(file, old)) for policy, file in linted]

    def _pair(self, violations: Sequence[tuple[str, Violation]]) -> set[int]:
        """Use up the findings that are equal to some, given with their files, and return which of these had one."""
        paired: set[int] = set()
        for own in (True, False):
            for file, violation in violations:
                key = identity(violation)
                if not self._left[key] or id(violation) in paired or (own and not self._own[file][key]):
                    continue
                self._own[file][key] -= own
                self._left[key] -= 1
                paired.add(id(violation))
        return paired

    def _without(self, file: FileReport, old: set[int]) -> FileReport:
        new = [each for each in file.violations if id(each) not in old]
        aside = [each._replace(suppression=self._suppression) for each in file.violations if id(each) in old]
        suppressed = sorted((*file.suppressed, *aside), key=lambda each: each.order)
        return file._replace(violations=new, suppressed=suppressed)


def _is_baselined(violation: Violation) -> bool:
    return violation.suppression is not None and violation.suppression.kind == "baseline"


def _is_unread(violation: Violation) -> bool:
    return issubclass(violation.rule.node, SyntaxFault)
