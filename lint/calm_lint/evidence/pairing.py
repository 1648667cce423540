"""Which entry of a landscape is which entry of a system."""

from __future__ import annotations

from collections.abc import Sequence


def paired(expected: Sequence[str], seen: Sequence[str]) -> list[tuple[int | None, int | None]]:
    """Pair the entries of two lists by their ids.

    If just one entry of each list is left, its id has changed.

    Args:
        expected: the ids in the landscape.
        seen: the ids in the system.

    Returns:
        Pairs of indices, in the order of the landscape; None for an entry that is on one side only.
    """
    left: dict[str, list[int]] = {}
    for index, name in enumerate(seen):
        left.setdefault(name, []).append(index)
    pairs: list[tuple[int | None, int | None]] = []
    for index, name in enumerate(expected):
        same = left.get(name)
        pairs.append((index, same.pop(0) if same else None))
    rest = sorted(index for indices in left.values() for index in indices)
    lonely = [number for number, (_, partner) in enumerate(pairs) if partner is None]
    if len(lonely) == len(rest) == 1:
        pairs[lonely[0]] = (pairs[lonely[0]][0], rest.pop())
    return [*pairs, *((None, index) for index in rest)]
