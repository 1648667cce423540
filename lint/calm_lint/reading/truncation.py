"""What is certain of a document that could not be read to its end."""

from __future__ import annotations

from collections.abc import Sequence

from calm_lint.reading.document import REJECTED, Document
from calm_lint.reading.frames import Frame
from calm_lint.reading.syntax_tree import SyntaxTree


def truncate(document: Document, frames: list[Frame], end: int, began: int) -> None:
    """Keep what is certain of a document.

    What a line at fault begins or ends is not certain, as the line may be indented wrongly. So the entry before the
    line is rejected, too: whatever it lacks may follow.

    Args:
        document: the document.
        frames: its open collections; those that begin on the line at fault, or after it, are taken out.
        end: the offset at which reading ended.
        began: the offset of the fault, or of the construct that it is in.
    """
    tree = document.tree
    _close(tree, [frame.node for frame in frames[:-1]], end)
    if frames[-1].key is not None:
        began = min(began, tree.starts[frames[-1].key_node])
    line = document.source.line_start(began)
    while len(frames) > 1 and tree.starts[frames[-2].node] >= line:
        frames.pop()
    document.data = _certain(document.data, frames)
    document.truncated = True


def _close(tree: SyntaxTree, nodes: Sequence[int], end: int) -> None:
    """End the collections that are open."""
    if nodes and tree.mappings[nodes[-1]]:
        tree.close(nodes[-1], end)
        if sum(1 for _ in tree.children(nodes[-1])) % 2:
            # A key without its value.
            tree.add(end, end)
    for node in reversed(nodes):
        tree.close(node, end)


def _certain(data: object, frames: Sequence[Frame]) -> dict[str, object] | None:
    """Return the outermost mapping, less the end of its last entry; None if there is none."""
    depth = len(frames) - 1
    root = frames[1].container if depth else data
    if not isinstance(root, dict) or (depth and frames[1].merges):
        return None
    if depth > 1 and (key := frames[1].key) is not None:
        root[key] = REJECTED if key in root else _without_end(frames[2].container, open_item=depth > 2)
    elif root:
        last = next(reversed(root))
        root[last] = _without_end(root[last], open_item=False)
    return root


def _without_end(value: object, *, open_item: bool) -> object:
    """Return a value that may go on: a list whose last item is not known, or a value that is not known itself.

    Args:
        value: the value as far as it was read.
        open_item: whether an item of the list was being read, which is not in the list yet.
    """
    if not isinstance(value, list):
        return REJECTED
    if value and not open_item:
        value.pop()
    value.append(REJECTED)
    return value
