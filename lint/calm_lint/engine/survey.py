"""A file with its findings and what was read of it, for those who show more of it than findings."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from calm_lint.engine.results import FileReport
from calm_lint.engine.violation import Violation
from calm_lint.model import CloudAlmTenant, Landscape, S4Tenant
from calm_lint.model.entity import Entity
from calm_lint.reading.document import Path, Place

_Extent = tuple[tuple[int, int], tuple[int, int]]


class Survey(NamedTuple):
    """What linting a file tells of it.

    Attributes:
        report: what came out of the file.
        landscapes: its documents, as far as they have the form of landscapes.
        show: makes a text of the file fit to be shown: in one line, its secrets masked. Whatever is shown of the
            landscapes has to pass through it.
    """

    report: FileReport
    landscapes: list[Landscape]
    show: Callable[[str], str]

    @property
    def elsewhere(self) -> list[Violation]:
        """The findings in documents that are no landscapes: those that cannot be read."""
        inside = {each.order for landscape in self.landscapes for each in Concerns(self, landscape).all}
        return [violation for violation in self.report.violations if violation.order not in inside]

    def title(self, landscape: Landscape) -> str:
        """Return the name of a landscape, that of its file where it has none."""
        return self.show(landscape.name.value or self.report.name)

    def designation(self, tenant: S4Tenant | CloudAlmTenant) -> str:
        """Return what to call a tenant: its id, its place in the list where it has none."""
        return self.show(tenant.id.value or f"tenant {int(tenant.steps[-1]) + 1}")

    def facts(self, tenant: S4Tenant | CloudAlmTenant) -> str:
        """Return what tells a tenant from others, beside its id."""
        if isinstance(tenant, CloudAlmTenant):
            parts = [tenant.usage.value, tenant.name.value, tenant.region.value]
        else:
            client = f"client {tenant.client.value}" if tenant.client.value else None
            parts = [tenant.role.value, client, tenant.host.value]
        return self.show(", ".join(part for part in parts if part))


class Concerns:
    """Which findings of a landscape concern which part of it.

    A finding stands where its text does. Text that aliases repeat concerns every part that uses it.

    Attributes:
        all: the findings in the landscape.
    """

    def __init__(self, survey: Survey, landscape: Landscape) -> None:
        index = landscape.document.index
        self.all = [each for each in survey.report.violations if each.document in (None, index)]
        # By the tenant that they are part of, of which there may be many.
        self._extents: dict[Path, list[tuple[Path, _Extent]]] = {}
        if self.all:
            for path, extent in _extents(landscape):
                self._extents.setdefault(path[:2], []).append((path, extent))

    def inside(self, entity: Entity) -> list[Violation]:
        """Return the findings about an entity and all that is in it."""
        return self._within(entity, lambda path: path[: len(entity.path)] == entity.path)

    def about(self, entity: Entity, key: str) -> list[Violation]:
        """Return the findings about one entry of an entity."""
        found = self._within(entity, lambda path: path in (entity.path, (*entity.path, key)))
        return [each for each in found if key in each.path.split("/")[-2:]]

    def _within(self, entity: Entity, wanted: Callable[[Path], bool]) -> list[Violation]:
        near = self._extents.get(entity.path[:2], ())
        extents = [extent for path, extent in near if wanted(path)]
        return [each for each in self.all if any(_covers(extent, each) for extent in extents)]


def _extents(landscape: Landscape) -> Iterator[tuple[Path, _Extent]]:
    """Yield where the entities of a landscape stand, and their entries: an alias may have them elsewhere."""
    document = landscape.document
    for node in landscape.walk():
        if not isinstance(node, Entity) or node is landscape:
            continue
        for path in (node.path, *((*node.path, key) for key in node.data)):
            location = document.locate(Place(document, path))
            line, column, end_line, end_column = document.source.span(location.start, location.end)
            yield path, ((line, column), (end_line, end_column))


def _covers(extent: _Extent, violation: Violation) -> bool:
    start, end = extent
    line, column, end_line, end_column = violation.span
    return start <= (line, column) and (end_line, end_column) <= end
