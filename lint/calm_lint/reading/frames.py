"""The collections that are open while a document is read."""

from collections.abc import Iterable
from typing import NamedTuple

from calm_lint.reading.document import Path
from calm_lint.reading.merge_keys import Merge


class Frame(NamedTuple):
    """A collection that is open, and the one inside of it that is being read.

    Attributes:
        container: the outer collection; None for the document, which holds the outermost one.
        key: in a mapping, the key whose value the inner collection is.
        key_node: the node of this key.
        merges: the values of the merge keys of the outer collection so far.
        node: the node of the inner collection.
        anchor: the anchor of the inner collection.
        expanded: how many nodes aliases stood for when the inner collection began.
    """

    container: dict[str, object] | list[object] | None
    key: str | None
    key_node: int
    merges: list[Merge]
    node: int
    anchor: str | None
    expanded: int


def path_of(frames: Iterable[Frame]) -> Path:
    """Return the path of the innermost collection."""
    steps: list[str | int] = []
    for frame in frames:
        if isinstance(frame.container, list):
            steps.append(len(frame.container))
        elif frame.key is not None:
            steps.append(frame.key)
    return tuple(steps)
