"""Which files of a run have something in common, by hashes of what their landscapes are compared by."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache

from calm_lint.model.estate import Identity

# Two hashes that are equal by chance cost time, and change no result.
_LENGTH = 12
# Stands before the hashes of a file whose own landscapes have something in common.
_WITHIN = "!"


def hashed(landscapes: Sequence[Sequence[Identity]]) -> str:
    """Return the identities of a file in the form that `in_common` compares: words of hashes, `key:tenant`.

    Args:
        landscapes: the identities of each of its landscapes.
    """
    words = [dict.fromkeys(f"{_hash(key)}:{_hash(tenant)}" for key, tenant in each) for each in landscapes]
    within = len(words) > 1 and in_common([" ".join(each) for each in words])
    return " ".join((*([_WITHIN] if within else ()), *dict.fromkeys(word for each in words for word in each)))


class Identities:
    """The identities of the files that were seen so far."""

    def __init__(self) -> None:
        self._first: dict[str, tuple[str, int]] = {}

    def add(self, number: int, words: str) -> set[int]:
        """Return the numbers of the files that have something in common through one more file, or within it.

        Args:
            number: the number of the file.
            words: its identities, as `hashed` returns them.
        """
        found: set[int] = set()
        for word in words.split():
            if word == _WITHIN:
                found.add(number)
                continue
            other, there = self._first.setdefault(word[:_LENGTH], (word, number))
            # A word without a tenant belongs to its landscape.
            if there != number and (other != word or word[-1] == ":"):
                found.update((number, there))
        return found


def in_common(files: Iterable[str]) -> set[int]:
    """Return the numbers of the files that have something in common with another one, or among their own landscapes.

    Args:
        files: the identities of each file, as `hashed` returns them.
    """
    seen = Identities()
    return {each for number, words in enumerate(files) for each in seen.add(number, words)}


# Many files name the same SAP Cloud ALM tenant.
@lru_cache(maxsize=1024)
def _hash(text: str) -> str:
    from hashlib import sha256

    return sha256(text.encode(errors="backslashreplace")).hexdigest()[:_LENGTH] if text else ""
