"""Writing a document again with other data: what stays equal keeps its text, with its comments and in its order.

Text that an alias shares with a place whose data stays is taken apart first. Each step is read again, so that what
comes out has the data that it should have, or nothing does.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Sequence
from typing import Any, NamedTuple

from calm_lint.reading.document import Document
from calm_lint.reading.reader import Reading
from calm_lint.reading.written import block, entry, flow, item

# Each takes an alias away; a file needs a few.
_MOST_STEPS = 200
_SHORT = 80
_ANCHOR = re.compile(r"&[^\s,\[\]{}]+")


class _Edit(NamedTuple):
    start: int
    end: int
    text: str


class _Written(NamedTuple):
    """The lines of a value, and whether it is a collection in block style."""

    lines: list[str]
    is_block: bool


class _Change(NamedTuple):
    """A node whose value differs, and the value that it should have; `parts` are the changes in it."""

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
        The new text, None where the text cannot be edited with certainty.
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


class _Writer:
    """Edits the text of one document."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._tree = document.tree
        self._source = document.source
        self._text = document.source.text
        newline = re.search(r"\r\n|\r|\n", self._text)
        self._newline = newline[0] if newline else "\n"

    def unshared(self, wanted: object) -> str | None:
        """Return the text after one step that takes shared text apart, None where what changes is not shared."""
        tree = self._tree
        touched = list(self._touched(self._document.root, self._document.data, wanted))
        for node, stays in touched:
            meant = tree.anchored.get(node)
            if stays and meant is not None and not tree.is_leaf(meant):
                return self._applied(self._put(node, self._copied(meant, node)))
        # The innermost first: what holds it can then be copied without it.
        for node, _ in reversed(touched):
            aliases = [alias for alias, meant in tree.anchored.items() if meant == node]
            if aliases:
                return self._moved(node, min(aliases))
        return None

    def edited(self, wanted: object) -> str:
        """Return the text with other data, which no alias shares."""
        return self._applied(list(self._edits(self._document.root, self._document.data, wanted)))

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
            for name, (_, value) in self._own(node).items():
                if name not in new:
                    yield from ((each, False) for each in range(value, self._tree.after[value]))

    def _parts(self, node: int, old: Any, new: Any) -> list[_Change] | None:
        """Return the parts of a collection that stay, None where it has to be written as a whole."""
        tree = self._tree
        if tree.is_leaf(node) or self._is_flow(node):
            return None
        if isinstance(old, list) and isinstance(new, list) and len(old) <= len(new) and not tree.mappings[node]:
            return [_Change(child, *pair) for child, pair in zip(tree.children(node), zip(old, new), strict=False)]  # noqa: B905 - new ones follow
        if not (isinstance(old, dict) and isinstance(new, dict) and tree.mappings[node]):
            return None
        own = self._own(node)
        gone = old.keys() - new.keys()
        first = next(tree.children(node))
        if gone - own.keys() or any(own[name][0] == first for name in gone):
            return None
        return [_Change(value, old[name], new[name]) for name, (_, value) in own.items() if name in new]

    def _own(self, node: int) -> dict[str, tuple[int, int]]:
        """Return the keys and values that stand in a mapping itself."""
        children = self._tree.children(node)
        pairs = zip(children, children, strict=True)
        return {self._tree.key_text(key): (key, value) for key, value in pairs if self._tree.raw(key) != "<<"}

    def _edits(self, node: int, old: Any, new: Any) -> Iterator[_Edit]:
        if is_same(old, new):
            return
        parts = self._parts(node, old, new)
        if parts is None:
            yield from self._put(node, self._written(node, new))
            return
        for each in parts:
            yield from self._edits(*each)
        if not self._tree.mappings[node]:
            column = self._column(self._tree.extent(node)[0])
            lines = [line for each in new[len(old) :] for line in item(each)]
            yield from self._lines_after(self._tree.last_child(node), column, lines)
            return
        own = self._own(node)
        column = self._column(self._tree.start(next(self._tree.children(node))))
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

    def _deletion(self, key: int, value: int) -> _Edit:
        start = self._source.line_start(self._tree.starts[key])
        end = self._source.line_end(max(self._tree.extent(value)[1], self._tree.starts[key]))
        return _Edit(start - len(self._newline), end, "")

    def _lines_after(self, node: int, column: int, lines: Sequence[str]) -> Iterator[_Edit]:
        if lines:
            end = self._source.line_end(self._tree.extent(node)[1])
            yield _Edit(end, end, self._margin(lines, column))

    def _written(self, node: int, value: object) -> _Written:
        """Return a value for the place of a node; a short collection keeps its style."""
        text = flow(value)
        is_short = len(text) <= _SHORT and self._is_flow(node) and not self._tree.is_leaf(node)
        if not value or not isinstance(value, dict | list) or is_short or self._in_flow(node):
            return _Written([text], is_block=False)
        return _Written(block(value), is_block=True)

    def _copied(self, node: int, place: int) -> _Written:
        """Return an anchored node for the place of an alias; anchors in it become aliases."""
        tree = self._tree
        is_block = not tree.is_leaf(node) and not self._is_flow(node)
        start, end = tree.extent(node)
        if (is_block and self._in_flow(place)) or (tree.is_leaf(node) and "\n" in self._text[start:end]):
            return _Written([flow(self._value(node))], is_block=False)
        shared = set(tree.anchored.values())
        edits: list[_Edit] = []
        last = start
        for inner in range(node + 1, tree.after[node]):
            anchor = self._anchor(inner)
            if not anchor or tree.starts[inner] < last:
                continue
            inner_end = tree.extent(inner)[1]
            if inner in shared:
                edits.append(_Edit(tree.starts[inner], inner_end, f"*{anchor}"))
                last = inner_end
            else:
                edits.append(_Edit(tree.starts[inner], tree.starts[inner] + len(anchor) + 1, ""))
        if is_block:
            end = self._source.line_end(end)
        text = self._text[start:end]
        for each in sorted(edits, reverse=True):
            text = text[: each.start - start] + each.text + text[each.end - start :]
        column = self._column(start)
        first, *others = re.split(r"\r\n|\r|\n", text)
        cut = [line[min(column, len(line) - len(line.lstrip())) :] for line in others]
        return _Written([first, *cut], is_block)

    def _value(self, node: int) -> object:
        """Return what a node says, by the path of an alias or of itself."""
        waiting: list[tuple[int, Any]] = [(self._document.root, self._document.data)]
        while waiting:
            each, value = waiting.pop()
            if each == node:
                return value
            if not each < node < self._tree.after[each]:
                continue
            if self._tree.mappings[each]:
                waiting += ((child, value.get(name)) for name, (_, child) in self._own(each).items())
            else:
                waiting += zip(self._tree.children(each), value, strict=True)
        return None

    def _moved(self, node: int, alias: int) -> str:
        """Return the text with an anchor and what it names at the place of its first alias, and a copy here."""
        anchor = self._anchor(node)
        edits = self._put(alias, self._copied(node, alias), f"&{anchor}")
        start = self._text.index(f"&{anchor}", self._tree.starts[node])
        end = start + len(anchor) + 1
        # With the blank on one of its sides.
        if self._text[end : end + 1] == " ":
            end += 1
        elif self._text[start - 1 : start] == " ":
            start -= 1
        return self._applied([*edits, _Edit(start, end, "")])

    def _anchor(self, node: int) -> str:
        """Return the name of the anchor of a node, empty where it has none."""
        properties = self._text[self._tree.starts[node] : self._tree.start(node)]
        found = _ANCHOR.search(properties) if node not in self._tree.anchored else None
        return found[0][1:] if found else ""

    def _put(self, node: int, written: _Written, anchor: str = "") -> list[_Edit]:
        """Write a value in the place of a node."""
        start, lines = self._tree.starts[node], written.lines
        end = max(start, self._tree.extent(node)[1])
        line_start = self._source.line_start(start)
        before = self._text[line_start:start]
        if not before.strip():
            # A list may stand below its key without being indented; nothing else may.
            column = max(self._inner_column(node), len(before))
            first = f"{anchor}{self._margin(lines, column)}" if anchor and written.is_block else ""
            first = first or f"{anchor} {lines[0]}".lstrip() + self._margin(lines[1:], column)
            return [_Edit(line_start, end, " " * column + first)]
        column = self._inner_column(node)
        is_item = before.rstrip().endswith("-") and not anchor and not lines[0].startswith("-")
        if not written.is_block or is_item:
            gap = "" if before[-1] in " \t[{" else " "
            column = self._column(start) if written.is_block else column
            return [_Edit(start, end, gap + f"{anchor} {lines[0]}".lstrip() + self._margin(lines[1:], column))]
        # A comment behind an alias stays on its line; text of several lines goes as a whole.
        at = self._source.line_end(end)
        start -= 0 if anchor else len(before) - len(before.rstrip())
        return [_Edit(start, end, anchor), _Edit(at, at, self._margin(lines, column))]

    def _inner_column(self, node: int) -> int:
        """Return the column for what stands below the key or the dash of a node."""
        tree = self._tree
        around = [
            each for each in range(self._document.root, node) if tree.after[each] > node and not tree.is_leaf(each)
        ]
        if not around:
            return 0
        first = tree.start(around[-1])
        return self._column(tree.starts[around[-1] + 1] if tree.mappings[around[-1]] else first) + 2

    def _margin(self, lines: Sequence[str], column: int) -> str:
        return "".join(f"{self._newline}{' ' * column}{line}" if line else self._newline for line in lines)

    def _is_flow(self, node: int) -> bool:
        return self._text.startswith(("[", "{"), self._tree.start(node))

    def _in_flow(self, node: int) -> bool:
        """Return whether a node stands in a collection in flow style."""
        tree = self._tree
        return any(tree.after[each] > node and not tree.is_leaf(each) and self._is_flow(each) for each in range(node))

    def _column(self, offset: int) -> int:
        return offset - self._source.line_start(offset)

    def _applied(self, edits: list[_Edit]) -> str:
        written, last = [], 0
        # Of several at one place, the first comes first.
        for each in sorted(edits, key=lambda each: (each.start, each.end)):
            written += [self._text[last : each.start], each.text]
            last = each.end
        return "".join([*written, self._text[last:]])
