"""The lines of keys and list entries in a TOML text, which tomllib does not report."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import NamedTuple

Keys = tuple[str | int, ...]

_SPACE = re.compile(r"(?:[ \t\r\n,]|#[^\n]*)*")
_DOT = re.compile(r"[ \t]*\.[ \t]*")
_TEXT = re.compile(
    r'"""(?:[^\\]|\\.)*?"""(?:"{0,2})|' + r"'''.*?'''(?:'{0,2})|" + r'"(?:[^"\\]|\\.)*"|' + r"'[^']*'", re.DOTALL
)
_BARE_KEY = re.compile(r"[A-Za-z0-9_-]+")
_BARE_VALUE = re.compile(r"[^,\]}#\r\n]+")


def lines_of(text: str) -> dict[Keys, int]:
    """Return the line of each key and each list entry by the keys that lead there.

    Args:
        text: a text that tomllib accepts, so that nothing in it has to be checked.
    """
    return _Scan(text).lines


def line_of(lines: dict[Keys, int], place: Keys) -> int:
    """Return the line of a key; of one that is absent, the line of what should hold it."""
    return next((lines[place[:n]] for n in range(len(place), 0, -1) if place[:n] in lines), 1)


class _Key(NamedTuple):
    """A key as it is written: its parts, and where it begins."""

    parts: tuple[str, ...]
    start: int


class _Scan:
    """One pass over a text."""

    def __init__(self, text: str) -> None:
        self.lines: dict[Keys, int] = {}
        self._text = text
        self._at = 0
        self._line_ends = [match.start() for match in re.finditer("\n", text)]
        # How many tables an array of tables has so far.
        self._tables: dict[Keys, int] = {}
        table: Keys = ()
        while self._skip() < len(text):
            if text[self._at] == "[":
                table = self._header()
            else:
                self._entry(table)

    def _skip(self) -> int:
        match = _SPACE.match(self._text, self._at)
        self._at = match.end() if match else self._at
        return self._at

    def _header(self) -> Keys:
        start = self._at
        several = self._text.startswith("[[", start)
        self._at += 2 if several else 1
        self._skip()
        key = self._key()
        table: Keys = ()
        for number, part in enumerate(key.parts, 1):
            table = (*table, part)
            if several and number == len(key.parts):
                self._tables[table] = self._tables.get(table, 0) + 1
            self._note(table, start)
            if table in self._tables:
                table = (*table, self._tables[table] - 1)
        self._note(table, start)
        self._skip()
        self._at += 2 if several else 1
        return table

    def _entry(self, table: Keys) -> None:
        key = self._key()
        place = table
        for part in key.parts:
            place = (*place, part)
            self._note(place, key.start)
        self._skip()
        self._at += len("=")
        self._skip()
        self._value(place)

    def _key(self) -> _Key:
        start, parts = self._at, []
        while True:
            quoted = self._text[self._at] in "\"'"
            match = (_TEXT if quoted else _BARE_KEY).match(self._text, self._at)
            if match is None:
                raise AssertionError("the text is not valid TOML")
            self._at = match.end()
            parts.append(_unquoted(match[0]) if quoted else match[0])
            dot = _DOT.match(self._text, self._at)
            if dot is None:
                return _Key(tuple(parts), start)
            self._at = dot.end()

    def _value(self, place: Keys) -> None:
        first = self._text[self._at]
        if first not in "[{":
            match = (_TEXT if first in "\"'" else _BARE_VALUE).match(self._text, self._at)
            self._at = match.end() if match else len(self._text)
            return
        self._at += 1
        number = 0
        while self._text[self._skip()] not in "]}":
            if first == "[":
                self._note((*place, number), self._at)
                self._value((*place, number))
                number += 1
            else:
                self._entry(place)
        self._at += 1

    def _note(self, place: Keys, offset: int) -> None:
        if place not in self.lines:
            self.lines[place] = bisect_right(self._line_ends, offset - 1) + 1


def _unquoted(key: str) -> str:
    import tomllib

    (name,) = tomllib.loads(f"{key} = 0")
    return name
