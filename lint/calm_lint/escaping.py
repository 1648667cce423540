"""Keeping control characters of a file away from terminals, logs and annotations."""

from __future__ import annotations


def printable(text: str) -> str:
    """Return a text in one line, with what cannot be printed as an escape sequence."""
    if text.isprintable():
        return text
    return "".join(char if char.isprintable() else char.encode("unicode_escape").decode() for char in text)
