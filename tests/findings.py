"""What the tests of rules look at: the findings of a text, where they are, and what their fixes make of the text."""

from __future__ import annotations

from collections.abc import Callable

from calm_lint.api import FileReport, Linter, Rule, Violation
from calm_lint.run.fixing import fix

Lint = Callable[[str | bytes], FileReport]


def codes(report: FileReport) -> list[str]:
    return [violation.rule.code for violation in report.violations]


def of_rule(report: FileReport, code: str) -> list[Violation]:
    """Return the findings of one rule."""
    return [violation for violation in report.violations if violation.rule.code == code]


def fixes(report: FileReport) -> list[str | None]:
    """Return the text that the fix of each finding writes in the place of the finding."""
    return [fix_text(violation) for violation in report.violations]


def fix_text(violation: Violation) -> str | None:
    if violation.fix is None:
        return None
    assert violation.fix.safe
    (edit,) = violation.fix.edits
    assert edit.span == violation.span
    return edit.text


def span_of(text: str, part: str, *, after: str = "") -> tuple[int, int, int, int]:
    """Return where a part of a line stands for the first time, or for the first time after another text."""
    start = text.index(part, text.index(after) + len(after))
    line, column = text.count("\n", 0, start) + 1, start - text.rfind("\n", 0, start)
    return line, column, line, column + len(part)


def fixed(text: str, violation: Violation) -> str:
    """Apply the fix of a violation, as an editor would."""
    assert violation.fix
    lines = text.splitlines(keepends=True)
    starts = [sum(map(len, lines[:number])) for number in range(len(lines) + 1)]
    for (line, column, end_line, end_column), new in sorted(violation.fix.edits, reverse=True):
        text = text[: starts[line - 1] + column - 1] + new + text[starts[end_line - 1] + end_column - 1 :]
    return text


def fix_file(lint: Lint, text: str, code: str) -> str:
    """Apply the fix of the one finding of a rule, which is then gone, and no other has come."""
    before = [violation.rule.code for violation in lint(text).violations]
    (violation,) = (each for each in lint(text).violations if each.rule.code == code)
    text = fixed(text, violation)
    before.remove(code)
    assert [each.rule.code for each in lint(text).violations] == before
    return text


def all_fixed(rules: list[Rule], text: str) -> str:
    """Return a text with all of its fixes, unsafe ones included."""

    def lint(content: bytes) -> FileReport:
        return Linter(rules).lint("a.yaml", content)

    return fix(lint, lint(text.encode()), text.encode(), unsafe=True).content.decode()
