"""What has a name in a landscape, and where that is used: communication systems, tenants, certificates, anchors."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from lsprotocol.types import Location, Range, TextEdit, WorkspaceEdit

from calm_lint.engine.edits import text_edits
from calm_lint.errors import UsageError
from calm_lint.model import Landscape
from calm_lint.model.entity import Scalar
from calm_lint.rulebook.finding import Fix
from calm_lint.server.buffers import Buffer
from calm_lint.server.cursor import Anchor, anchor_at, anchors

_Span = tuple[int, int]
_ANCHOR_NAME = r"[^\s,\[\]{}&*!]+"


@dataclass(frozen=True, slots=True)
class Name:
    """A name, or several that are one as aliases share their text.

    Attributes:
        scopes: what it has to be unique in.
        definitions: where it is given, with the field that gives it.
        uses: where it is used, in the same way.
    """

    scopes: frozenset[object]
    definitions: dict[_Span, Scalar[str]]
    uses: dict[_Span, Scalar[str]]

    @property
    def all(self) -> dict[_Span, Scalar[str]]:
        """Where it stands."""
        return self.definitions | self.uses

    def joined(self, other: Name) -> Name:
        """Return this name and another one as one."""
        return Name(self.scopes | other.scopes, self.definitions | other.definitions, self.uses | other.uses)


def definition(buffer: Buffer, line: int, column: int) -> list[Location]:
    """Return where the name at a line and a column is given."""
    landscape, offset = _at(buffer, line, column)
    if landscape and (anchor := anchor_at(landscape.document, offset)):
        return [buffer.location(*anchor.place)]
    name = _name_at(landscape, offset)
    return [buffer.location(*span) for span in sorted(name.definitions)] if name else []


def references(buffer: Buffer, line: int, column: int, *, with_definition: bool) -> list[Location]:
    """Return where the name at a line and a column is used, and where it is given if that is wanted, too."""
    landscape, offset = _at(buffer, line, column)
    spans: Iterable[_Span] = ()
    if landscape and (anchor := anchor_at(landscape.document, offset)):
        spans = anchor.places if with_definition else anchor.aliases
    elif name := _name_at(landscape, offset):
        spans = name.all if with_definition else name.uses
    return [buffer.location(*span) for span in sorted(spans)]


def renamed_range(buffer: Buffer, line: int, column: int) -> Range | None:
    """Return the name at a line and a column that can be renamed, None if there is none."""
    landscape, offset = _at(buffer, line, column)
    anchor = anchor_at(landscape.document, offset) if landscape else None
    name = None if anchor else _name_at(landscape, offset)
    spans: Iterable[_Span] = anchor.places if anchor else name.all if name else ()
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
    name = _name_at(landscape, offset)
    if name is None:
        return None
    if not new.strip() or not new.isprintable():
        raise UsageError("the new name is empty or holds what cannot be printed, must be a name in one line")
    taken = any(each.scopes & {(*_scope(scope), new) for scope in name.scopes} for each in _names(landscape))
    if taken:
        raise UsageError("the new name is taken already, must be one that nothing else of its kind has")
    edits = [text_edits(Fix.replace(scalar, new)) for scalar in name.all.values()]
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


def _scope(scope: object) -> tuple[object, ...]:
    return scope[:-1] if isinstance(scope, tuple) else ()


def _name_at(landscape: Landscape | None, offset: int) -> Name | None:
    """Return the name at an offset, with the names that share text with it."""
    names = [*_names(landscape)] if landscape else []
    found = next((each for each in names if any(start <= offset <= end for start, end in each.all)), None)
    while found:
        sharing = [each for each in names if each.all.keys() & found.all.keys()]
        joined = found
        for each in sharing:
            joined = joined.joined(each)
        if joined.scopes == found.scopes:
            return found
        found = joined
    return None


def _names(landscape: Landscape) -> Iterator[Name]:
    """Yield the names of a landscape, each by its kind, what it belongs to, and the name itself."""
    systems = [system for tenant in landscape.s4hana_tenants for system in tenant.communication_systems]
    of_systems = [system.cloud_alm_tenant for system in systems]
    of_destinations = [each.cloud_alm_tenant for each in landscape.destinations]
    yield from _of("alm", [each.id for each in landscape.cloud_alm_tenants], [*of_systems, *of_destinations])
    yield from _of("s4", [each.id for each in landscape.s4hana_tenants], ())
    for index, tenant in enumerate(landscape.s4hana_tenants):
        ids = [each.system_id for each in tenant.communication_systems]
        uses = [each.communication_system for each in tenant.communication_arrangements]
        yield from _of(f"system {index}", ids, uses)
    inbound = [user.certificate for system in systems for user in system.inbound_users]
    outbound = [user.client_certificate for system in systems for user in system.outbound_users]
    yield from _of("certificate", [each.id for each in landscape.certificates], [*inbound, *outbound])
    stores = [each.key_store_location for each in landscape.destinations]
    yield from _of("key store", [each.key_store for each in landscape.certificates], stores)


def _of(kind: str, definitions: Iterable[Scalar[str]], uses: Iterable[Scalar[str]]) -> Iterator[Name]:
    names: dict[str, Name] = {}
    for scalar in definitions:
        if scalar.value and (span := _span(scalar)):
            name = names.setdefault(scalar.value, Name(frozenset({(kind, scalar.value)}), {}, {}))
            name.definitions[span] = scalar
    for scalar in uses:
        if scalar.value in names and (span := _span(scalar)):
            names[scalar.value].uses[span] = scalar
    yield from names.values()


def _span(scalar: Scalar[str]) -> _Span | None:
    """Return where a value stands, None if that is in another file."""
    place = scalar.place
    location = place.document.locate(place)
    return (location.start, location.end) if location.path == place.path else None
