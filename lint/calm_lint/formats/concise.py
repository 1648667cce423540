"""One line per finding, for editors and grep: `file:line:column: level code name message`."""

from __future__ import annotations

from calm_lint.escaping import printable
from calm_lint.report import Report


def render(report: Report, *, color: bool) -> str:  # noqa: ARG001 - the same for all formats
    """Write the findings of a report, a line each; nothing where there are none."""
    return "".join(
        f"{printable(each.file)}:{each.span.line}:{each.span.column}: "
        f"{each.severity} {each.rule.code} {each.rule.name} {each.message}"
        f"{f' ({each.suppression})' if each.suppression else ''}\n"
        for file in report.files
        for each in report.shown(file)
    )
