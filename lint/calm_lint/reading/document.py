"""One YAML document: its values as plain Python data, and where each of them stands in the text.

Only findings ask for positions: then the path of a value is followed through the nodes of the text.
"""

from collections import Counter
from collections.abc import Callable, Mapping
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from calm_lint.reading.entries import Entries, Pair
from calm_lint.reading.scalars import plain_text
from calm_lint.reading.syntax_tree import SyntaxTree
from calm_lint.text.source import Source

if TYPE_CHECKING:
    from calm_lint.reading.certificate import CertificateFile
    from calm_lint.reading.credential import Credential

Path = tuple[str | int, ...]


class Rejected:
    """Stands for a value that the schema rejects: it is there, and what it means is unknown."""

    def __repr__(self) -> str:
        return "REJECTED"


REJECTED: Final = Rejected()


class Place(NamedTuple):
    """What a finding points at.

    Attributes:
        document: the document.
        path: the keys and indices that lead there.
        part: the value, or its owner where the path leads to nothing; its key; the owner of an entry
            that counts as absent; or an entity, which is its id or name, else its key.
        offsets: the exact text, where a path does not tell it (the second of two equal keys).
    """

    document: "Document"
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


class Document:
    """One landscape of a file.

    Attributes:
        source: the file's text.
        index: its number in the file, from 0.
        data: dict, list and scalars; what the schema rejects is replaced by `REJECTED`.
        rejected: what `REJECTED` stands for, by path, and what was dropped of a key that is there twice.
        tree: the nodes of the file.
        root: the number of its outermost node.
        identifiers: the fields that name the entries of lists, by the keys of the lists.
        credentials: what came of reading the binding credentials that it names, by their paths.
        service_keys: what came of reading the service keys of SAP Cloud Transport Management, by their paths.
        certificates: what came of reading the files of certificates that it names, by their paths.
        today: returns the day on which it is linted.
        truncated: whether a syntax fault ends it, so that nothing is known of what it lacks.
    """

    def __init__(
        self, source: Source, index: int, tree: SyntaxTree, identifiers: Mapping[str, str] | None = None
    ) -> None:
        self.source = source
        self.index = index
        self.data: object = None
        self.rejected: list[tuple[Path, object]] = []
        self.root = 0
        self.truncated = False
        self.identifiers = identifiers or {}
        self.credentials: dict[str, Credential] = {}
        self.service_keys: dict[str, Credential] = {}
        self.certificates: dict[str, CertificateFile] = {}
        self.today: Callable[[], date] = date.today
        self.tree = tree
        self._entries = Entries(tree)

    def locate(self, place: Place) -> Location:
        """Find a place in the text."""
        if place.offsets:
            return Location(*place.offsets, place.path, place.offsets)
        found = self._find(place.path) if place.part == "key" else None
        if found and found.key is not None:
            return self._location(found.key, place.path)
        entry, depth = self._follow(place.path[:-1] if place.part == "absent" else place.path)
        present, absent = place.path[:depth], place.path[depth:]
        if absent and isinstance(self.value(present), str):
            # The path leads on into the file that the text names.
            return self._location(entry.value, present)._replace(identity=(entry.value, absent))
        if absent:
            return self._designation(entry, present)._replace(identity=(entry.value, absent))
        if place.part == "entity":
            return self._designation(entry, present)
        return self._location(entry.value, present)

    @property
    def start(self) -> int:
        """Where its first key or value begins."""
        return self.tree.starts[self.root] if self.root < len(self.tree) else len(self.source.text)

    @property
    def finish(self) -> int:
        """Where it ends, with the comments at its end."""
        return self.tree.ends[self.root] if self.root < len(self.tree) else len(self.source.text)

    def contents(self, path: Path) -> tuple[int, int] | None:
        """Return where the first entry of a collection begins and the last ends, None if it is empty.

        An anchor or a tag of the first key or item belongs to it.
        """
        node = self._follow(path)[0].value
        if self.tree.is_leaf(node):
            return None
        return self.tree.starts[node + 1], self.tree.extent(self.tree.last_child(node))[1]

    def keeps_blank_lines(self, path: Path) -> bool:
        """Return whether a collection ends in a block scalar to which the blank lines behind it belong."""
        return self.tree.keeps_blank_lines(self._follow(path)[0].value)

    def end(self, path: Path) -> int:
        """Return where the entry at a path ends in the text; of an alias, that is where the alias does."""
        node = self._follow(path[:-1])[0].value
        key = self._entries.of(node)[path[-1]].key
        return self.tree.extent(key + 1 if key is not None else node)[1]

    def uses(self, place: Place) -> int:
        """Count the paths that lead to the text at a place: aliases and merge keys make several."""
        if not self.tree.anchored:
            return 1
        entry = (self._find(place.path) if place.part == "key" else None) or self._follow(place.path)[0]
        return self._uses[entry.key if place.part == "key" and entry.key is not None else entry.value]

    def anchors(self, path: Path) -> bool:
        """Return whether an entry holds an anchor that an alias outside of it refers to."""
        entry = self._follow(path[:-1])[0]
        entry = self._entries.of(entry.value)[path[-1]]
        first = entry.value if entry.key is None else entry.key
        inside = range(first, self.tree.after[first if entry.key is None else first + 1])
        return any(alias not in inside for node in inside for alias in self._entries.aliases.get(node, ()))

    def value(self, path: Path) -> object:
        """Return what stands at a path, None if nothing does."""
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
                field = self.identifiers.get(str(path[depth - 2]))
                identifier = _step(value, field) if field else None
                names.append(f"[{identifier if isinstance(identifier, str) else step}]")
            else:
                names.append(f".{step}")
            if isinstance(value, dict):
                length = len(names)
        return "".join(names[:length]).removeprefix(".") or "landscape"

    def _find(self, path: Path) -> Pair | None:
        """Return the entry at a path, whatever its value, None if the text has none."""
        entry = Pair(None, self.root)
        for step in path:
            child = self._entries.of(entry.value).get(step)
            if child is None:
                return None
            entry = child
        return entry

    def _follow(self, path: Path) -> tuple[Pair, int]:
        """Go along a path as far as there are values; a key without a value and an empty list count as absent."""
        entry, value = Pair(None, self.root), self.data
        for depth, step in enumerate(path):
            value = _step(value, step)
            child = self._entries.of(entry.value).get(step) if value not in (None, []) else None
            if child is None:
                return entry, depth
            entry = child
        return entry, len(path)

    @cached_property
    def _uses(self) -> Counter[int]:
        return self._entries.uses(self.root)

    def _location(self, node: int, path: Path) -> Location:
        return Location(*self.tree.extent(node), path, (node,))

    def _designation(self, entry: Pair, path: Path) -> Location:
        """Point at what names an entity: its id or name if it is a list entry, else its key."""
        node = entry.value
        if entry.key is not None:
            node = entry.key
        elif self.tree.mappings[entry.value]:
            fields = self._entries.of(entry.value)
            identifier = self.identifiers.get(str(path[-2])) if path else None
            if identifier and identifier in fields and plain_text(self.tree.raw(fields[identifier].value)) is not None:
                node = fields[identifier].value
            elif first := next(iter(fields.values()), None):
                node = first.key if first.key is not None else node
        return Location(*self.tree.extent(node), path, (entry.value, "entity"))


def _step(value: object, step: str | int) -> object:
    if isinstance(value, dict):
        return value.get(step)
    if isinstance(value, list) and isinstance(step, int) and step < len(value):
        return value[step]
    return None


def json_pointer(path: Path) -> str:
    """Write a path as a JSON Pointer (RFC 6901)."""
    return "".join(f"/{step}" if isinstance(step, int) else f"/{_escaped(step)}" for step in path)


def _escaped(step: str) -> str:
    return step.replace("~", "~0").replace("/", "~1")
