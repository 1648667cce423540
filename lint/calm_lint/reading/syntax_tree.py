"""The syntax tree of a file: where its nodes stand, kept as flat arrays.

Rules look at the data, and only findings ask for positions. So the reader keeps a few numbers for each node,
in the order of the text, and everything else is worked out on demand.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right
from collections.abc import Iterator

import yaml

from calm_lint.text.source import Source

# Anchors and tags belong to a node's mark, as do the blanks, comments and line ends behind them.
# The patterns are compiled when they are first used: a clean run asks for no position.
_PROPERTIES = r"(?:(?:!<[^>]*>|[&!][^\s,\[\]{}]*)(?:\s+|\s*#[^\r\n]*[\r\n]+)*)*"
_LINE_END = r"[\r\n]"
_KEEPING = r"[|>][0-9]*\+"
_BLOCK_INDENT = r"^([|>][+-]?)[1-9]([+-]?)"
# A plain scalar of one line, which says what stands there. YAML takes more characters for line ends than we do.
_PLAIN_LINE = r"(?!['\"|>])[^\r\n\x85\u2028\u2029]+"


class SyntaxTree:
    """The nodes of a file, each known by its number.

    Attributes:
        starts: offset of each node's first character, anchor and tag included.
        ends: offset behind the node; of a block collection, PyYAML's mark runs on to the next token.
        after: the number of the node that follows this node's last descendant.
        mappings: for each node, whether it is a mapping.
        anchored: for an alias, the node it stands for.
    """

    __slots__ = ("_source", "after", "anchored", "ends", "mappings", "starts")

    def __init__(self, source: Source) -> None:
        self._source = source
        self.starts = array("I")
        self.ends = array("I")
        self.after = array("I")
        self.mappings = bytearray()
        self.anchored: dict[int, int] = {}

    def __len__(self) -> int:
        return len(self.starts)

    def add(self, start: int, end: int, *, mapping: bool = False) -> int:
        """Append a node and return its number."""
        node = len(self.starts)
        self.starts.append(start)
        self.ends.append(end)
        self.after.append(node + 1)
        self.mappings.append(mapping)
        return node

    def close(self, node: int, end: int) -> None:
        """Note that a collection ends here."""
        self.ends[node] = end
        self.after[node] = len(self.starts)

    def is_leaf(self, node: int) -> bool:
        """Return whether a node has no children: a scalar, an alias or an empty collection."""
        return self.after[node] == node + 1

    def children(self, node: int) -> Iterator[int]:
        """Yield the children of a node; those of a mapping are keys and values in turn."""
        child = node + 1
        while child < self.after[node]:
            yield child
            child = self.after[child]

    def last_child(self, node: int) -> int:
        """Return the last child of a node that has some."""
        child, after = node + 1, self.after
        while after[child] < after[node]:
            child = after[child]
        return child

    def start(self, node: int) -> int:
        """Return the offset of a node without its anchor and tag."""
        properties = re.compile(_PROPERTIES).match(self._source.text, self.starts[node], self.ends[node])
        return properties.end() if properties else self.starts[node]

    def extent(self, node: int) -> tuple[int, int]:
        """Return the exact offsets of a node, without its anchor and tag, and without blank lines behind it."""
        text, start = self._source.text, self.start(node)
        while not self.is_leaf(node) and text[self.start(node)] not in "[{":
            # The mark of a block collection runs on to the next token; its last child ends where it does.
            node = self.last_child(node)
        first = self.start(node)
        return start, first + len(text[first : self.ends[node]].rstrip())

    def raw(self, node: int) -> str:
        """Return a node as it is written."""
        start, end = self.extent(node)
        return self._source.text[start:end]

    def key_text(self, node: int) -> str:
        """Return what a key says, without quotes and escapes."""
        return self.text(self.anchored.get(node, node))

    def text(self, node: int) -> str:
        """Return what a scalar says, without quotes, escapes and folding."""
        raw = self.raw(node)
        if re.fullmatch(_PLAIN_LINE, raw):
            return raw
        # How far a block is indented depends on what is around it.
        alone = re.sub(_BLOCK_INDENT, r"\1\2", raw)
        try:
            # The blank keeps `---` from being the start of a document; a block scalar ends with a line end.
            return str(yaml.load(f" {alone}\n", yaml.CBaseLoader) or "")  # noqa: S506 - it makes nothing but text
        except yaml.YAMLError:
            return "\n".join(line.strip() for line in raw.splitlines())

    def keeps_blank_lines(self, node: int) -> bool:
        """Return whether a node ends in a block scalar to which the blank lines behind it belong."""
        leaf = self.after[node] - 1
        return re.compile(_KEEPING).match(self._source.text, self.start(leaf)) is not None

    def is_inside_scalar(self, offset: int) -> bool:
        """Return whether an offset into the file is inside a text, where a hash sign begins no comment."""
        node = bisect_right(self.starts, offset) - 1
        if node < 0 or not self.is_leaf(node):
            return False
        start, text = self.start(node), self._source.text
        if text[start : start + 1] in ("[", "{") or not start <= offset < self.ends[node]:
            return False
        # Behind the sign of a block scalar, a comment may stand.
        return text[start] not in "|>" or bool(re.search(_LINE_END, text[start:offset]))
