"""What is being written at a line: the mapping, the keys that it has, and the key whose value it is.

While somebody types, the text seldom parses. So this looks at lines and their indents only.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from calm_lint.reading.document import Path

_LINE = re.compile(r"(?P<indent> *)(?P<dashes>(?:- +|-$)*)(?P<content>.*)")
_KEY = re.compile(r"(?P<key>[\w-]+|\"[^\"]*\"|'[^']*')\s*:(?:\s|$)")


@dataclass(frozen=True, slots=True)
class Writing:
    """What is being written.

    Attributes:
        path: the path of the mapping; items of lists count as the first.
        given: the keys that it has.
        key: the key whose value is being written, None if it is a key itself.
        begun: what is written of the key or the value.
    """

    path: Path
    given: frozenset[str]
    key: str | None
    begun: str


@dataclass(frozen=True, slots=True)
class _Line:
    dash: int | None
    column: int
    key: str | None


def writing(lines: Sequence[str], number: int, column: int) -> Writing:
    """Return what is being written before a column of a line.

    Args:
        lines: the lines of the text.
        number: the number of the line, from 0.
        column: the column, from 0.
    """
    before = lines[number][:column]
    here, content = _parse(before), _match(before)["content"]
    key = _KEY.match(content)
    begun = content[key.end() :].lstrip() if key else content
    path, given = _around(lines, number, here)
    return Writing(path, given, here.key, begun)


def _around(lines: Sequence[str], number: int, here: _Line) -> tuple[Path, frozenset[str]]:
    """Return the path of the mapping around a line, and the other keys in it."""
    steps: list[str | int] = []
    given: set[str] = set()
    # The column of the mapping, None between an item and its list; keys to the left of the limit are around it.
    column: int | None = here.column
    limit, innermost = here.column, True
    if here.dash is not None:
        steps.append(0)
        column, limit, innermost = None, here.dash + 1, False
    for line in (_parse(each) for each in reversed(lines[:number]) if _says_something(each)):
        if line.column == column:
            given.update([line.key] if innermost and line.key else [])
        elif line.column < limit and line.key:
            steps.append(line.key)
            column, limit, innermost = line.column, line.column, False
        else:
            continue
        if line.dash is not None:
            steps.append(0)
            column, limit, innermost = None, line.dash + 1, False
    for line in (_parse(each) for each in lines[number + 1 :] if _says_something(each)):
        if min(line.column, here.column if line.dash is None else line.dash) < here.column:
            break
        given.update([line.key] if line.column == here.column and line.key else [])
    return tuple(reversed(steps)), frozenset(given)


def _parse(line: str) -> _Line:
    match = _match(line)
    key = _KEY.match(match["content"])
    dashes = match["dashes"]
    dash = match.start("dashes") + dashes.rindex("-") if dashes else None
    return _Line(dash, match.start("content"), key["key"].strip("'\"") if key else None)


def _match(line: str) -> re.Match[str]:
    match = _LINE.match(line)
    assert match
    return match


def _says_something(line: str) -> bool:
    return bool(line.strip()) and not line.lstrip().startswith("#") and not line.startswith("---")
