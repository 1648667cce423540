"""One line per finding, for editors and grep: `file:line:column: level code name message`."""

from __future__ import annotations

from calm_lint.engine.results import Report
from calm_lint.formats.words import more
from calm_lint.text.escaping import printable


def render(report: Report, *, color: bool) -> str:  # noqa: ARG001 - the same for all formats
    """Write the findings of a report, a line each; nothing where there are none."""
    shown = [violation for file in report.files for violation in report.shown(file)]
    left_out = f"{more(len(shown) - report.most)}\n" if len(shown) > report.most else ""
    lines = (
        f"{printable(each.file)}:{each.span.line}:{each.span.column}: "
        f"{each.severity} {each.rule.code} {each.rule.name} {each.message}"
        f"{f' ({each.suppression})' if each.suppression else ''}\n"
        for each in shown[: report.most]
    )
    return "".join(lines) + left_out
