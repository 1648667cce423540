"""The report for people: each finding with the lines that it is about, then a summary."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from calm_lint.engine.results import FileReport, Report
from calm_lint.engine.violation import Violation
from calm_lint.formats.anchors import also_in
from calm_lint.formats.style import Style
from calm_lint.formats.words import environments, listed, more, more_gone, number
from calm_lint.rulebook.severity import Severity
from calm_lint.text.escaping import printable

if TYPE_CHECKING:
    from calm_lint.formats.frame import Lines


def render(report: Report, style: Style) -> str:
    """Write the findings of a report with frames, and a summary line."""
    writer = Writer(style)
    return "".join(writer.file(report, file) for file in report.files) + writer.end(report)


class Writer:
    """Writes the findings of files one after the other, then the summary."""

    def __init__(self, style: Style) -> None:
        self._style = style
        self._found = 0
        self._begun = False

    def file(self, report: Report, file: FileReport) -> str:
        """Return the frames of the findings in a file.

        Args:
            report: says what is listed, and how much of it; it need not hold the file yet.
            file: the next file.
        """
        shown = report.shown(file)
        rest = max(report.most - self._found, 0)
        self._found += len(shown)
        return self._separated(_blocks(shown[:rest], file, self._style))

    def end(self, report: Report) -> str:
        """Return what comes after the last file."""
        blocks = [more(self._found - report.most)] if self._found > report.most else []
        if gone := report.shown_gone:
            level = Severity.ERROR if report.strict else Severity.WARNING
            lines = [f"{self._style.level(level, 'gone')}: {each.baseline}: {each}" for each in gone[: report.most]]
            if len(gone) > report.most:
                lines.append(more_gone(len(gone) - report.most))
            blocks.append("\n".join(lines))
        if not report.quiet:
            blocks.append("\n".join(_summary(report, self._style)))
        return self._separated(blocks)

    def _separated(self, blocks: Iterable[str]) -> str:
        text = "".join(f"\n{block}\n" for block in blocks)
        first = not self._begun
        self._begun = self._begun or bool(text)
        return text[1:] if first else text


def _blocks(violations: Sequence[Violation], file: FileReport, style: Style) -> Iterator[str]:
    if not violations:
        return
    # A clean run draws no frame.
    from calm_lint.formats.frame import lines_of

    lines = lines_of(file, violations)
    yield from ("\n".join(_block(violation, lines, style)) for violation in violations)


def _block(violation: Violation, lines: Lines, style: Style) -> Iterator[str]:
    from calm_lint.formats.frame import Mark, frame, margin_of

    rule, span, level = violation.rule, violation.span, violation.severity
    yield f"{style.level(level, f'{level}[{rule.code}]')} {style.bold(f'{rule.name}: {violation.message}')}"
    primary = Mark(span, "^", "", level)
    others = [Mark(related.span, "-", related.message, None) for related in violation.related if not related.line]
    margin = " " * margin_of(violation)
    where = f"{printable(violation.file)}:{span.line}:{span.column}"
    entity = "" if violation.entity == "landscape" else style.dim(f" in {violation.entity}")
    yield f"{margin}{style.dim('-->')} {where}{entity}"
    yield from frame((primary, *others), lines, style, len(margin))
    yield from _elsewhere(violation, style, margin)
    notes = []
    if violation.suppression:
        notes.append(f"note: {violation.suppression}")
    if violation.fix:
        reason = violation.fix.reason or "read it before you take it over"
        unsafe = "" if violation.fix.safe else f" (unsafe: {reason})"
        notes.append(f"fix: {violation.fix.title}{unsafe}")
    if others_in := also_in(violation):
        notes.append(f"also in: {others_in}")
    if violation.screen:
        notes.append(f"screen: {violation.screen}")
    if violation.example:
        notes.append("example: ")
    if not rule.built_in:
        notes.append(f"rule: {printable(rule.plugin)}")
    for note in notes:
        name, colon, text = note.partition(": ")
        yield f"{margin} {style.dim('=')} {style.bold(name)}{colon}{text}".rstrip()
        if name == "example":
            yield from (f"{margin}     {line}" for line in violation.example)


def _elsewhere(violation: Violation, style: Style, margin: str) -> Iterator[str]:
    """Yield a frame for each place in another file that a finding is about."""
    from calm_lint.formats.frame import Lines, Mark, frame

    for related in violation.related:
        if related.line:
            span = related.span
            yield f"{margin}{style.dim(':::')} {printable(related.file)}:{span.line}:{span.column}"
            yield from frame(
                (Mark(span, "-", related.message, None),), Lines(related.line, (span,)), style, len(margin)
            )


def _summary(report: Report, style: Style) -> Iterator[str]:
    levels = report.levels()
    found = listed(
        [style.level(severity, number(levels[severity], severity)) for severity in Severity if levels[severity]]
    )
    fixable = f" ({report.fixable} with a safe fix)" if report.fixable else ""
    result = f"Found {found}{fixable}" if found else style.bold("No findings")
    kinds = Counter(each.suppression.kind for each in report.suppressed if each.suppression)
    aside = [f"{kinds['comment']} suppressed"] if kinds["comment"] else []
    aside += [f"{kinds['baseline']} in the baseline"] if kinds["baseline"] else []
    aside += [f"{kinds['since']} there before"] if kinds["since"] else []
    aside += [f"{len(report.gone)} gone from the baseline"] if report.gone else []
    if not report.files:
        yield f"{style.bold('Nothing was checked')}: there was no file to read"
        return
    if report.idle:
        yield f"{style.bold('Nothing was checked')}: no rule had anything to look at"
        return
    checked = (
        number(sum(file.landscapes for file in report.files), "landscape"),
        *environments(report.files),
        number(len(report.rules), "rule"),
    )
    apart = f" ({', '.join(aside)})" if aside else ""
    partly = "; not everything could be checked" if report.errors else ""
    yield f"{result}{apart} in {number(len(report.files), 'file')}: {', '.join(checked)}{partly}"
    if any(file.missed for file in report.files):
        from calm_lint.formats.readiness import sentence

        yield sentence(report)
