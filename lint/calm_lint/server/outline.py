"""The outline of a landscape by its tenants, and what can be folded."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from lsprotocol.types import DocumentSymbol, FoldingRange, SymbolKind

from calm_lint.model import (
    AlmSetup,
    Certificate,
    CloudAlmTenant,
    CommunicationArrangement,
    CommunicationSystem,
    CtmsService,
    CtsDomain,
    CtsSystem,
    Destination,
    Landscape,
    S4Tenant,
    Track,
    Transport,
    TransportNode,
    TransportRoute,
)
from calm_lint.model.entity import Entity
from calm_lint.reading.document import Place
from calm_lint.server.buffers import Buffer

_KINDS: Final[Mapping[type[Entity], tuple[SymbolKind, str]]] = {
    CloudAlmTenant: (SymbolKind.Module, "SAP Cloud ALM tenant"),
    S4Tenant: (SymbolKind.Class, "S/4HANA tenant"),
    CommunicationSystem: (SymbolKind.Interface, "communication system"),
    CommunicationArrangement: (SymbolKind.Method, "communication arrangement"),
    Transport: (SymbolKind.Package, "transport"),
    CtmsService: (SymbolKind.Class, "service of SAP Cloud Transport Management"),
    TransportNode: (SymbolKind.Field, "node"),
    TransportRoute: (SymbolKind.Event, "route"),
    CtsDomain: (SymbolKind.Namespace, "transport domain"),
    CtsSystem: (SymbolKind.Class, "system"),
    AlmSetup: (SymbolKind.Interface, "setup in client"),
    Track: (SymbolKind.Event, "track"),
    Certificate: (SymbolKind.Key, "certificate"),
    Destination: (SymbolKind.Function, "destination"),
}


def symbols(buffer: Buffer) -> list[DocumentSymbol]:
    """Return the outline: tenants, services and domains with what is in them, certificates and destinations."""
    landscapes = buffer.survey.landscapes
    outlines = [[*_inside(buffer, each, (0, len(buffer.source.text)))] for each in landscapes]
    if len(landscapes) == 1:
        return outlines[0]
    return [_landscape(buffer, each, inside) for each, inside in zip(landscapes, outlines, strict=True)]


def _landscape(buffer: Buffer, landscape: Landscape, inside: list[DocumentSymbol]) -> DocumentSymbol:
    document = landscape.document
    whole = buffer.range(document.start, document.finish)
    title = buffer.survey.title(landscape)
    return DocumentSymbol(title, SymbolKind.Namespace, whole, buffer.range(*(document.start,) * 2), children=inside)


def _inside(buffer: Buffer, entity: Entity, within: tuple[int, int]) -> Iterator[DocumentSymbol]:
    """Yield the entities in an entity that stand inside of its text; what an alias repeats stands elsewhere."""
    for each in entity.inside():
        kind = next((_KINDS[base] for base in type(each).__mro__ if base in _KINDS), None)
        if kind is None or not isinstance(each, Entity):
            continue
        document = each.document
        whole = document.locate(Place(document, each.path))
        name = document.locate(each.place)
        if not within[0] <= whole.start <= name.start <= name.end <= whole.end <= within[1]:
            continue
        named = buffer.survey.show(each.named.strip()) or f"{kind[1]} {int(each.steps[-1]) + 1}"
        facts = buffer.survey.facts(each)
        yield DocumentSymbol(
            named,
            kind[0],
            buffer.range(whole.start, whole.end),
            buffer.range(name.start, name.end),
            detail=f"{kind[1]}: {facts}" if facts else kind[1],
            children=[*_inside(buffer, each, (whole.start, whole.end))],
        )


def folds(buffer: Buffer) -> list[FoldingRange]:
    """Return what can be folded: each line with the lines below that are indented more, whether the text parses or not.

    The items of a list may stand as far to the left as its key.
    """
    found: list[FoldingRange] = []
    open_lines: list[tuple[int, int]] = []
    last = 0
    for number in range(buffer.source.lines):
        line = buffer.source.line(number + 1)
        content = line.lstrip(" ")
        if not content.strip() or content.startswith("#"):
            continue
        indent = len(line) - len(content)
        # An item of a list is inside of a key at the same indent, and not inside of the item above.
        depth = 2 * indent + content.startswith("-")
        while open_lines and open_lines[-1][1] >= depth:
            _fold(found, open_lines.pop()[0], last)
        open_lines.append((number, depth))
        last = number
    while open_lines:
        _fold(found, open_lines.pop()[0], last)
    return sorted(found, key=lambda each: (each.start_line, each.end_line))


def _fold(found: list[FoldingRange], first: int, last: int) -> None:
    if last > first:
        found.append(FoldingRange(first, last))
