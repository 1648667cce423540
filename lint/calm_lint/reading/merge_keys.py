"""The merge key `<<`, which brings the entries of other mappings into a mapping."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from calm_lint.reading.refusals import RefusedError
from calm_lint.reading.syntax_tree import SyntaxTree


class _MergeKey(str):
    """The merge key; a quoted "<<" is a key like any other."""


MERGE = _MergeKey("<<")


class Merge(NamedTuple):
    """The value of a merge key, and the node of the key."""

    key_node: int
    value: object


def merge_into(mapping: dict[str, object], merges: Iterable[Merge], tree: SyntaxTree) -> None:
    """Add to a mapping the entries that it does not have itself; the earlier of equal keys counts.

    Raises:
        RefusedError: if a value is neither a mapping nor a list of mappings.
    """
    for merge in merges:
        for source in merge.value if isinstance(merge.value, list) else [merge.value]:
            if not isinstance(source, dict):
                raise RefusedError(
                    "the merge key << takes a mapping or a list of mappings",
                    tree.starts[merge.key_node],
                    tree.ends[merge.key_node],
                )
            for key, value in source.items():
                mapping.setdefault(key, value)
