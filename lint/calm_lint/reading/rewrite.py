"""Writing a document again with other data: what stays equal keeps its text, with its comments and in its order.

Text that an alias shares with a place whose data stays is taken apart first. Each step is read again, so that what
comes out has the data that it should have, or nothing does.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from typing import Any, NamedTuple

from calm_lint.reading.placing import Edit, Placer
from calm_lint.reading.reader import Reading
from calm_lint.reading.written import entry, item

# Each takes an alias away; a file needs a few.
_MOST_STEPS = 200


class _Change(NamedTuple):
    """A node, what it says and what it should say."""

    node: int
    old: Any
    new: Any


def rewrite(read: Callable[[str], Reading], text: str, number: int, wanted: object) -> str | None:
    """Return the text of a file with other data in one of its documents.

    Args:
        read: reads a text.
        text: the text of the file.
        number: the number of the document.
        wanted: the data that the document should have.

    Returns:
        The new text, None if the text cannot be edited with certainty.
    """
    meant = [each.data for each in read(text).documents]
    for _ in range(_MOST_STEPS):
        writer = _Writer(read(text).documents[number])
        step = writer.unshared(wanted)
        if step is None:
            meant[number] = wanted
            text = writer.edited(wanted)
            return text if _says(read(text), meant) else None
        text = step
        if not _says(read(text), meant):
            return None
    return None


def is_same(one: object, other: object) -> bool:
    """Return whether two values are the same, types included; the order of keys does not count."""
    return _canonical(one) == _canonical(other)


def _says(reading: Reading, meant: Sequence[object]) -> bool:
    data = [each.data for each in reading.documents]
    return not reading.faults and is_same(data, meant)


def _canonical(value: object) -> str:
    return json.dumps(value, sort_keys=True, default=repr)


class _Writer(Placer):
    """Edits the text of one document."""

    def unshared(self, wanted: object) -> str | None:
        """Return the text after one step that takes shared text apart, None if what changes is not shared."""
        tree = self._tree
        touched = list(self._touched(self._document.root, self._document.data, wanted))
        for node, stays in touched:
            meant = tree.anchored.get(node)
            if stays and meant is not None and not tree.is_leaf(meant):
                return self.applied(self.put(node, self.copied(meant, node)))
        # The innermost first: what holds it can then be copied without it.
        for node, _ in reversed(touched):
            aliases = [alias for alias, meant in tree.anchored.items() if meant == node]
            if aliases:
                return self._moved(node, min(aliases))
        return None

    def edited(self, wanted: object) -> str:
        """Return the text with other data, which no alias shares."""
        return self.applied(list(self._edits(self._document.root, self._document.data, wanted)))

    def _touched(self, node: int, old: Any, new: Any) -> Iterator[tuple[int, bool]]:
        """Yield the nodes whose text changes, each before what it holds, and whether something stays in its place."""
        if is_same(old, new):
            return
        yield node, True
        parts = self._parts(node, old, new)
        if parts is None:
            yield from ((each, False) for each in range(node + 1, self._tree.after[node]))
            return
        for value, before, after in parts:
            yield from self._touched(value, before, after)
        if self._tree.mappings[node]:
            for name, (_, value) in self.own(node).items():
                if name not in new:
                    yield from ((each, False) for each in range(value, self._tree.after[value]))

    def _parts(self, node: int, old: Any, new: Any) -> list[_Change] | None:
        """Return the parts of a collection that stay, None if it has to be written as a whole."""
        tree = self._tree
        if tree.is_leaf(node) or self.is_flow(node):
            return None
        if isinstance(old, list) and isinstance(new, list) and len(old) <= len(new) and not tree.mappings[node]:
            return [_Change(child, *pair) for child, pair in zip(tree.children(node), zip(old, new), strict=False)]  # noqa: B905 - new ones follow
        if not (isinstance(old, dict) and isinstance(new, dict) and tree.mappings[node]):
            return None
        own = self.own(node)
        gone = old.keys() - new.keys()
        first = next(tree.children(node))
        if gone - own.keys() or any(own[name][0] == first for name in gone):
            return None
        return [_Change(value, old[name], new[name]) for name, (_, value) in own.items() if name in new]

    def _edits(self, node: int, old: Any, new: Any) -> Iterator[Edit]:
        if is_same(old, new):
            return
        parts = self._parts(node, old, new)
        if parts is None:
            yield from self.put(node, self.written(node, new))
            return
        for each in parts:
            yield from self._edits(*each)
        if not self._tree.mappings[node]:
            column = self.column(self._tree.extent(node)[0])
            lines = [line for each in new[len(old) :] for line in item(each)]
            yield from self._lines_after(self._tree.last_child(node), column, lines)
            return
        own = self.own(node)
        column = self.column(self._tree.start(next(self._tree.children(node))))
        for name, (key, value) in own.items():
            if name not in new:
                yield self._deletion(key, value)
        before = None
        for name, value in new.items():
            if name in own:
                before = own[name][1]
            elif name not in old or not is_same(old[name], value):
                # Nothing is added before the first entry: there, the dash of a list may stand.
                gap = [""] if node == self._document.root else []
                place = before or self._tree.after[node + 1]
                yield from self._lines_after(place, column, [*gap, *entry(name, value)])

    def _deletion(self, key: int, value: int) -> Edit:
        start = self._source.line_start(self._tree.starts[key])
        end = self._source.line_end(max(self._tree.extent(value)[1], self._tree.starts[key]))
        return Edit(start - len(self._newline), end, "")

    def _lines_after(self, node: int, column: int, lines: Sequence[str]) -> Iterator[Edit]:
        if lines:
            end = self._source.line_end(self._tree.extent(node)[1])
            yield Edit(end, end, self.margin(lines, column))

    def _moved(self, node: int, alias: int) -> str:
        """Return the text with an anchor and what it names at the place of its first alias, and a copy here."""
        edits = self.put(alias, self.copied(node, alias), f"&{self.anchor(node)}")
        return self.applied([*edits, self.without_anchor(node)])
