"""One file to lint, and the result."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

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
        return read_file(self.path, self.policy.linter(self.name).limits.size)

    def lint(self, content: bytes) -> FileReport:
        """Lint a content of the file."""
        return self.policy.linter(self.name).lint(self.name, content, self._named_files())

    def survey(self) -> Survey:
        """Lint the file, and return what was read of it, too.

        Raises:
            OSError: if it cannot be read, or is too large.
        """
        content = self.read()
        survey = self.policy.linter(self.name).survey(self.name, content, self._named_files())
        if len(survey.report.violations) > 1:
            from calm_lint.run.final_values import with_final_values

            survey.report = with_final_values(self.lint, survey.report, content)
        return survey

    def _named_files(self) -> NamedFiles:
        folder = os.path.dirname(self.name if self.path == STDIN else self.path)
        return self.files or named_files(folder, self.boundary)


class Result(NamedTuple):
    """What came of a job: a report or an error, and what the cache knows it by."""

    outcome: FileReport | RunError
    key: str | None = None
