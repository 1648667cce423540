"""The text of a linted file, and positions in it."""

import re
from bisect import bisect_right
from functools import cached_property
from typing import NamedTuple

# Compiled when it is first used: a clean run asks for no position.
_LINE_END = r"\r\n|\r|\n"


class Span(NamedTuple):
    """A stretch of text: lines and columns count from 1, in Unicode code points; the end is exclusive."""

    line: int
    column: int
    end_line: int
    end_column: int


def without_marks(text: str) -> str:
    """Take out the byte order marks before further documents, as in files that were joined into one."""
    return re.sub(r"^\ufeff(?=---)", "", text, flags=re.MULTILINE) if "\ufeff" in text else text


class Source:
    """A file's text without byte order mark, under the name that messages show for it."""

    def __init__(self, name: str, text: str) -> None:
        self.name = name
        self.text = text

    def span(self, start: int, end: int) -> Span:
        """Turn two offsets into the text (in code points) into a span."""
        return Span(*self._position(start), *self._position(end))

    def offsets(self, span: Span) -> tuple[int, int]:
        """Turn a span into two offsets into the text."""
        starts = self._line_starts
        return starts[span.line - 1] + span.column - 1, starts[span.end_line - 1] + span.end_column - 1

    @property
    def lines(self) -> int:
        """How many lines it has."""
        return len(self._line_starts)

    def line(self, number: int) -> str:
        """Return one line, counted from 1, without its line end."""
        start = self._line_starts[number - 1]
        end = self._line_starts[number] if number < len(self._line_starts) else len(self.text)
        return self.text[start:end].rstrip("\r\n")

    def line_offset(self, number: int) -> int:
        """Return the offset at which a line begins, counted from 1."""
        return self._line_starts[number - 1]

    def line_start(self, offset: int) -> int:
        """Return the offset at which the line that holds `offset` begins."""
        return self._line_starts[bisect_right(self._line_starts, offset) - 1]

    def line_end(self, offset: int) -> int:
        """Return the offset at which the line that holds `offset` ends, before its line end."""
        number = bisect_right(self._line_starts, offset)
        end = self._line_starts[number] if number < len(self._line_starts) else len(self.text)
        # A line end is one or two characters.
        while end > offset and self.text[end - 1] in "\r\n":
            end -= 1
        return end

    def _position(self, offset: int) -> tuple[int, int]:
        line = bisect_right(self._line_starts, offset)
        return line, offset - self._line_starts[line - 1] + 1

    @cached_property
    def _line_starts(self) -> list[int]:
        """Where each line begins; computed only when a finding asks for a position."""
        return [0, *(match.end() for match in re.finditer(_LINE_END, self.text))]
