"""What is being written at a line: the mapping, the keys that it has, and the key whose value it is.

While somebody types, the text seldom parses. So this looks at lines, their indents and the brackets before the cursor.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from calm_lint.reading.document import Path
from calm_lint.server.flow import Writing, in_flow

_LINE = re.compile(r"(?P<indent> *)(?P<dashes>(?:- +|-$)*)(?P<content>.*)")
# A collection in flow style begins after the dashes of a list, or after a key; it may have an anchor.
_OPENING = re.compile(r"(?P<before>\s*(?:- +)*(?:(?:[\w-]+|\"[^\"]*\"|'[^']*')\s*:\s+)?)(?:&\S+\s+)?(?P<flow>[\[{].*)")
# How many lines such a collection may have above the cursor.
_FLOW_LINES = 50
_KEY = re.compile(r"(?P<key>[\w-]+|\"[^\"]*\"|'[^']*')\s*:(?:\s|$)")


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
    for start in range(number, max(number - _FLOW_LINES, -1), -1):
        first = before if start == number else lines[start]
        if opening := _OPENING.match(first):
            text = "\n".join((opening["flow"], *lines[start + 1 : number], *([before] if start < number else [])))
            outer = _in_block(lines, start, opening["before"])
            around = outer.path if outer.key is None else (*outer.path, outer.key)
            if found := in_flow(text, lines[number][column:], around):
                return found
    return _in_block(lines, number, before)


def _in_block(lines: Sequence[str], number: int, before: str) -> Writing:
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
