"""One YAML document: its values as plain Python data, and where each of them stands in the text.

Rules look at the data, and only findings ask for positions. So positions are kept as flat arrays of
offsets, one entry per node in the order of the text, and a path is followed through them on demand.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator
from functools import cached_property
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

import yaml

from calm_lint.scalars import plain_text
from calm_lint.source import Source

if TYPE_CHECKING:
    from calm_lint.binding_file import Credential

Path = tuple[str | int, ...]

# How a list entry is told from its siblings, on the screens and in messages.
IDENTIFIERS: Final = {
    "cloud_alm_tenants": "id",
    "s4hana_tenants": "id",
    "communication_systems": "system_id",
    "outbound_users": "client_id",
    "communication_arrangements": "arrangement_name",
    "transports": "request",
}

# Anchors and tags belong to a node's mark, as do the blanks, comments and line ends behind them.
# Both patterns are compiled when they are first used: a clean run asks for no position.
_PROPERTIES = r"(?:(?:!<[^>]*>|[&!][^\s,\[\]{}]*)(?:\s+|\s*#[^\r\n]*[\r\n]+)*)*"
_LINE_END = r"[\r\n]"
# A plain key of one line, which says what stands there. YAML takes more characters for line ends than we do.
_PLAIN_KEY = r"(?!['\"|>])[^\r\n\x85\u2028\u2029]+"


class Rejected:
    """Stands for a value that the schema rejects: it is there, and what it means is unknown."""

    def __repr__(self) -> str:
        return "REJECTED"


REJECTED: Final = Rejected()


class Nodes:
    """Where the nodes of a file stand.

    Attributes:
        starts: offset of each node's first character, anchor and tag included.
        ends: offset behind the node; of a block collection, PyYAML's mark runs on to the next token.
        after: the number of the node that follows this node's last descendant.
        mappings: for each node, whether it is a mapping.
        anchored: for an alias, the node it stands for.
    """

    __slots__ = ("after", "anchored", "ends", "mappings", "starts")

    def __init__(self) -> None:
        self.starts = array("I")
        self.ends = array("I")
        self.after = array("I")
        self.mappings = bytearray()
        self.anchored: dict[int, int] = {}

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


class Place(NamedTuple):
    """What a finding points at.

    Attributes:
        document: the document.
        path: the keys and indices that lead there.
        part: the value, or its owner where the path leads to nothing; its key; the owner of an entry
            that counts as absent; or an entity, which is its id or name, else its key.
        offsets: the exact text, where a path does not tell it (the second of two equal keys).
    """

    document: Document
    path: Path
    part: Literal["value", "key", "absent", "entity"] = "value"
    offsets: tuple[int, int] | None = None


class Location(NamedTuple):
    """A place found in the text.

    Attributes:
        start: offset of the first character.
        end: offset behind the last.
        path: the value's path; of something absent, that of the mapping which should hold it.
        identity: equal for two places that are the same text, as where an alias repeats it.
    """

    start: int
    end: int
    path: Path
    identity: tuple[object, ...]


class _Entry(NamedTuple):
    key: int | None
    value: int


class Document:
    """One landscape of a file.

    Attributes:
        source: the file's text.
        index: its number in the file, from 0.
        data: dict, list and scalars; what the schema rejects is replaced by `REJECTED`.
        rejected: what `REJECTED` stands for, by path, and what was dropped of a key that is there twice.
        root: the number of its outermost node.
        credentials: what came of reading the binding credentials that it names, by their paths.
    """

    def __init__(self, source: Source, index: int, nodes: Nodes) -> None:
        self.source = source
        self.index = index
        self.data: object = None
        self.rejected: list[tuple[Path, object]] = []
        self.root = 0
        self.credentials: dict[str, Credential] = {}
        self._nodes = nodes
        self._children: dict[int, dict[str | int, _Entry]] = {}

    def locate(self, place: Place) -> Location:
        """Find a place in the text."""
        if place.offsets:
            return Location(*place.offsets, place.path, place.offsets)
        entry, depth = self._follow(place.path[:-1] if place.part == "absent" else place.path)
        present, absent = place.path[:depth], place.path[depth:]
        if absent and isinstance(self.value(present), str):
            # The path leads on into the file that the text names.
            return self._location(entry.value, present)._replace(identity=(entry.value, absent))
        if absent:
            return self._designation(entry, present)._replace(identity=(entry.value, absent))
        if place.part == "entity":
            return self._designation(entry, present)
        if place.part == "key" and entry.key is not None:
            return self._location(entry.key, present)
        return self._location(entry.value, present)

    @property
    def start(self) -> int:
        """Where its first key or value begins."""
        known = self.root < len(self._nodes.starts)
        return self._nodes.starts[self.root] if known else len(self.source.text)

    @property
    def finish(self) -> int:
        """Where it ends, with the comments at its end."""
        return self._nodes.ends[self.root] if self.root < len(self._nodes.ends) else len(self.source.text)

    def is_inside_scalar(self, offset: int) -> bool:
        """Tell whether an offset into the file is inside a text, where a hash sign begins no comment."""
        node = bisect_right(self._nodes.starts, offset) - 1
        if node < 0 or self._nodes.after[node] > node + 1:
            return False
        start, text = self._start(node), self.source.text
        if text[start : start + 1] in ("[", "{") or not start <= offset < self._nodes.ends[node]:
            return False
        # Behind the sign of a block scalar, a comment may stand.
        return text[start] not in "|>" or bool(re.search(_LINE_END, text[start:offset]))

    def contents(self, path: Path) -> tuple[int, int] | None:
        """Return where the first entry of a collection begins and the last ends, None where it is empty.

        An anchor or a tag of the first key or item belongs to it.
        """
        node = self._follow(path)[0].value
        if self._nodes.after[node] == node + 1:
            return None
        return self._nodes.starts[node + 1], self.extent(self._last_child(node))[1]

    def keeps_blank_lines(self, path: Path) -> bool:
        """Tell whether a collection ends in a block scalar to which the blank lines behind it belong."""
        leaf = self._nodes.after[self._follow(path)[0].value] - 1
        return re.compile(r"[|>][0-9]*\+").match(self.source.text, self._start(leaf)) is not None

    def end(self, path: Path) -> int:
        """Return where the entry at a path ends in the text; of an alias, that is where the alias does."""
        node = self._follow(path[:-1])[0].value
        key = self._entries(node)[path[-1]].key
        return self.extent(key + 1 if key is not None else node)[1]

    def uses(self, place: Place) -> int:
        """Count the paths that lead to the text at a place: aliases and merge keys make several."""
        if not self._nodes.anchored:
            return 1
        entry = self._follow(place.path)[0]
        return self._uses[entry.key if place.part == "key" and entry.key is not None else entry.value]

    def anchors(self, path: Path) -> bool:
        """Tell whether an entry holds an anchor that an alias outside of it refers to."""
        entry = self._follow(path[:-1])[0]
        entry = self._entries(entry.value)[path[-1]]
        first = entry.value if entry.key is None else entry.key
        inside = range(first, self._nodes.after[first if entry.key is None else first + 1])
        return any(alias not in inside for node in inside for alias in self._aliases.get(node, ()))

    def value(self, path: Path) -> object:
        """Return what stands at a path, None where nothing does."""
        value = self.data
        for step in path:
            value = _step(value, step)
        return value

    def reject(self, path: Path) -> None:
        """Put `REJECTED` in the place of what stands at a path."""
        parent = self.value(path[:-1])
        self.rejected.append((path, self.value(path)))
        if not path:
            self.data = REJECTED
        elif isinstance(parent, dict | list):
            parent[path[-1]] = REJECTED  # type: ignore[index]

    def entity_name(self, path: Path) -> str:
        """Name the innermost mapping around a path by ids, as in `s4hana_tenants[dev].transports[K1]`."""
        names: list[str] = []
        length = 0
        value = self.data
        for depth, step in enumerate(path, 1):
            value = _step(value, step)
            if isinstance(step, int):
                identifier = _step(value, IDENTIFIERS.get(str(path[depth - 2]), ""))
                names.append(f"[{identifier if isinstance(identifier, str) else step}]")
            else:
                names.append(f".{step}")
            if isinstance(value, dict):
                length = len(names)
        return "".join(names[:length]).removeprefix(".") or "landscape"

    def extent(self, node: int) -> tuple[int, int]:
        """Return the exact offsets of a node, without its anchor and tag, and without blank lines behind it."""
        text, nodes = self.source.text, self._nodes
        start = self._start(node)
        while nodes.after[node] > node + 1 and text[self._start(node)] not in "[{":
            # The mark of a block collection runs on to the next token; its last child ends where it does.
            node = self._last_child(node)
        first = self._start(node)
        return start, first + len(text[first : nodes.ends[node]].rstrip())

    def key_text(self, node: int) -> str:
        """Return what a key says, without quotes and escapes."""
        raw = self._raw(self._nodes.anchored.get(node, node))
        if re.fullmatch(_PLAIN_KEY, raw):
            return raw
        # The blank keeps `---` from being the start of a document; a block scalar ends with a line end.
        return str(yaml.load(f" {raw}\n", yaml.CBaseLoader) or "")  # noqa: S506 - it makes nothing but text

    def _start(self, node: int) -> int:
        properties = re.compile(_PROPERTIES).match(self.source.text, self._nodes.starts[node], self._nodes.ends[node])
        return properties.end() if properties else self._nodes.starts[node]

    def _follow(self, path: Path) -> tuple[_Entry, int]:
        """Go along a path as far as the text does; a key without a value and an empty list count as absent."""
        entry, value = _Entry(None, self.root), self.data
        for depth, step in enumerate(path):
            value = _step(value, step)
            child = self._entries(entry.value).get(step) if value not in (None, []) else None
            if child is None:
                return entry, depth
            entry = child
        return entry, len(path)

    @cached_property
    def _aliases(self) -> dict[int, list[int]]:
        """The aliases of each node that has some."""
        aliases: dict[int, list[int]] = {}
        for alias, node in self._nodes.anchored.items():
            aliases.setdefault(node, []).append(alias)
        return aliases

    @cached_property
    def _uses(self) -> Counter[int]:
        """Count for each node the paths that lead to it; what stands below keys of one's own is not used there."""
        uses, after = Counter({self.root: 1}), self._nodes.after
        # Whatever holds a node, or an alias of it, ends behind it, so that its own count is complete by then.
        for node in sorted(range(self.root, after[self.root]), key=lambda node: (-after[node], node)):
            if after[node] == node + 1:
                continue
            for name, entry in self._entries(node).items():
                if isinstance(name, int) or not name.startswith("x-"):
                    uses[entry.value] += uses[node]
                    if entry.key is not None:
                        uses[entry.key] += uses[node]
        return uses

    def _entries(self, node: int) -> dict[str | int, _Entry]:
        """Return the children of a collection by key or index."""
        if node not in self._children:
            self._children[node] = self._scan(node)
        return self._children[node]

    def _scan(self, node: int) -> dict[str | int, _Entry]:
        nodes = self._nodes
        if not nodes.mappings[node]:
            return {index: self._entry(None, child) for index, child in enumerate(self._inside(node))}
        entries: dict[str | int, _Entry] = {}
        # A mapping's own entries go before merged ones; a chain of merges may be longer than Python recurses.
        left = [node]
        while left:
            merged: list[int] = []
            children = iter(self._inside(left.pop()))
            for key, value in zip(children, children, strict=True):
                entry = self._entry(key, value)
                if self._raw(key) != "<<":
                    entries.setdefault(self.key_text(key), entry)
                elif nodes.mappings[entry.value]:
                    merged.append(entry.value)
                else:
                    merged += (self._entry(None, each).value for each in self._inside(entry.value))
            left += reversed(merged)
        return entries

    def _inside(self, node: int) -> Iterator[int]:
        """Yield the nodes directly inside a collection: its items, or its keys and values in turn."""
        child, after = node + 1, self._nodes.after
        while child < after[node]:
            yield child
            child = after[child]

    def _entry(self, key: int | None, value: int) -> _Entry:
        return _Entry(key, self._nodes.anchored.get(value, value))

    def _raw(self, node: int) -> str:
        start, end = self.extent(node)
        return self.source.text[start:end]

    def _location(self, node: int, path: Path) -> Location:
        return Location(*self.extent(node), path, (node,))

    def _designation(self, entry: _Entry, path: Path) -> Location:
        """Point at what names an entity: its id or name if it is a list entry, else its key."""
        node = entry.value
        if entry.key is not None:
            node = entry.key
        elif self._nodes.mappings[entry.value]:
            fields = self._entries(entry.value)
            identifier = IDENTIFIERS.get(str(path[-2]), "") if path else ""
            if identifier in fields and plain_text(self._raw(fields[identifier].value)) is not None:
                node = fields[identifier].value
            elif first := next(iter(fields.values()), None):
                node = first.key if first.key is not None else node
        return Location(*self.extent(node), path, (entry.value, "entity"))

    def _last_child(self, node: int) -> int:
        child, after = node + 1, self._nodes.after
        while after[child] < after[node]:
            child = after[child]
        return child


def _step(value: object, step: str | int) -> object:
    if isinstance(value, dict):
        return value.get(step)
    if isinstance(value, list) and isinstance(step, int) and step < len(value):
        return value[step]
    return None
