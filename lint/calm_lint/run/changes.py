"""What several passes of edits have changed in a text, as changes of the text that it was at first."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from typing import NamedTuple


class Change(NamedTuple):
    """Text that takes the place of what stands between two offsets."""

    start: int
    end: int
    text: str


class _Piece(NamedTuple):
    """A stretch of a text: of the first one, or of what was written into it."""

    text: str
    start: int
    end: int
    written: bool


class Changes:
    """The changes of a text, which grow with each pass.

    Args:
        text: the text before the first pass.
    """

    def __init__(self, text: str) -> None:
        self._length = len(text)
        self._pieces = [_Piece(text, 0, len(text), written=False)]

    def edit(self, edits: Iterable[Change]) -> None:
        """Make a pass: edits of the text as it is now, in its order, that do not touch one another."""
        left, done, offset = deque(self._pieces), list[_Piece](), 0
        for start, end, text in edits:
            for upto, kept in ((start, True), (end, False)):
                while offset < upto:
                    piece = left.popleft()
                    cut = min(piece.start + upto - offset, piece.end)
                    if cut < piece.end:
                        left.appendleft(piece._replace(start=cut))
                    if kept:
                        done.append(piece._replace(end=cut))
                    offset += cut - piece.start
            done.append(_Piece(text, 0, len(text), written=True))
        self._pieces = [*done, *left]

    def text(self) -> str:
        """Return the text as it is now."""
        return "".join(piece.text[piece.start : piece.end] for piece in self._pieces)

    def __iter__(self) -> Iterator[Change]:
        """Yield the changes of the first text, in its order."""
        done, written = 0, list[str]()
        for piece in (*self._pieces, _Piece("", self._length, self._length, written=False)):
            if piece.written:
                written.append(piece.text[piece.start : piece.end])
                continue
            if written or piece.start > done:
                yield Change(done, piece.start, "".join(written))
            done, written = piece.end, []
