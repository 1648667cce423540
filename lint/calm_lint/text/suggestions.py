"""Guessing what a misspelled name was meant to be."""

from __future__ import annotations

import re
from collections.abc import Iterable


def did_you_mean(word: str, candidates: Iterable[str]) -> str | None:
    """Return the candidate that a word resembles, None where none is close.

    Case, blanks, hyphens and underscores do not count. The beginning of a candidate stands for it, as
    `prod` for `production`, and so does a label that ends in one, as `Deployment Management Retry`.
    """
    from difflib import get_close_matches

    plain = {_letters(candidate): candidate for candidate in candidates}
    letters = _letters(word)
    if close := get_close_matches(letters, plain, cutoff=0.7):
        # Of several that are close, the one with most letters in their places.
        return plain[max(close, key=lambda each: _alike(each, letters))]
    shortened = (each for each in plain if len(letters) > 2 and each.startswith(letters))
    lengthened = (each for each in plain if len(each) > 4 and letters.endswith(each))
    return next((plain[each] for each in (*shortened, *lengthened)), None)


def _alike(one: str, other: str) -> int:
    return sum(a == b for a, b in zip(one, other, strict=False))


def _letters(word: str) -> str:
    return re.sub(r"[\W_]", "", word).lower()
