"""The report as a table, for the description of a merge request or the summary of a job."""

from __future__ import annotations

import re
from collections.abc import Iterator

from calm_lint.engine.results import Report
from calm_lint.engine.violation import Violation
from calm_lint.errors import RunError
from calm_lint.formats.readiness import sentence
from calm_lint.formats.words import environments, listed, number
from calm_lint.rulebook.severity import Severity
from calm_lint.text.escaping import printable

# A page with more rows is read by nobody, and GitHub takes no summary of more than 1 MiB: each row has two cells
# of `_LONGEST` characters, which take four bytes each at the most.
_MOST_ROWS = 200
_LONGEST = 300
_MARKUP = re.compile(r"([\\`*_\[\]<>#|~&$@])")
_ESCAPED = r"\\\1"


def render(report: Report) -> str:
    """Write a heading, the errors of the run, and a table of the findings."""
    levels = report.levels()
    found = listed([number(levels[severity], severity) for severity in Severity if levels[severity]])
    shown = [violation for file in report.files for violation in report.shown(file)]
    failed = "the run failed" if report.errors else ""
    lines = [f"## calm-lint: {' with '.join(filter(None, (failed, found))) or 'no findings'}", ""]
    if report.errors:
        lines += (*map(_failure, report.errors[:_MOST_ROWS]), "")
    if len(report.errors) > _MOST_ROWS:
        lines += (f"{number(len(report.errors) - _MOST_ROWS, 'more failure')}.", "")
    if shown:
        lines += ("| level | rule | where | finding |", "| --- | --- | --- | --- |")
        lines += map(_row, shown[:_MOST_ROWS])
        lines.append("")
    if len(shown) > _MOST_ROWS:
        lines += (f"{number(len(shown) - _MOST_ROWS, 'more finding')}.", "")
    lines += _gone(report)
    rules = number(len(report.rules), "rule")
    checked = f"{number(len(report.files), 'file')}, {', '.join(environments(report.files))}, {rules}"
    account = f"Not everything was checked. Read: {checked}." if report.errors else f"{checked} checked."
    readiness = sentence(report)
    lines.append(f"{account} {_MARKUP.sub(_ESCAPED, readiness)}." if readiness else account)
    return "\n".join(lines) + "\n"


def _failure(error: RunError) -> str:
    where = f"{cell(error.file)}: " if error.file else ""
    return f"- **{error.kind}**: {where}{cell(error.message)}"


def _row(violation: Violation) -> str:
    rule = violation.rule
    where = f"{violation.file}:{violation.span.line}:{violation.span.column}"
    suppressed = f" ({violation.suppression})" if violation.suppression else ""
    link = f"[{rule.code} {cell(rule.name)}]({rule.url})"
    return f"| {violation.severity} | {link} | {cell(where)} | {cell(violation.message + suppressed)} |"


def _gone(report: Report) -> Iterator[str]:
    if not report.gone:
        return
    yield from ("### Gone from the baseline", "")
    fail = " They fail the run." if report.strict else ""
    yield from (f"`--prune-baseline` takes these entries out.{fail}", "")
    yield from ("| baseline | rule | file | finding |", "| --- | --- | --- | --- |")
    for each in report.gone[:_MOST_ROWS]:
        cells = (each.baseline, each.code, each.file, f"{each.entity}: {each.message}")
        yield f"| {' | '.join(map(cell, cells))} |"
    yield ""
    if len(report.gone) > _MOST_ROWS:
        yield from (f"{number(len(report.gone) - _MOST_ROWS, 'more entry', 'more entries')}.", "")


def cell(text: str) -> str:
    """Return a text in one line in which nothing is markup."""
    text = printable(text)
    return _MARKUP.sub(_ESCAPED, text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…")
