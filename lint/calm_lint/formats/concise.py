"""One line per finding, for editors and grep: `file:line:column: level code name message`."""

from __future__ import annotations

from collections.abc import Iterator

from calm_lint.engine.results import FileReport, Report
from calm_lint.engine.violation import Violation
from calm_lint.formats.style import Style
from calm_lint.formats.words import more, more_gone
from calm_lint.text.escaping import printable


def render(report: Report) -> str:
    """Write the findings of a report, and what is gone from baselines, a line each; nothing where there is nothing."""
    writer = Writer()
    return "".join(writer.file(report, file) for file in report.files) + writer.end(report)


class Writer:
    """Writes the findings of files one after the other."""

    def __init__(self, _: Style | None = None) -> None:
        self._found = 0

    def file(self, report: Report, file: FileReport) -> str:
        """Return the lines of the findings in a file.

        Args:
            report: says what is listed, and how much of it; it need not hold the file yet.
            file: the next file.
        """
        shown = report.shown(file)
        rest = max(report.most - self._found, 0)
        self._found += len(shown)
        return "".join(map(_line, shown[:rest]))

    def end(self, report: Report) -> str:
        """Return what comes after the last file."""
        left_out = f"{more(self._found - report.most)}\n" if self._found > report.most else ""
        return left_out + "".join(_gone(report))


def _line(violation: Violation) -> str:
    span, rule = violation.span, violation.rule
    return (
        f"{printable(violation.file)}:{span.line}:{span.column}: "
        f"{violation.severity} {rule.code} {rule.name} {violation.message}"
        f"{f' ({violation.suppression})' if violation.suppression else ''}\n"
    )


def _gone(report: Report) -> Iterator[str]:
    gone = report.shown_gone
    yield from (f"{each.baseline}: {each}\n" for each in gone[: report.most])
    if len(gone) > report.most:
        yield f"{more_gone(len(gone) - report.most)}\n"
