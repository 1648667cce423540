"""Printing the findings of each file as soon as they are known, and the rest of the report at the end."""

from __future__ import annotations

import sys
from collections.abc import Callable

from calm_lint.cli.output import print_result
from calm_lint.engine.results import NO_LINES, FileReport, Report
from calm_lint.errors import RunError
from calm_lint.formats import Writer


class Listing:
    """Prints a report in pieces.

    Args:
        writer: writes them; without one, nothing is printed.
        report: says what is listed, and how much of it; it holds no file.
        to_error: whether to print to the standard error, as the standard output has something else.
        keeps_lines: whether the lines of files are needed after they were printed.
        clear: clears the terminal of what else is shown there.

    Attributes:
        failure: what went wrong first.
    """

    def __init__(
        self, writer: Writer | None, report: Report, *, to_error: bool, keeps_lines: bool, clear: Callable[[], None]
    ) -> None:
        self._writer = writer
        self._report = report
        self._to_error = to_error
        self._keeps_lines = keeps_lines
        self._clear = clear
        self.failure: RunError | None = None

    def show(self, file: FileReport) -> FileReport:
        """Print the findings in a file, and return the report to keep."""
        if self._writer:
            self._print(self._writer.file(self._report, file))
        return file if self._keeps_lines else file._replace(line=NO_LINES)

    def end(self, report: Report) -> None:
        """Print what comes after the last file."""
        if self._writer:
            self._print(self._writer.end(report))

    def _print(self, text: str) -> None:
        if not text:
            return
        if sys.stdout is not None and sys.stdout.isatty():
            self._clear()
        failure = print_result(text, to_error=self._to_error)
        self.failure = self.failure or failure
