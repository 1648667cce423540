"""Hiding users and passwords in URLs."""

from __future__ import annotations

import re

MASK = "***"

# The user of a URL; a normalized path has one of its slashes only. A letter and a colon are a drive of Windows.
_BEFORE_USER_OF_URL = re.compile(r"\w\w:/+")
_AT = re.compile("@|%40")
# A word that holds an @, also percent-encoded.
_WORD_WITH_AT = re.compile(r"(?<!\S)(?:[^\s@%]|%(?!40))*+(?:@|%40)\S*+")


def without_users(text: str) -> str:
    """Return a text with users and passwords in URLs masked."""
    return _WORD_WITH_AT.sub(_without_user, text)


def _without_user(word: re.Match[str]) -> str:
    at = max(match.start() for match in _AT.finditer(word[0]))
    url = _BEFORE_USER_OF_URL.search(word[0], 0, at)
    return f"{word[0][: url.end()]}{MASK}{word[0][at:]}" if url else word[0]
