"""The report as workflow commands, which GitHub Actions shows as annotations.

The commands and their escaping are those of https://github.com/actions/toolkit (packages/core, command).
"""

from __future__ import annotations

from calm_lint.engine.results import Gone, Report
from calm_lint.engine.violation import Violation
from calm_lint.errors import RunError
from calm_lint.formats.places import relative
from calm_lint.formats.words import more, more_gone
from calm_lint.rulebook.severity import Severity
from calm_lint.text.escaping import printable

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}


def render(report: Report) -> str:
    """Write an annotation for each finding, errors first: of each level, GitHub shows the first ten."""
    shown = [violation for file in report.files for violation in report.shown(file)]
    shown.sort(key=lambda each: (each.suppression is not None, list(Severity).index(each.severity)))
    listed = [*map(_failure, report.errors), *map(_annotation, shown[: report.most])]
    if len(shown) > report.most:
        listed.append(_command("notice", {"title": "calm-lint"}, more(len(shown) - report.most)))
    gone, level = report.gone, "error" if report.strict else "notice"
    listed += (_gone(level, each) for each in gone[: report.most])
    if len(gone) > report.most:
        listed.append(_command(level, {"title": "calm-lint"}, more_gone(len(gone) - report.most)))
    return "".join(listed)


def _annotation(violation: Violation) -> str:
    span, rule = violation.span, violation.rule
    properties = {
        "file": printable(relative(violation.file)),
        "line": span.line,
        "endLine": span.end_line,
        # GitHub takes no columns where a finding has several lines.
        **({"col": span.column, "endColumn": span.end_column} if span.line == span.end_line else {}),
        "title": f"{rule.code} {rule.name}",
    }
    suppressed = violation.suppression
    command = _COMMANDS[Severity.INFO if suppressed else violation.severity]
    return _command(command, properties, f"{violation.message} ({suppressed})" if suppressed else violation.message)


def _failure(error: RunError) -> str:
    file: dict[str, object] = {"file": printable(relative(error.file))} if error.file else {}
    return _command("error", {**file, "title": "calm-lint failed"}, printable(error.message))


def _gone(level: str, gone: Gone) -> str:
    return _command(level, {"file": relative(gone.baseline), "title": f"{gone.code} is gone"}, str(gone))


def _command(name: str, properties: dict[str, object], message: str) -> str:
    written = ",".join(f"{key}={_property(str(value))}" for key, value in properties.items())
    return f"::{name} {written}::{_data(message)}\n"


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
