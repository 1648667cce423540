"""The rungs of a connection: it connects, it collects transports, it is set up by the book."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, Literal, get_args

Rung = Literal["connects", "collects", "by-the-book"]
"""What a rule is needed for.

Without the rules of `connects`, nothing is reached. Without those of `collects`, transports are missing or late. All
others are of `by-the-book`: SAP's guide says so, or a plugin does.
"""

RUNGS: Final[tuple[Rung, ...]] = get_args(Rung)
BY_THE_BOOK: Final[Rung] = "by-the-book"


def up_to(rung: Rung) -> tuple[Rung, ...]:
    """Return a rung with those below it, which whoever holds it holds, too."""
    return RUNGS[: RUNGS.index(rung) + 1]


def below(rung: Rung) -> Rung | None:
    """Return the rung below, None if this is the first."""
    return RUNGS[RUNGS.index(rung) - 1] if rung != RUNGS[0] else None


def lower(one: Rung | None, other: Rung | None) -> Rung | None:
    """Return the lower of two rungs that are held; to hold none is the lowest."""
    return None if one is None or other is None else min(one, other, key=RUNGS.index)


def first(missed: Iterable[Rung | None]) -> Rung | None:
    """Return the first of the rungs that are missed, None if none is."""
    return min(filter(None, missed), key=RUNGS.index, default=None)
