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
    if close := get_close_matches(letters, plain, n=1, cutoff=0.7):
        return plain[close[0]]
    return next((plain[each] for each in plain if len(each) > 4 and letters.endswith(each)), None)


def _letters(word: str) -> str:
    return re.sub(r"[\W_]", "", word).lower()
