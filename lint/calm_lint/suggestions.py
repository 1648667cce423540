"""Guessing what a misspelled name was meant to be."""

from __future__ import annotations

import re
from collections.abc import Iterable


def did_you_mean(word: str, candidates: Iterable[str]) -> str | None:
    """Return the candidate that a word resembles, None where none is close.

    Case, blanks, hyphens and underscores do not count, nor does a longer label that ends in a
    candidate: `Deployment Management Status Change` is `status_change`.
    """
    from difflib import get_close_matches

    plain = {_letters(candidate): candidate for candidate in candidates}
    letters = _letters(word)
    if close := get_close_matches(letters, plain, cutoff=0.7):
        # Of several that are close, the one with most letters in their places.
        return plain[max(close, key=lambda each: _alike(each, letters))]
    return next((plain[each] for each in plain if len(each) > 4 and letters.endswith(each)), None)


def _alike(one: str, other: str) -> int:
    return sum(a == b for a, b in zip(one, other, strict=False))


def _letters(word: str) -> str:
    return re.sub(r"[\W_]", "", word).lower()
