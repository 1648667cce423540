"""Secrets never come out: everything that is shown of a file passes through here.

A line of the file is masked where its secrets stand, known by their places in the syntax tree; messages and other texts
are masked where they repeat one of their values, however it is spelled. Only of a file that does not parse, and of
comments, the text has to do: there, whatever may be a secret is hidden.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from copy import copy
from functools import cache, cached_property
from typing import TYPE_CHECKING

from calm_lint.reading import secret_forms
from calm_lint.reading.reader import read
from calm_lint.reading.secret_places import SecretPlaces
from calm_lint.reading.spellings import SHORTEST, Search, lower, views
from calm_lint.text.urls import MASK

if TYPE_CHECKING:
    from calm_lint.reading.reader import Reading

_Spans = list[tuple[int, int]]

# Where a value may be cut: programs take addresses and lists apart there.
_CUT = re.compile(r"[/:@?#&=,;\\]+")
_MOST_CUTS = 8
_SHORTEST_PIECE = 6
_WORD = re.compile(r"(?<![\w$/.-])[A-Za-z]+(?![\w/])")
_BLOCK_LINE = re.compile(r"(?:\r\n?|\n)([ \t]*)([^\r\n]*)")


def redactor(reading: Reading) -> Redactor:
    """Return what masks the secrets of a file that was read."""
    return Redactor(reading)


class Redactor:
    """Masks the secrets of one file in whatever is shown of it. It can be sent to another process.

    Args:
        reading: what was read of the file.
    """

    def __init__(self, reading: Reading) -> None:
        self._source = reading.source
        # Where a broken file may hold a secret on any line, none is shown.
        self._hidden = not reading.complete and may_hold_secret(reading.source.text)
        values, self._places = _secrets(reading)
        self._search = Search(each for value in values for each in _to_look_for(value))

    def __call__(self, line: int, *offsets: int) -> tuple[str, list[int]]:
        """Return a line of the file with its secrets masked, and where offsets into it have moved to."""
        if self._hidden:
            return MASK, [min(offset, len(MASK)) for offset in offsets]
        text, start = self._source.line(line), self._source.line_offset(line)
        return _masked(text, _within(self._in_source, start, start + len(text)), offsets)

    def text(self, text: str) -> str:
        """Return a text with every secret of the file masked."""
        return _masked(text, _merged(self._spans(text)), ())[0]

    def version(self, content: bytes) -> list[str]:
        """Return the lines of the file in another state, split at line feeds, with its secrets masked.

        Args:
            content: the bytes of that state, UTF-8.
        """
        reading = read(self._source.name, content, frozenset())
        places = _secrets(reading)[1]
        text = reading.source.text
        spans = _merged([*places, *self._spans(text, of_file=True)])
        lines, start = [], 0
        # Byte order marks are no part of what is read.
        for written, line in zip(content.decode().split("\n"), text.split("\n"), strict=True):
            masked = _masked(line, _within(spans, start, start + len(line.rstrip("\r"))), ())[0]
            lines.append(written.removesuffix(line) + masked)
            start += len(line) + 1
        return lines

    def with_secrets_of(self, *others: Redactor) -> Redactor:
        """Return what masks also the secrets of other files, or of another state of the file.

        A fix takes a secret away in one place only.
        """
        searches = [other._search for other in others if other._search]
        if not searches:
            return self
        redactor = copy(self)
        redactor.__dict__.pop("_in_source", None)
        redactor._search = self._search.with_texts_of(searches)
        return redactor

    @cached_property
    def _in_source(self) -> _Spans:
        return _merged([*self._places, *self._spans(self._source.text, of_file=True)])

    def _spans(self, text: str, *, of_file: bool = False) -> Iterator[tuple[int, int]]:
        for view in views(text):
            for start, end in (*self._search.spans(view.text), *secret_forms.spans(view.text, of_file=of_file)):
                yield view.span(start, end)


def may_hold_secret(text: str) -> bool:
    """Return whether a text that does not parse may hold a secret, on whatever line."""
    return "\0" in text or any(
        next(secret_forms.assignments(view.text, over_lines=True, anywhere=True), None) is not None
        or next(secret_forms.spans(view.text), None) is not None
        for view in views(text)
    )


def _secrets(reading: Reading) -> tuple[set[str], _Spans]:
    """Return the values of the secrets of a file, and where they stand."""
    found = SecretPlaces(reading.source, reading.documents)
    if reading.complete:
        for document in reading.documents[:1]:
            found.in_comments(document.tree)
        return found.values, found.places
    for view in views(reading.source.text):
        found.values.update(secret_forms.in_text(view.text))
        found.values.update(_assigned(view.text))
    return found.values, found.places


def _assigned(text: str) -> Iterator[str]:
    """Yield what a text that does not parse assigns to names of secrets: the value, or the block below."""
    for start, end, value in secret_forms.assignments(text, to_line_end=True, anywhere=True):
        if value[:1] in ("|", ">"):
            yield from _block(text, start, end)
        first = re.split(r"[,}\]#\s]", value)[0]
        # The name of an anchor, an alias or a tag is shown without its sign.
        yield from (value, first, first.lstrip("&*!"))


def _block(text: str, start: int, end: int) -> Iterator[str]:
    """Yield the lines below a line that are indented more than it is."""
    line = text[text.rfind("\n", 0, start) + 1 : start]
    indent = max(len(line) - len(line.lstrip(" -")), 1)
    for below in _BLOCK_LINE.finditer(text, end):
        if below[2] and len(below[1]) < indent:
            return
        yield below[2]


def _to_look_for(secret: str) -> Iterator[str]:
    """Yield a secret as it may come out: as a whole, its lines, and its pieces, less what is no secret anywhere else.

    Words of the schema are part of many messages and paths, and no news to anybody.
    """
    plain = lower(secret.strip())
    lines = [line.strip() for line in plain.splitlines() if "-----" not in line]
    pieces = (piece for line in lines for word in line.split() for piece in _pieces(word))
    for each in {plain, *lines, *pieces}:
        if len(each) >= SHORTEST and each not in _public():
            yield each


def _pieces(word: str) -> Iterator[str]:
    """Yield what is between two places where a word may be cut; of one with many such places, what is between them."""
    cuts = [match.span() for match in _CUT.finditer(word)]
    starts, ends = [0, *(end for _, end in cuts)], [*(start for start, _ in cuts), len(word)]
    for index, start in enumerate(starts):
        for end in ends[index:] if len(cuts) <= _MOST_CUTS else ends[index : index + 1]:
            if end - start >= _SHORTEST_PIECE:
                yield word[start:end]


@cache
def _public() -> str:
    """Return the keys and the values of the schema, and the words that explain them."""
    # The only part of the reading that knows a format, whose words it must never mask.
    from calm_lint_schemas import LANDSCAPE, schema

    words: list[str] = []
    waiting: list[object] = [schema(LANDSCAPE)]
    while waiting:
        part = waiting.pop()
        if isinstance(part, dict):
            words += part
            words += _WORD.findall(str(part.get("description", "")))
            words += map(str, part.get("enum", ()))
            waiting += part.values()
        elif isinstance(part, list):
            waiting += part
    return lower("\n".join(words))


def _merged(spans: Iterable[tuple[int, int]]) -> _Spans:
    """Return stretches in their order, those that overlap or meet as one."""
    merged: _Spans = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = merged[-1][0], max(end, merged[-1][1])
        elif start < end:
            merged.append((start, end))
    return merged


def _within(spans: _Spans, start: int, end: int) -> _Spans:
    """Return what is between two offsets of stretches that are in their order, counted from the first offset."""
    first = bisect_left(spans, start, key=lambda span: span[1])
    inside = []
    for index in range(first, len(spans)):
        if spans[index][0] >= end:
            break
        inside.append((max(spans[index][0] - start, 0), min(spans[index][1], end) - start))
    return inside


def _masked(text: str, spans: _Spans, offsets: Sequence[int]) -> tuple[str, list[int]]:
    """Return a text with stretches of it masked, and where offsets into it have moved to."""
    masked, moved, done = "", list(offsets), 0
    for start, end in spans:
        # The indent of a text that goes on from the line above.
        start += len(text[start:end]) - len(text[start:end].lstrip())
        if end <= start:
            continue
        masked += text[done:start] + MASK
        for index, offset in enumerate(offsets):
            if offset > start:
                moved[index] = len(masked) + max(offset - end, 0)
        done = end
    return masked + text[done:], moved
