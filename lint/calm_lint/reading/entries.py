"""The entries of mappings and lists in the text: the keys and values as they stand, through aliases and merge keys."""

from __future__ import annotations

from collections import Counter
from functools import cached_property
from typing import NamedTuple

from calm_lint.reading.syntax_tree import SyntaxTree


class Pair(NamedTuple):
    """An entry of a collection, as the nodes of its key and its value.

    Attributes:
        key: the node of its key, None for an item of a list.
        value: the node of its value; where that is an alias, the node that it repeats.
    """

    key: int | None
    value: int


class Entries:
    """The entries of all collections of a file.

    Args:
        tree: the nodes of the file.
    """

    def __init__(self, tree: SyntaxTree) -> None:
        self._tree = tree
        self._children: dict[int, dict[str | int, Pair]] = {}
        self._own: dict[int, tuple[dict[str | int, Pair], list[int]]] = {}

    @cached_property
    def aliases(self) -> dict[int, list[int]]:
        """The aliases of each node that has some."""
        aliases: dict[int, list[int]] = {}
        for alias, node in self._tree.anchored.items():
            aliases.setdefault(node, []).append(alias)
        return aliases

    def uses(self, root: int) -> Counter[int]:
        """Count for each node the paths that lead to it; what stands below keys of one's own is not used there."""
        uses, after = Counter({root: 1}), self._tree.after
        # Whatever holds a node, or an alias of it, ends behind it, so that its own count is complete by then.
        for node in sorted(range(root, after[root]), key=lambda node: (-after[node], node)):
            if self._tree.is_leaf(node):
                continue
            for name, entry in self.of(node).items():
                if isinstance(name, int) or not name.startswith("x-"):
                    uses[entry.value] += uses[node]
                    if entry.key is not None:
                        uses[entry.key] += uses[node]
        return uses

    def of(self, node: int) -> dict[str | int, Pair]:
        """Return the children of a collection by key or index."""
        if node not in self._children:
            self._children[node] = self._scan(node)
        return self._children[node]

    def _scan(self, node: int) -> dict[str | int, Pair]:
        tree = self._tree
        if not tree.mappings[node]:
            return {index: self._entry(None, child) for index, child in enumerate(tree.children(node))}
        entries: dict[str | int, Pair] = {}
        # A mapping's own entries go before merged ones; a chain of merges may be longer than Python recurses.
        left, seen = [node], set[int]()
        while left:
            mapping = left.pop()
            if mapping in seen:
                continue
            seen.add(mapping)
            if mapping not in self._own:
                self._own[mapping] = self._scan_own(mapping)
            own, merged = self._own[mapping]
            for name, entry in own.items():
                entries.setdefault(name, entry)
            left += reversed(merged)
        return entries

    def _scan_own(self, mapping: int) -> tuple[dict[str | int, Pair], list[int]]:
        """Return the entries that stand in a mapping itself, and the mappings that it merges."""
        tree, own = self._tree, dict[str | int, Pair]()
        merged: list[int] = []
        children = tree.children(mapping)
        for key, value in zip(children, children, strict=True):
            entry = self._entry(key, value)
            if tree.raw(key) != "<<":
                own.setdefault(tree.key_text(key), entry)
            elif tree.mappings[entry.value]:
                merged.append(entry.value)
            else:
                merged += (self._entry(None, each).value for each in tree.children(entry.value))
        return own, merged

    def _entry(self, key: int | None, value: int) -> Pair:
        return Pair(key, self._tree.anchored.get(value, value))
