"""Patterns as `.gitignore` files hold them, gitignore(5), and the matching of one step of a path.

A pattern comes from the repository that is linted, and must not make a run last for ever. So a step is matched without
backtracking into what an earlier star has taken, and a path in time that grows with its length times the pattern's.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

_ANY_FOLDERS = "**"
_CLASSES = {
    "alnum": "a-zA-Z0-9",
    "alpha": "a-zA-Z",
    "blank": " \\t",
    "cntrl": "\\x00-\\x1f\\x7f",
    "digit": "0-9",
    "graph": "!-~",
    "lower": "a-z",
    "print": " -~",
    "punct": "!-/:-@\\[-`{-~",
    "space": " \\t-\\r",
    "upper": "A-Z",
    "xdigit": "0-9a-fA-F",
}
_NOTHING = "(?!)"

_Step = Callable[[str], object]


class Pattern(NamedTuple):
    """A line of a `.gitignore` file.

    Attributes:
        ignores: whether it ignores what it matches; one with an exclamation mark takes that in again.
        of_folders: whether it matches folders only.
        steps: what matches each step of a path; None matches any number of steps.
    """

    ignores: bool
    of_folders: bool
    steps: Sequence[_Step | None]

    def matches(self, path: Sequence[str], *, directory: bool) -> bool:
        """Check whether it matches the steps of a path."""
        if self.of_folders and not directory:
            return False
        # Where a step does not match, the last `**` takes one step more; an earlier one need not.
        at = done = 0
        any_folders, taken = -1, 0
        while done < len(path):
            step = self.steps[at] if at < len(self.steps) else _no_step
            if step is None:
                any_folders, taken = at, done
                at += 1
            elif step(path[done]):
                at += 1
                done += 1
            elif any_folders < 0:
                return False
            else:
                taken += 1
                at, done = any_folders + 1, taken
        return all(step is None for step in self.steps[at:])


def patterns(content: bytes) -> list[Pattern]:
    """Read a `.gitignore` file; lines that are no patterns are passed over, as git does."""
    text = as_text(content.removeprefix(b"\xef\xbb\xbf"))
    lines = (line.removesuffix("\r") for line in text.split("\n"))
    return [pattern for line in lines if (pattern := _pattern(line))]


def match(found: Sequence[Pattern], path: str) -> bool:
    """Check whether patterns match a path, or a folder that it is in.

    Args:
        found: the patterns, of which the last one that matches decides.
        path: the path with forward slashes, relative to the folder of the patterns; that of a folder ends in one.
    """
    *folders, name = as_text(os.fsencode(path)).split("/")
    steps = [(folders[: index + 1], True) for index in range(len(folders))]
    steps += [([*folders, name], False)] if name else []
    return any(verdict(found, each, directory=directory) for each, directory in steps)


def verdict(found: Sequence[Pattern], steps: Sequence[str], *, directory: bool) -> bool | None:
    """Return whether the last pattern that matches a path ignores it, None if none matches."""
    matching = (pattern.ignores for pattern in reversed(found) if pattern.matches(steps, directory=directory))
    return next(matching, None)


def as_text(name: bytes) -> str:
    """Return a text with a character for each byte: git compares bytes, which need not be UTF-8."""
    return name.decode("latin-1")


def _pattern(line: str) -> Pattern | None:
    if line.startswith("#"):
        return None
    text = line.rstrip(" ")
    # A backslash keeps one blank at the end; without one, it escapes nothing, and the line matches nothing.
    if (len(text) - len(text.rstrip("\\"))) % 2:
        if text == line:
            return None
        text += " "
    ignores = not text.startswith("!")
    text = text.removeprefix("!")
    of_folders = text.endswith("/")
    text = text.removesuffix("/")
    if not text:
        return None
    names = text.removeprefix("/").split("/")
    if "/" not in text:
        names.insert(0, _ANY_FOLDERS)
    elif names[-1] == _ANY_FOLDERS:
        # It matches all that is inside of a folder, and not the folder.
        names.append("*")
    return Pattern(ignores, of_folders, [None if name == _ANY_FOLDERS else _step(name) for name in names])


def _step(name: str) -> _Step:
    """Return what checks one step of a path against a part of a pattern."""
    if not re.search(r"[*?\[\\]", name):
        return name.__eq__
    first, *others = "".join(_tokens(name)).split("\0")
    if not others:
        return re.compile(first, re.DOTALL).fullmatch
    # What stands between two stars is taken where it comes first, and never looked for again.
    between = "".join(f"(?>.*?{part})" for part in others[:-1])
    return re.compile(f"{first}{between}.*{others[-1]}", re.DOTALL).fullmatch


def _tokens(name: str) -> Iterator[str]:
    """Yield a regular expression for each character, and a null character, which no path holds, for each star."""
    position = 0
    while position < len(name):
        character = name[position]
        position += 1
        if character == "*":
            yield "\0"
        elif character == "?":
            yield "."
        elif character == "[":
            expression, position = _bracket(name, position)
            yield expression
        elif character == "\\":
            yield re.escape(name[position])
            position += 1
        else:
            yield re.escape(character) if character != "\0" else _NOTHING


def _bracket(name: str, position: int) -> tuple[str, int]:
    """Read what follows an opening bracket; one that is not closed matches nothing.

    Returns:
        A regular expression, and the position after the closing bracket.
    """
    negated = name[position : position + 1] in ("!", "^")
    position += negated
    start, items = position, ""
    while name[position : position + 1] != "]" or position == start:
        if position >= len(name):
            return _NOTHING, len(name)
        if match := re.compile(r"\[:(\w*):\]").match(name, position):
            if match[1] not in _CLASSES:
                return _NOTHING, len(name)
            items += _CLASSES[match[1]]
            position = match.end()
            continue
        low, position = _literal(name, position)
        high = low
        if name[position : position + 1] == "-" and name[position + 1 : position + 2] not in ("", "]"):
            high, position = _literal(name, position + 1)
        if low <= high:
            items += f"{re.escape(low)}-{re.escape(high)}"
    if not items:
        return "." if negated else _NOTHING, position + 1
    return f"[{'^' if negated else ''}{items}]", position + 1


def _literal(name: str, position: int) -> tuple[str, int]:
    """Return a character of a bracket expression, which may be escaped, and the position after it."""
    if name[position] == "\\" and position + 1 < len(name):
        position += 1
    return name[position], position + 1


def _no_step(_: str) -> bool:
    return False
