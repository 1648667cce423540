"""Keeping control characters of a file away from terminals, logs and annotations."""

from __future__ import annotations

import re

# Longer than any URL of a landscape: a host has at most 253 characters.
_LONGEST_WORD = 300


def printable(text: str) -> str:
    """Return a text in one line, with what cannot be printed as an escape sequence."""
    if text.isprintable():
        return text
    return "".join(char if char.isprintable() else char.encode("unicode_escape").decode() for char in text)


def shortened(text: str) -> str:
    """Return a text with what is absurdly long in it cut: a number of thousands of digits, a key of a megabyte."""
    if len(text) <= _LONGEST_WORD:
        return text
    return re.sub(rf"(?<!\S)(\S{{{_LONGEST_WORD}}})\S+?(?=[,:;]?(?!\S))", r"\1…", text)
