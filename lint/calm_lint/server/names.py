"""Finding and renaming what has a name in a landscape: identifiers and anchors."""

from __future__ import annotations

import re
from collections.abc import Iterable

from lsprotocol.types import Location, Range, TextEdit, WorkspaceEdit

from calm_lint.engine.edits import text_edits
from calm_lint.errors import UsageError
from calm_lint.model import Landscape
from calm_lint.rulebook.finding import Fix
from calm_lint.server.buffers import Buffer
from calm_lint.server.cursor import Anchor, anchor_at, anchors
from calm_lint.server.identifiers import Span, name_at, names_of

_ANCHOR_NAME = r"[^\s,\[\]{}&*!]+"


def definition(buffer: Buffer, line: int, column: int) -> list[Location]:
    """Return where the name at a line and a column is given."""
    landscape, offset = _at(buffer, line, column)
    if landscape and (anchor := anchor_at(landscape.document, offset)):
        return [buffer.location(*anchor.place)]
    name = name_at(landscape, offset) if landscape else None
    return [buffer.location(*span) for span in sorted(name.definitions)] if name else []


def references(buffer: Buffer, line: int, column: int, *, with_definition: bool) -> list[Location]:
    """Return where the name at a line and a column is used, and where it is given if that is wanted, too."""
    landscape, offset = _at(buffer, line, column)
    spans: Iterable[Span] = ()
    if landscape and (anchor := anchor_at(landscape.document, offset)):
        spans = anchor.places if with_definition else anchor.aliases
    elif landscape and (name := name_at(landscape, offset)):
        spans = name.all if with_definition else name.uses
    return [buffer.location(*span) for span in sorted(spans)]


def renamed_range(buffer: Buffer, line: int, column: int) -> Range | None:
    """Return the name at a line and a column that can be renamed, None if there is none."""
    landscape, offset = _at(buffer, line, column)
    anchor = anchor_at(landscape.document, offset) if landscape else None
    name = name_at(landscape, offset) if landscape and not anchor else None
    spans: Iterable[Span] = anchor.places if anchor else name.all if name else ()
    span = next((each for each in spans if each[0] - bool(anchor) <= offset <= each[1]), None)
    return buffer.range(*span) if span else None


def rename(buffer: Buffer, line: int, column: int, new: str) -> WorkspaceEdit | None:
    """Return the edit that renames what is at a line and a column, None if nothing there has a name.

    Raises:
        UsageError: if the new name cannot be used.
    """
    landscape, offset = _at(buffer, line, column)
    if landscape is None:
        return None
    if anchor := anchor_at(landscape.document, offset):
        return _rename_anchor(buffer, anchor, anchors(landscape.document), new)
    name = name_at(landscape, offset)
    if name is None:
        return None
    if not new.strip() or not new.isprintable():
        raise UsageError("the new name is empty or holds what cannot be printed, must be a name in one line")
    taken = {(kind, new) for kind, _ in name.unique_in}
    if any(each.unique_in & taken for each in names_of(landscape)):
        raise UsageError("the new name is taken already, must be one that nothing else of its kind has")
    edits = [text_edits(Fix.replace(each.scalar, f"{new}{each.rest}")) for each in name.all.values()]
    if not all(edits):
        raise UsageError("the name stands where it cannot be replaced with certainty: change it by hand")
    texts = {edit for found in edits for edit in found}
    return buffer.workspace_edit(TextEdit(buffer.positions.range(edit.span), edit.text) for edit in sorted(texts))


def _rename_anchor(buffer: Buffer, anchor: Anchor, others: Iterable[Anchor], new: str) -> WorkspaceEdit:
    if not re.fullmatch(_ANCHOR_NAME, new):
        raise UsageError("the new name of an anchor must be one word without commas, brackets and the signs & * !")
    if any(each.name == new for each in others):
        raise UsageError("another anchor has the new name already")
    return buffer.workspace_edit(TextEdit(buffer.range(*span), new) for span in sorted(anchor.places))


def _at(buffer: Buffer, line: int, column: int) -> tuple[Landscape | None, int]:
    offset = buffer.offset(line, column)
    return buffer.landscape_at(offset), offset
