"""One file to lint, and the result."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import NamedTuple

from calm_lint.engine.results import FileReport
from calm_lint.errors import RunError
from calm_lint.files.boundary import Boundary
from calm_lint.files.find import STDIN, read_file
from calm_lint.files.named_files import named_files
from calm_lint.reading.named_files import NamedFiles
from calm_lint.settings.policy import Policy


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
        folder = os.path.dirname(self.name if self.path == STDIN else self.path)
        files = self.files or named_files(folder, self.boundary)
        return self.policy.linter(self.name).lint(self.name, content, files)


class Result(NamedTuple):
    """What came of a job: a report or an error, and what the cache knows it by."""

    outcome: FileReport | RunError
    key: str | None = None
