"""One file to lint, and the result."""

import os
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from calm_lint.engine.beyond import ALONE, Beyond
from calm_lint.engine.linter import Linter
from calm_lint.engine.results import FileReport
from calm_lint.errors import RunError
from calm_lint.files.boundary import Boundary
from calm_lint.files.find import STDIN, read_file
from calm_lint.files.named_files import named_files
from calm_lint.reading.named_files import NamedFiles
from calm_lint.settings.policy import Policy

if TYPE_CHECKING:
    from calm_lint.engine.survey import Survey


class Job(NamedTuple):
    """A file to lint.

    Attributes:
        path: the file, or `-` for the standard input.
        name: the name that findings show.
        policy: how it is linted.
        boundary: returns what the files that a landscape in a folder names must not lead out of.
        content: what it held at an earlier commit; None for what it holds now.
        files: reads the files that it named at that commit.
    """

    path: str
    name: str
    policy: Policy
    boundary: Callable[[str], Boundary | None]
    content: bytes | None = None
    files: NamedFiles | None = None

    def read(self) -> bytes:
        """Read the file.

        Raises:
            OSError: if that is not possible, or it is too large.
        """
        if self.content is not None:
            return self.content
        return read_file(self.path, self.linter.limits.size)

    @property
    def linter(self) -> Linter:
        """What lints the file."""
        return self.policy.linter(self.name)

    @property
    def named_files(self) -> NamedFiles:
        """Reads the files that the file names."""
        folder = os.path.dirname(self.name if self.path == STDIN else self.path)
        return self.files or named_files(folder, self.boundary)

    @property
    def open(self) -> Beyond:
        """What is known of the other files before the rules about the estate are applied."""
        return Beyond(undecided=self.linter.estate_rules)

    def lint(self, content: bytes, beyond: Beyond = ALONE) -> FileReport:
        """Lint a content of the file, given what is known of the other files of its estate."""
        return self.linter.lint(self.name, content, self.named_files, beyond)

    def report(self, content: bytes, beyond: Beyond = ALONE) -> FileReport:
        """Lint a content of the file as `lint` does, and let the fixes of one value write the same."""
        return self._with_final_values(self.lint(content, beyond), content)

    def survey(self, content: bytes, beyond: Beyond = ALONE) -> "Survey":
        """Lint a content of the file as `report` does, and return what was read of it, too."""
        survey = self.linter.survey(self.name, content, self.named_files, beyond)
        survey.report = self._with_final_values(survey.report, content)
        return survey

    def _with_final_values(self, report: FileReport, content: bytes) -> FileReport:
        if len(report.violations) < 2:
            return report
        # Most files are clean, and need not know what a fix is.
        from calm_lint.run.final_values import with_final_values

        return with_final_values(partial(self.lint, beyond=self.open), report, content)


class Result(NamedTuple):
    """What came of a job.

    Attributes:
        outcome: a report or an error.
        key: what the cache knows the file by.
        content: what was linted, where it is needed again and cannot be read again.
        identities: hashes of what its landscapes may have in common with others.
    """

    outcome: FileReport | RunError
    key: str | None = None
    content: bytes | None = None
    identities: str = ""


class Done(NamedTuple):
    """A file that was linted.

    Attributes:
        job: how it was linted.
        report: what came of it.
        identities: hashes of what its landscapes may have in common with others.
        content: what was linted, where it is needed again and cannot be read again.
        before: the report on it before it was fixed, None if it was not.
    """

    job: Job
    report: FileReport
    identities: str
    content: bytes | None = None
    before: FileReport | None = None
