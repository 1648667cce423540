"""Positions as editors count them, and as calm-lint does.

The protocol counts lines and characters from 0, and a character is a code unit of the encoding that client and server
have agreed on: UTF-16 unless they agree on another (LSP 3.17, Position). calm-lint counts code points, and leaves out
byte order marks.
"""

from __future__ import annotations

import re
from functools import cached_property

from lsprotocol.types import Position, PositionEncodingKind, Range

from calm_lint.text.source import Source, Span

# The bytes of a code unit, and an encoding that writes no byte order mark.
_UNITS = {
    PositionEncodingKind.Utf8.value: (1, "utf-8"),
    PositionEncodingKind.Utf16.value: (2, "utf-16-le"),
    PositionEncodingKind.Utf32.value: (4, "utf-32-le"),
}
_MARK = "\ufeff"
_MARK_BEFORE_DOCUMENT = re.compile(r"\ufeff(?=---)")


class Positions:
    """The positions in one text.

    Args:
        text: the text as the editor has it.
        encoding: what the characters of positions count.
    """

    def __init__(self, text: str, encoding: str = PositionEncodingKind.Utf16.value) -> None:
        self._source = Source("", text)
        self._size, self._encoding = _UNITS[encoding]

    @property
    def whole(self) -> Range:
        """All of the text."""
        return Range(Position(0, 0), self.position(self._source.lines, len(self._line(self._source.lines)) + 1))

    def range(self, span: Span) -> Range:
        """Return a span as a range; what is beyond the text, as after an edit, is at its end."""
        return Range(self.position(span.line, span.column), self.position(span.end_line, span.end_column))

    def between(self, start: int, end: int) -> Range:
        """Return two offsets into the text, byte order marks included, as a range."""
        span = self._source.span(start, end)
        first, last = self._units(span.line, span.column), self._units(span.end_line, span.end_column)
        return Range(Position(span.line - 1, first), Position(span.end_line - 1, last))

    def position(self, line: int, column: int) -> Position:
        """Return the position of a line and a column, which count from 1."""
        if line > self._source.lines:
            return self.whole.end
        return Position(line - 1, self._units(line, column + self._marks(line)))

    def column(self, position: Position) -> tuple[int, int]:
        """Return the line and the column of a position, which count from 1."""
        if position.line >= self._source.lines:
            last = self._source.lines
            return last, len(self._line(last)) - self._marks(last) + 1
        line = position.line + 1
        units = self._line(line).encode(self._encoding, "surrogatepass")[: position.character * self._size]
        # A position may be in the middle of a character: it is before it then.
        return line, max(len(units.decode(self._encoding, "ignore")) - self._marks(line), 0) + 1

    def _units(self, line: int, column: int) -> int:
        """Count the code units before a column."""
        return len(self._line(line)[: column - 1].encode(self._encoding, "surrogatepass")) // self._size

    def _line(self, number: int) -> str:
        return self._source.line(number)

    def _marks(self, line: int) -> int:
        """Count the byte order marks at the beginning of a line, which are no part of what is linted."""
        return line in self._marked

    @cached_property
    def _marked(self) -> frozenset[int]:
        if _MARK not in self._source.text:
            return frozenset()
        lines = range(1, self._source.lines + 1)
        first = {1} if self._source.text.startswith(_MARK) else set()
        return frozenset(first | {line for line in lines if _MARK_BEFORE_DOCUMENT.match(self._line(line))})
