"""One value for one field: the fixes of a value all write what it is when all of them are made."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable

from calm_lint.engine.results import FileReport
from calm_lint.engine.violation import TextEdit, Violation
from calm_lint.run.passes import attempt
from calm_lint.text.source import Source, Span


def with_final_values(lint: Callable[[bytes], FileReport], report: FileReport, content: bytes) -> FileReport:
    """Return a report whose safe fixes of one value all write the same.

    A value may have several faults, and the fix of each rule mends one of them: https:// goes, and /api stays. Who
    enters the value on a screen needs the one that is right.

    Args:
        lint: lints a content of the file.
        report: what was found in the file.
        content: the bytes of the file.
    """
    values: defaultdict[Span, set[str]] = defaultdict(set)
    for violation in report.violations:
        if edit := _edit_of_value(violation):
            values[edit.span].add(edit.text)
    if all(len(texts) == 1 for texts in values.values()):
        return report
    done = attempt(lint, report, content, unsafe=False)
    if done.objections:
        return report
    source = Source(report.name, content.decode("utf-8-sig"))
    changed = {(change.start, change.end): change.text for change in done.changes}
    final = {span: changed.get(source.offsets(span)) for span, texts in values.items() if len(texts) > 1}
    return report._replace(violations=[_with_value(each, final, report) for each in report.violations])


def _edit_of_value(violation: Violation) -> TextEdit | None:
    """Return the edit of a safe fix that replaces the value at fault, None if the fix does anything else."""
    fix = violation.fix
    replaces = fix and fix.safe and len(fix.edits) == 1 and fix.edits[0].span == violation.span
    return fix.edits[0] if fix and replaces else None


def _with_value(violation: Violation, final: dict[Span, str | None], report: FileReport) -> Violation:
    edit = _edit_of_value(violation)
    text = final.get(edit.span) if edit else None
    if edit is None or violation.fix is None or text is None or text == edit.text:
        return violation
    title = f"replace with {report.line.text(_plain(text))}"
    return violation._replace(fix=violation.fix._replace(title=title, edits=(edit._replace(text=text),)))


def _plain(scalar: str) -> str:
    """Return what a scalar of YAML says, without its quotes."""
    if scalar[:1] not in ("'", '"'):
        return scalar
    import yaml

    return str(yaml.load(scalar, Loader=yaml.BaseLoader))  # noqa: S506 - it makes texts only
