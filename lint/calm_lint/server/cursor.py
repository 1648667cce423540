"""What stands at the cursor: the path of a key or a value, as it is written, and its anchor."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from calm_lint.model.entity import Entity
from calm_lint.reading.document import Document, Path, Place

_ANCHOR = re.compile(r"&([^\s,\[\]{}]+)")
_ALIAS = re.compile(r"\*([^\s,\[\]{}]+)")


@dataclass(frozen=True, slots=True)
class Cursor:
    """What stands at an offset of a document.

    Attributes:
        path: the keys and indices that lead there in the text; those of an alias are those of its own place.
        node: the number of the key or the value in the syntax tree.
        is_key: whether it is a key.
    """

    path: Path
    node: int
    is_key: bool


def cursor(document: Document, offset: int) -> Cursor:
    """Return the innermost key or value at an offset of a document.

    What stands below a key of one's own counts by the first place that uses it.
    """
    tree, path, node = document.tree, list[str | int](), document.root
    aliases = {named: alias for alias, named in reversed(tree.anchored.items())}
    while not tree.is_leaf(node):
        found = None
        for step, key, value in _entries(document, node):
            if key is not None and tree.starts[key] <= offset <= tree.extent(key)[1]:
                return Cursor((*path, step), key, is_key=True)
            if tree.starts[value] <= offset <= tree.extent(value)[1]:
                found = step, value
                break
        if found is None:
            break
        path.append(found[0])
        node = found[1]
        if node in aliases and str(path[0]).startswith("x-"):
            path[:] = cursor(document, tree.starts[aliases[node]]).path
    return Cursor(tuple(path), node, is_key=False)


def _entries(document: Document, node: int) -> Iterator[tuple[str | int, int | None, int]]:
    """Yield the entries of a collection: the key or index, the node of the key, and that of the value."""
    tree = document.tree
    children = tree.children(node)
    if tree.mappings[node]:
        for key, value in zip(children, children, strict=True):
            yield tree.key_text(key), key, value
    else:
        for index, value in enumerate(children):
            yield index, None, value


@dataclass(frozen=True, slots=True)
class Anchor:
    """An anchor of a document.

    Attributes:
        name: its name.
        node: the node that it names.
        place: the offsets of its name.
        aliases: the offsets of the names of its aliases.
    """

    name: str
    node: int
    place: tuple[int, int]
    aliases: tuple[tuple[int, int], ...]

    @property
    def places(self) -> tuple[tuple[int, int], ...]:
        """Where its name stands, in the anchor and in the aliases."""
        return self.place, *self.aliases


def anchors(document: Document) -> list[Anchor]:
    """Return the anchors of a document, in the order of the text."""
    tree, text = document.tree, document.source.text
    aliases: dict[int, list[int]] = {}
    for alias, node in tree.anchored.items():
        aliases.setdefault(node, []).append(alias)
    found = []
    for node in range(document.root, tree.after[document.root] if len(tree) else document.root):
        start = tree.starts[node]
        if node in tree.anchored or text[start : start + 1] not in ("&", "!"):
            continue
        if written := _ANCHOR.search(text, start, tree.start(node)):
            names = (_ALIAS.match(text, tree.starts[alias]) for alias in aliases.get(node, ()))
            found.append(Anchor(written[1], node, written.span(1), tuple(each.span(1) for each in names if each)))
    return found


def anchor_at(document: Document, offset: int) -> Anchor | None:
    """Return the anchor whose name, sign included, is at an offset, in the anchor or in an alias; else None."""
    for anchor in anchors(document):
        if any(start - 1 <= offset <= end for start, end in anchor.places):
            return anchor
    return None


def nodes_of(entity: Entity) -> set[int]:
    """Return the nodes that an entity consists of, through aliases and merge keys, too."""
    document, found = entity.document, set[int]()
    waiting = [each for each in document.locate(Place(document, entity.path)).identity if isinstance(each, int)]
    while waiting:
        node = waiting.pop()
        node = document.tree.anchored.get(node, node)
        if node not in found:
            found.add(node)
            waiting += document.tree.children(node)
    return found
