"""Regular expressions of declarative rules, matched without backtracking: no pattern takes more than a moment.

Python's `re` tries one way after the other, which for some patterns and texts never ends. Here, all ways are
followed at once as a set of positions in the text, so the work is bounded by the limits below.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Callable, Iterable
from re import _constants as op  # type: ignore[attr-defined]
from re import _parser  # type: ignore[attr-defined]
from typing import Any

from calm_lint.errors import RuleError

LONGEST_TEXT = 500
_LONGEST_PATTERN = 200
_MOST_TIMES = 100
_DEEPEST = 2

_REPEATS = (op.MAX_REPEAT, op.MIN_REPEAT)
_CATEGORIES: dict[Any, Callable[[str], bool]] = {
    op.CATEGORY_DIGIT: str.isdecimal,
    op.CATEGORY_SPACE: str.isspace,
    op.CATEGORY_WORD: lambda char: char.isalnum() or char == "_",
    op.CATEGORY_NOT_DIGIT: lambda char: not char.isdecimal(),
    op.CATEGORY_NOT_SPACE: lambda char: not char.isspace(),
    op.CATEGORY_NOT_WORD: lambda char: not (char.isalnum() or char == "_"),
}


class Pattern:
    """A regular expression that is found anywhere in a text, as JSON Schema has it.

    Raises:
        RuleError: if it is no regular expression, or uses what cannot be bounded: look-around, references
            to groups, flags, more than two levels of repetition, or a length or count beyond the limits.
    """

    def __init__(self, text: str) -> None:
        if len(text) > _LONGEST_PATTERN:
            raise RuleError(f"a pattern has at most {_LONGEST_PATTERN} characters")
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                self._items = _parser.parse(text)
        except (re.error, OverflowError, RecursionError) as error:
            raise RuleError(f"{text} is no regular expression: {error}") from None
        if self._items.state.flags != re.UNICODE.value:
            raise RuleError(f"{text} sets flags, which patterns of rules cannot")
        _check(self._items, text, 0)

    def found_in(self, text: str) -> bool:
        """Tell whether it matches anywhere in a text; one beyond `LONGEST_TEXT` characters never matches."""
        return len(text) <= LONGEST_TEXT and bool(_ends(self._items, text, set(range(len(text) + 1))))


def _check(items: Iterable[Any], text: str, depth: int) -> None:
    for kind, argument in items:
        if kind in _REPEATS:
            least, most, inner = argument
            if depth == _DEEPEST or least > _MOST_TIMES or (most != op.MAXREPEAT and most > _MOST_TIMES):
                raise RuleError(
                    f"{text} repeats too much: at most {_DEEPEST} levels, and counts up to {_MOST_TIMES}, are allowed"
                )
            _check(inner, text, depth + 1)
        elif kind is op.SUBPATTERN:
            if argument[1] or argument[2]:
                raise RuleError(f"{text} sets flags, which patterns of rules cannot")
            _check(argument[3], text, depth)
        elif kind is op.BRANCH:
            for branch in argument[1]:
                _check(branch, text, depth)
        elif kind not in (op.LITERAL, op.NOT_LITERAL, op.ANY, op.IN) and not (
            kind is op.AT and argument in (op.AT_BEGINNING, op.AT_BEGINNING_STRING, op.AT_END, op.AT_END_STRING)
        ):
            raise RuleError(f"{text} uses look-around, a reference or the like, which patterns of rules cannot")


def _ends(items: Iterable[Any], text: str, starts: set[int]) -> set[int]:
    """Return where a match that begins at one of the starts may end."""
    for kind, argument in items:
        if not starts:
            break
        starts = _step(kind, argument, text, starts)
    return starts


def _step(kind: Any, argument: Any, text: str, starts: set[int]) -> set[int]:
    if kind is op.SUBPATTERN:
        return _ends(argument[3], text, starts)
    if kind is op.BRANCH:
        return {end for branch in argument[1] for end in _ends(branch, text, starts)}
    if kind in _REPEATS:
        least, most, items = argument
        return _repeated(least, most, items, text, starts)
    if kind is op.AT:
        return starts & {0 if argument in (op.AT_BEGINNING, op.AT_BEGINNING_STRING) else len(text)}
    return {start + 1 for start in starts if start < len(text) and _is_in(text[start], kind, argument)}


def _repeated(least: int, most: int, items: Iterable[Any], text: str, starts: set[int]) -> set[int]:
    for _ in range(least):
        starts = _ends(items, text, starts)
    reached = new = starts
    for _ in range(least, min(int(most), least + len(text))):
        new = _ends(items, text, new) - reached
        if not new:
            break
        reached = reached | new
    return reached


def _is_in(char: str, kind: Any, argument: Any) -> bool:
    if kind is op.ANY:
        return char != "\n"
    if kind is op.IN:
        negated = argument[0][0] is op.NEGATE
        return any(_is_in(char, *each) for each in argument[negated:]) != negated
    if kind is op.RANGE:
        return bool(argument[0] <= ord(char) <= argument[1])
    if kind is op.CATEGORY:
        return _CATEGORIES[argument](char)
    return bool((ord(char) == argument) == (kind is op.LITERAL))
