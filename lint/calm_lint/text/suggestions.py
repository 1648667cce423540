"""Guessing what a misspelled name was meant to be."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable
from itertools import takewhile

# Comparing a name with another takes a few microseconds.
_COMPARED = 100


class Names:
    """Names that exist, to look up others in and to guess which of them was meant.

    Args:
        names: the names; None is one that is not known.

    Attributes:
        complete: whether all of them are known.
    """

    def __init__(self, names: Iterable[str | None]) -> None:
        names = list(names)
        self.complete = None not in names
        self._names = {name for name in names if name is not None}
        self._plain = {_letters(name): name for name in names if name is not None}
        self._sorted = sorted(self._plain)

    def __contains__(self, name: object) -> bool:
        return name in self._names

    def nearest(self, word: str) -> str | None:
        """Return the name that a word resembles, None if none is close.

        Case, blanks, hyphens and underscores do not count. The beginning of a name stands for it, as `prod` for
        `production`, and so does a label that ends in one, as `Deployment Management Retry`. Of very many names,
        those nearby in the alphabet are compared.
        """
        from difflib import get_close_matches

        letters, plain = _letters(word), self._plain
        candidates = list(plain)
        if len(candidates) > _COMPARED:
            middle = bisect_left(self._sorted, letters)
            candidates = self._sorted[max(middle - _COMPARED // 2, 0) : middle + _COMPARED // 2]
        if close := get_close_matches(letters, candidates, cutoff=0.7):
            # Of several that are close, the one that begins and ends like it.
            return plain[max(close, key=lambda each: _alike(each, letters) + _alike(each[::-1], letters[::-1]))]
        shortened = (each for each in candidates if len(letters) > 2 and each.startswith(letters))
        lengthened = (each for each in candidates if len(each) > 4 and letters.endswith(each))
        return next((plain[each] for each in (*shortened, *lengthened)), None)


def did_you_mean(word: str, candidates: Iterable[str]) -> str | None:
    """Return the candidate that a word resembles, None if none is close."""
    return Names(candidates).nearest(word)


def certainly_meant(word: str, candidates: Iterable[str]) -> str | None:
    """Return the candidate that a word is without doubt, None if there is a doubt.

    They differ in case, blanks, hyphens and underscores, or one letter in ten, and no other candidate is close.
    """
    from difflib import get_close_matches

    plain: dict[str, str] = {}
    for candidate in candidates:
        plain[_letters(candidate)] = candidate
    letters = _letters(word)
    if letters in plain:
        return plain[letters]
    close = get_close_matches(letters, plain, n=2, cutoff=0.9)
    return plain[close[0]] if len(close) == 1 else None


def _alike(one: str, other: str) -> int:
    """Return with how many equal letters two words begin."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))


def _letters(word: str) -> str:
    return re.sub(r"[\W_]", "", word).lower()
