"""Frames: the lines of a file that a finding is about, with marks under the text that is meant."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple
from unicodedata import combining, east_asian_width

from calm_lint.engine.results import MaskedLine
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


def frame(marks: Sequence[Mark], line: MaskedLine, style: Style) -> Iterator[str]:
    """Yield the lines that the marks are in, in the order of the file, each with its marks below it.

    Args:
        marks: what to mark; of text over several lines, the first line is shown.
        line: shows a line of the file without secrets.
        style: colours the marks and the margin.
    """
    margin = len(str(max(mark.span.line for mark in marks)))
    bar = f"{' ' * margin} {style.dim('|')}"
    yield bar
    shown: tuple[int, str] | None = None
    for mark in sorted(marks, key=lambda mark: mark.span):
        number = mark.span.line
        text, start, end = _excerpt(mark.span, line)
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


def _excerpt(span: Span, line: MaskedLine) -> tuple[str, int, int]:
    """Return a line, cut to the part around the span, and the offsets of the span in it."""
    last = span.end_column - 1 if span.end_line == span.line else 10**9
    text, (start, end) = line(span.line, span.column - 1, last)
    end = min(end, len(text))
    text = "".join(
        char if char.isprintable() else " " if char == "\t" else "\N{REPLACEMENT CHARACTER}" for char in text
    )
    if len(text) <= _WIDTH:
        return text, start, end
    cut = max(min(start - _BEFORE, len(text) - _WIDTH), 0)
    head, tail = "…" if cut else "", "…" if cut + _WIDTH < len(text) else ""
    shift = len(head) - cut
    return f"{head}{text[cut : cut + _WIDTH]}{tail}", start + shift, min(end, cut + _WIDTH) + shift
