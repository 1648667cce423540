"""Frames: the lines of a file that a finding is about, with marks under the text that is meant."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import NamedTuple
from unicodedata import combining, east_asian_width

from calm_lint.engine.results import FileReport
from calm_lint.engine.violation import MaskedLine, Violation
from calm_lint.formats.style import Style
from calm_lint.rulebook.severity import Severity
from calm_lint.text.source import Span

_WIDTH = 120
_BEFORE = 40


class Mark(NamedTuple):
    """Text to mark.

    Attributes:
        span: where it is.
        sign: what to put under it.
        label: what to write behind the signs.
        severity: the level whose colour it gets, None for the other end of a finding.
    """

    span: Span
    sign: str
    label: str
    severity: Severity | None


class Lines:
    """The lines of a file, as frames show them; however many marks there are in a line, it is masked once.

    Args:
        line: shows a line of the file without secrets.
        spans: all that will be marked.
    """

    def __init__(self, line: MaskedLine, spans: Iterable[Span]) -> None:
        self._line = line
        self._offsets: dict[int, set[int]] = {}
        self._shown: dict[int, tuple[str, dict[int, int]]] = {}
        for span in spans:
            self._offsets.setdefault(span.line, set()).update(_offsets(span))

    def __call__(self, span: Span) -> tuple[str, int, int]:
        """Return the first line of a span, and where the span begins and ends in it."""
        if span.line not in self._shown:
            offsets = sorted(self._offsets[span.line])
            text, moved = self._line(span.line, *offsets)
            ends = (min(offset, len(text)) for offset in moved)
            self._shown[span.line] = _printable(text), dict(zip(offsets, ends, strict=True))
        text, moved_to = self._shown[span.line]
        start, end = _offsets(span)
        return text, moved_to[start], moved_to[end]


def lines_of(file: FileReport, violations: Iterable[Violation]) -> Lines:
    """Return the lines of a file for the frames of findings in it."""
    spans = ((each.span, *(related.span for related in each.related if not related.line)) for each in violations)
    return Lines(file.line, chain.from_iterable(spans))


def margin_of(violation: Violation) -> int:
    """Return how wide the numbers of the lines are that a finding is about."""
    return len(str(max(span.line for span in (violation.span, *(related.span for related in violation.related)))))


def frame(marks: Sequence[Mark], lines: Lines, style: Style, margin: int = 0) -> Iterator[str]:
    """Yield the lines that the marks are in, in the order of the file, each with its marks below it.

    Args:
        marks: what to mark; of text over several lines, the first line is shown.
        lines: the lines of the file.
        style: colours the marks and the margin.
        margin: how wide the numbers of lines are, at least.
    """
    margin = max(margin, *(len(str(mark.span.line)) for mark in marks))
    bar = f"{' ' * margin} {style.dim('|')}"
    yield bar
    shown: tuple[int, str] | None = None
    for mark in sorted(marks, key=lambda mark: mark.span):
        number = mark.span.line
        text, start, end = _excerpt(mark.span, lines)
        if shown and number > shown[0] + 1:
            yield style.dim("...")
        # A long line is cut around each mark, so it may be shown twice.
        if (number, text) != shown:
            yield f"{style.dim(f'{number:>{margin}} |')} {text}".rstrip()
        shown = number, text
        signs = mark.sign * max(columns(text[start:end]), 1)
        yield f"{bar} {' ' * columns(text[:start])}{style.level(mark.severity, f'{signs} {mark.label}'.rstrip())}"
    yield bar


def columns(text: str) -> int:
    """Return how many columns of a terminal a text takes (Unicode Standard Annex 11)."""
    if text.isascii():
        return len(text)
    return sum(0 if combining(char) else 2 if east_asian_width(char) in "WF" else 1 for char in text)


def _offsets(span: Span) -> tuple[int, int]:
    return span.column - 1, span.end_column - 1 if span.end_line == span.line else 10**9


def _printable(text: str) -> str:
    if text.isprintable():
        return text
    return "".join(
        char if char.isprintable() else " " if char == "\t" else "\N{REPLACEMENT CHARACTER}" for char in text
    )


def _excerpt(span: Span, lines: Lines) -> tuple[str, int, int]:
    """Return a line, cut to the part around the span, and the offsets of the span in it."""
    text, start, end = lines(span)
    if len(text) <= _WIDTH:
        return text, start, end
    cut = max(min(start - _BEFORE, len(text) - _WIDTH), 0)
    head, tail = "…" if cut else "", "…" if cut + _WIDTH < len(text) else ""
    shift = len(head) - cut
    return f"{head}{text[cut : cut + _WIDTH]}{tail}", start + shift, min(end, cut + _WIDTH) + shift
