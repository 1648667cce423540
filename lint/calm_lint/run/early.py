"""Which reports are final before the last file is linted, so that they may be shown at once.

What is found in a file may depend on other files in one way only: through the rules about the estate. The built-in ones
find something in a file if it has something in common with an earlier one. Then, all reports from this file on wait
for the end. An earlier file is concerned only if a later one shows that two of them describe one tenant: one entry
has the Global Tenant ID of the first and the host of the second. Where no ID occurs twice, that cannot be.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from calm_lint.engine.results import FileReport
from calm_lint.errors import REPORTS, RunError
from calm_lint.files.find import STDIN
from calm_lint.run.identities import Identities
from calm_lint.run.job import Done, Job

Show = Callable[[FileReport], FileReport]

_KEY = b"global_tenant_id"
# A value that is written in one way only, whatever its quotes are.
_VALUE = re.compile(rb"""global_tenant_id["']?[ \t]*:[ \t]*["']?([\w.-]+)(?=["'\s,}]|\Z)""")
# Some characters beyond ASCII end a line of YAML.
_COMMENT = re.compile(rb"^[ \t]*#[\t -~]*(?=\r?\n|\Z)", re.MULTILINE)


class Early:
    """Shows reports, in the order of the files, as soon as nothing that is linted later can change them.

    Args:
        jobs: the files of the run.
        show: takes a report that is final, and returns what is to be kept of it.
    """

    def __init__(self, jobs: Sequence[Job], show: Show) -> None:
        self._jobs = jobs
        self._show = show
        self._seen = Identities()
        self._shown: list[FileReport] = []
        self._waits = _looks_further(jobs)
        self._ids_are_unique: bool | None = None

    @property
    def number(self) -> int:
        """How many files were shown."""
        return len(self._shown)

    def take(self, done: list[Done]) -> None:
        """Show what became final with the last file, and put what is to be kept in its place.

        Args:
            done: the files that were linted so far.
        """
        report, last = done[-1].report, len(done) - 1
        if self._waits or report.undecided or self._seen.add(last, done[-1].identities):
            self._waits = True
        elif report.violations or report.suppressed:
            # Clean files show nothing, and need not be searched.
            if self._ids_are_unique is None:
                self._ids_are_unique = _are_unique(self._jobs)
                self._waits = not self._ids_are_unique
            if not self._waits:
                for number in range(self.number, len(done)):
                    self._shown.append(self._show(done[number].report))
                    done[number] = done[number]._replace(report=self._shown[number])

    def changed(self, done: Sequence[Done]) -> Iterator[RunError]:
        """Yield an error for each file that was shown too early: findings in it were not."""
        for each, shown in zip(done, self._shown, strict=False):
            if (each.report.violations, each.report.suppressed) != (shown.violations, shown.suppressed):
                message = f"findings over several files came too late to be listed; please report it: {REPORTS}"
                yield RunError("internal", message, each.job.name)


def _looks_further(jobs: Sequence[Job]) -> bool:
    """Check whether anything looks at other files that nobody can foresee, such as a rule of a plugin."""
    if len(jobs) > 1 and any(job.path == STDIN for job in jobs):
        return True
    rules = (rule for policy in {job.policy for job in jobs} for rule in policy.rules)
    return any(rule.looks_at_estate and not rule.built_in for rule in rules)


def _are_unique(jobs: Sequence[Job]) -> bool:
    """Check whether no Global Tenant ID occurs twice in the files; it is false where that is not certain."""
    if len(jobs) == 1:
        return True
    seen: set[bytes] = set()
    for job in jobs:
        try:
            ids = _ids(job.read())
        except OSError:
            # It cannot be linted, either.
            continue
        if ids is None or len({*ids}) < len(ids) or not seen.isdisjoint(ids):
            return False
        seen.update(ids)
    return True


def _ids(content: bytes) -> list[bytes] | None:
    """Return the Global Tenant IDs in the text of a file, None if it may hold others."""
    # A backslash may spell any key.
    if b"\\" in content:
        return None
    if _KEY not in content:
        return []
    content = _COMMENT.sub(b"", content)
    ids = _VALUE.findall(content)
    # An alias may repeat any value.
    return ids if len(ids) == content.count(_KEY) and b"*" not in content else None
