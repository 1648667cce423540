"""One line per finding, for editors and grep: `file:line:column: level code name message`."""

from __future__ import annotations

from collections.abc import Iterator

from calm_lint.engine.results import Report
from calm_lint.formats.words import more, more_gone
from calm_lint.text.escaping import printable


def render(report: Report) -> str:
    """Write the findings of a report, and what is gone from baselines, a line each; nothing where there is nothing."""
    shown = [violation for file in report.files for violation in report.shown(file)]
    left_out = f"{more(len(shown) - report.most)}\n" if len(shown) > report.most else ""
    lines = (
        f"{printable(each.file)}:{each.span.line}:{each.span.column}: "
        f"{each.severity} {each.rule.code} {each.rule.name} {each.message}"
        f"{f' ({each.suppression})' if each.suppression else ''}\n"
        for each in shown[: report.most]
    )
    return "".join(lines) + left_out + "".join(_gone(report))


def _gone(report: Report) -> Iterator[str]:
    gone = report.shown_gone
    yield from (f"{each.baseline}: {each}\n" for each in gone[: report.most])
    if len(gone) > report.most:
        yield f"{more_gone(len(gone) - report.most)}\n"
