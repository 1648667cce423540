"""What is being written inside of brackets: a collection in flow style."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from calm_lint.reading.document import Path

_FURTHER_KEY = re.compile(r"(?:^|,)\s*([\w-]+)\s*:(?:\s|$)")


@dataclass(frozen=True, slots=True)
class Writing:
    """What is being written.

    Attributes:
        path: the path of the mapping or list; items of lists count as the first.
        given: the keys that it has.
        key: the key or index whose value is being written, None if it is a key itself.
        begun: what is written of the key or the value.
    """

    path: Path
    given: frozenset[str]
    key: str | int | None
    begun: str

    @property
    def name(self) -> str:
        """The key whose value is being written; of an item of a list, that of the list."""
        return next((str(step) for step in reversed((*self.path, self.key)) if isinstance(step, str)), "")


@dataclass(slots=True)
class _Level:
    """A collection that is open: its path, and the keys that it has so far."""

    path: Path
    is_list: bool
    keys: list[str] = field(default_factory=list)
    key: str | int | None = None


def in_flow(text: str, after: str, path: Path) -> Writing | None:
    """Return what is being written in a collection in flow style, None if it is closed.

    Args:
        text: the text from its bracket to the cursor.
        after: the text from the cursor to the end of the line.
        path: the path of the collection.
    """
    levels: list[_Level] = []
    quote, start, index = "", 0, -1
    while (index := index + 1) < len(text):
        char = text[index]
        if quote:
            quote = "" if char == quote else quote
        elif char in "\"'" and not text[start:index].strip():
            quote = char
        elif char == "#" and text[index - 1].isspace():
            end = text.find("\n", index)
            index = end if end >= 0 else len(text)
            start = index + 1
        elif char in "[{":
            levels.append(_Level((*levels[-1].path, *_step(levels[-1])) if levels else path, char == "["))
            levels[-1].key, start = 0 if char == "[" else None, index + 1
        elif char in "]}":
            levels.pop()
            if not levels:
                return None
        elif char == ",":
            levels[-1].key, start = 0 if levels[-1].is_list else None, index + 1
        elif (
            char == ":"
            and not levels[-1].is_list
            and levels[-1].key is None
            and not text[index + 1 : index + 2].strip()
        ):
            levels[-1].key = text[start:index].strip(" \n\"'")
            levels[-1].keys.append(str(levels[-1].key))
            start = index + 1
    if not levels:
        return None
    here = levels[-1]
    rest = re.split(r"[{}\[\]]", after)[0]
    given = here.keys if here.key is not None else [*here.keys, *_FURTHER_KEY.findall(rest)]
    return Writing(here.path, frozenset(given), here.key, text[start:].lstrip())


def _step(level: _Level) -> Path:
    return () if level.key is None else (level.key,)
