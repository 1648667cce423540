"""Writing values into the text of a document, in the place of others."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, NamedTuple

from calm_lint.reading.document import Document
from calm_lint.reading.written import block, flow

# A longer collection is easier to read in block style.
_SHORT = 80
_ANCHOR = re.compile(r"&[^\s,\[\]{}]+")


class Edit(NamedTuple):
    """A text for the place of another one, given by its offsets."""

    start: int
    end: int
    text: str


class Written(NamedTuple):
    """The lines of a value, and whether it is a collection in block style."""

    lines: list[str]
    is_block: bool


class Placer:
    """Writes values into the text of one document."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._tree = document.tree
        self._source = document.source
        self._text = document.source.text
        newline = re.search(r"\r\n|\r|\n", self._text)
        self._newline = newline[0] if newline else "\n"

    def written(self, node: int, value: object) -> Written:
        """Return a value for the place of a node; a short collection keeps its style."""
        text = flow(value)
        is_short = len(text) <= _SHORT and self.is_flow(node) and not self._tree.is_leaf(node)
        if not value or not isinstance(value, dict | list) or is_short or self.in_flow(node):
            return Written([text], is_block=False)
        return Written(block(value), is_block=True)

    def copied(self, node: int, place: int) -> Written:
        """Return an anchored node for the place of an alias; anchors in it become aliases."""
        tree = self._tree
        is_block = not tree.is_leaf(node) and not self.is_flow(node)
        start, end = tree.extent(node)
        if (is_block and self.in_flow(place)) or (tree.is_leaf(node) and "\n" in self._text[start:end]):
            return Written([flow(self.value(node))], is_block=False)
        shared = set(tree.anchored.values())
        edits: list[Edit] = []
        last = start
        for inner in range(node + 1, tree.after[node]):
            anchor = self.anchor(inner)
            if not anchor or tree.starts[inner] < last:
                continue
            inner_end = tree.extent(inner)[1]
            if inner in shared:
                edits.append(Edit(tree.starts[inner], inner_end, f"*{anchor}"))
                last = inner_end
            else:
                edits.append(self.without_anchor(inner))
        if is_block:
            end = self._source.line_end(end)
        text = self._text[start:end]
        for each in sorted(edits, reverse=True):
            text = text[: each.start - start] + each.text + text[each.end - start :]
        column = self.column(start)
        first, *others = re.split(r"\r\n|\r|\n", text)
        cut = [line[min(column, len(line) - len(line.lstrip())) :] for line in others]
        return Written([first, *cut], is_block)

    def own(self, node: int) -> dict[str, tuple[int, int]]:
        """Return the keys and values that stand in a mapping itself."""
        children = self._tree.children(node)
        pairs = zip(children, children, strict=True)
        return {self._tree.key_text(key): (key, value) for key, value in pairs if self._tree.raw(key) != "<<"}

    def value(self, node: int) -> object:
        """Return what a node says, by the path of an alias or of itself."""
        waiting: list[tuple[int, Any]] = [(self._document.root, self._document.data)]
        while waiting:
            each, value = waiting.pop()
            if each == node:
                return value
            if not each < node < self._tree.after[each]:
                continue
            if self._tree.mappings[each]:
                waiting += ((child, value.get(name)) for name, (_, child) in self.own(each).items())
            else:
                waiting += zip(self._tree.children(each), value, strict=True)
        return None

    def anchor(self, node: int) -> str:
        """Return the name of the anchor of a node, empty if it has none."""
        properties = self._text[self._tree.starts[node] : self._tree.start(node)]
        found = _ANCHOR.search(properties) if node not in self._tree.anchored else None
        return found[0][1:] if found else ""

    def without_anchor(self, node: int) -> Edit:
        """Delete the anchor of a node with the blank on one of its sides."""
        anchor = f"&{self.anchor(node)}"
        start = self._text.index(anchor, self._tree.starts[node])
        end = start + len(anchor)
        if self._text[end : end + 1] == " ":
            end += 1
        elif self._text[start - 1 : start] == " ":
            start -= 1
        return Edit(start, end, "")

    def put(self, node: int, written: Written, anchor: str = "") -> list[Edit]:
        """Write a value in the place of a node."""
        start, lines = self._tree.starts[node], written.lines
        end = max(start, self._tree.extent(node)[1])
        line_start = self._source.line_start(start)
        before = self._text[line_start:start]
        if not before.strip():
            # A list may stand below its key without being indented; nothing else may.
            column = max(self.inner_column(node), len(before))
            first = f"{anchor}{self.margin(lines, column)}" if anchor and written.is_block else ""
            first = first or f"{anchor} {lines[0]}".lstrip() + self.margin(lines[1:], column)
            return [Edit(line_start, end, " " * column + first)]
        column = self.inner_column(node)
        is_item = before.rstrip().endswith("-") and not anchor and not lines[0].startswith("-")
        if not written.is_block or is_item:
            gap = "" if before[-1] in " \t[{" else " "
            column = self.column(start) if written.is_block else column
            return [Edit(start, end, gap + f"{anchor} {lines[0]}".lstrip() + self.margin(lines[1:], column))]
        # A comment behind an alias stays on its line; text of several lines goes as a whole.
        at = self._source.line_end(end)
        start -= 0 if anchor else len(before) - len(before.rstrip())
        return [Edit(start, end, anchor), Edit(at, at, self.margin(lines, column))]

    def inner_column(self, node: int) -> int:
        """Return the column for what stands below the key or the dash of a node."""
        tree = self._tree
        around = [
            each for each in range(self._document.root, node) if tree.after[each] > node and not tree.is_leaf(each)
        ]
        if not around:
            return 0
        first = tree.start(around[-1])
        return self.column(tree.starts[around[-1] + 1] if tree.mappings[around[-1]] else first) + 2

    def margin(self, lines: Sequence[str], column: int) -> str:
        """Return lines that follow a text, each with its line end before it."""
        return "".join(f"{self._newline}{' ' * column}{line}" if line else self._newline for line in lines)

    def is_flow(self, node: int) -> bool:
        """Return whether a node is a collection in flow style."""
        return self._text.startswith(("[", "{"), self._tree.start(node))

    def in_flow(self, node: int) -> bool:
        """Return whether a node stands in a collection in flow style."""
        tree = self._tree
        return any(tree.after[each] > node and not tree.is_leaf(each) and self.is_flow(each) for each in range(node))

    def column(self, offset: int) -> int:
        """Return how far from the start of its line an offset is."""
        return offset - self._source.line_start(offset)

    def applied(self, edits: list[Edit]) -> str:
        """Return the text with edits."""
        written, last = [], 0
        # Of several at one place, the first comes first.
        for each in sorted(edits, key=lambda each: (each.start, each.end)):
            written += [self._text[last : each.start], each.text]
            last = each.end
        return "".join([*written, self._text[last:]])
