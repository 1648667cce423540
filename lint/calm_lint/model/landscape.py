"""The landscape: what one document of a landscape file describes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from calm_lint.model.cloud_alm import CloudAlmLandscape
from calm_lint.model.entity import Entity, children, integer, parts_of, text
from calm_lint.model.tenants import AlmArrangement, S4Tenant
from calm_lint.reading.document import Document


class Landscape(CloudAlmLandscape):
    """One document of a landscape file."""

    definition = "landscape"

    format = integer()
    name = text()
    description = text()

    s4hana_tenants = children(S4Tenant)

    def __init__(self, document: Document) -> None:
        super().__init__(document, None, (), document.data)


# Only arrangements of transport management have outbound services whose form is known.
_PARTS: Final = (*parts_of(Landscape), *parts_of(AlmArrangement))
_KINDS: Final[tuple[type[Entity], ...]] = (Landscape, *(part.kind for part in _PARTS))

# The fields that name the entries of lists, by the keys of the lists.
IDENTIFIERS: Final[Mapping[str, str]] = {part.key: part.kind.identifier for part in _PARTS if part.kind.identifier}

# The entities that the schema defines, by the names of their definitions.
ENTITIES: Final[Mapping[str, type[Entity]]] = {kind.definition: kind for kind in _KINDS if kind.definition}
