"""What rules have looked at in a file, as the linter showed it to them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property

from calm_lint.model import BindingFile
from calm_lint.model.entity import Entity
from calm_lint.reading.document import Path
from calm_lint.reading.nodes import Node


class Trail:
    """The nodes of a file that the linter visited. Each was shown to all rules about nodes of its type.

    Args:
        nodes: the nodes, in the order in which they were visited.
        crashed: the rules that raised, by their codes, each with the node that it looked at.

    Attributes:
        nodes: as above.
    """

    def __init__(self, nodes: Sequence[Node], crashed: Iterable[tuple[str, Node]]) -> None:
        self.nodes = nodes
        self._crashed = [(code, *_where(node)) for code, node in crashed]

    @cached_property
    def _at(self) -> dict[tuple[int, Path], type[Node]]:
        # Spots stand at no path: rules about them look at the whole file.
        return {_where(node): type(node) for node in self.nodes if isinstance(node, Entity)}

    @cached_property
    def _inside(self) -> dict[tuple[int, Path], set[type[Node]]]:
        found: defaultdict[tuple[int, Path], set[type[Node]]] = defaultdict(set)
        for node in self.nodes:
            index, path = _where(node)
            for above in _above(path):
                found[index, above].add(type(node))
        return found

    def shown(self, entity: Entity | None) -> frozenset[type[Node]]:
        """Return the types of the visited nodes that an entity is, stands in or holds; of the file, all."""
        if entity is None:
            return frozenset(map(type, self.nodes))
        index, path = _where(entity)
        around = (self._at.get((index, each)) for each in (path, *_above(path)))
        return frozenset((*filter(None, around), *self._inside.get((index, path), ())))

    def crashed(self, entity: Entity | None) -> frozenset[str]:
        """Return the codes of the rules that did not come to their end around or inside an entity, or in the file."""
        if entity is None:
            return frozenset(code for code, _, _ in self._crashed)
        index, path = _where(entity)
        return frozenset(
            code
            for code, number, other in self._crashed
            if number == index and path[: len(other)] == other[: len(path)]
        )


def _where(node: Node) -> tuple[int, Path]:
    if isinstance(node, Entity):
        return node.document.index, node.path
    if isinstance(node, BindingFile):
        return node.owner.document.index, (*node.owner.path, *node.path.steps)
    return node.place.document.index, ()


def _above(path: Path) -> Iterator[Path]:
    return (path[:length] for length in range(len(path)))
