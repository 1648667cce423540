"""The estate: all landscapes of a run together, and what makes two of their entries one tenant in the real world."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property

from calm_lint.model.entity import Entity
from calm_lint.model.identity import same_tenants
from calm_lint.model.landscape import Landscape
from calm_lint.model.tenants import S4Tenant
from calm_lint.reading.document import Place
from calm_lint.reading.nodes import Node

Identity = tuple[str, str]


class Estate(Node):
    """All landscapes of a run, over files and documents; a rule about the estate is called once.

    Where only built-in rules look at the estate, it holds just the landscapes that have something in common with
    another one; see `identities`.

    Attributes:
        landscapes: the landscapes, in the order of the names of their files, then of their documents.
    """

    def __init__(self, landscapes: Iterable[Landscape]) -> None:
        self.landscapes = tuple(landscapes)

    @property
    def place(self) -> Place:
        """The first landscape."""
        return self.landscapes[0].place

    @cached_property
    def same_tenants(self) -> Sequence[Sequence[S4Tenant]]:
        """The S/4HANA tenants that have several entries, each as its entries in the order of the landscapes."""
        return same_tenants(each for landscape in self.landscapes for each in landscape.described_tenants)

    def where(self, there: Entity, here: Entity) -> str:
        """Return in which file an entity stands, for a message about another entity.

        It belongs in the hint of a finding, as files may be renamed.
        """
        name = there.document.source.name
        return name if name != here.document.source.name else "another document of this file"


def identities(landscape: Landscape) -> tuple[Identity, ...]:
    """Return by what a landscape is compared with others: keys, each with the tenant that it belongs to.

    Two landscapes have something in common if they have a key in common and it does not belong to one and the same
    tenant in both. The tenant is empty where the key belongs to each landscape by itself.
    """
    found: dict[Identity, None] = {}
    for _, keys in landscape.described_tenants:
        for key in keys:
            found[key, ""] = None
    for client_id, target in landscape.client_ids:
        if client_id.value and target.host:
            found[f"client {client_id.value}", target.host] = None
    return tuple(found)
