"""A file with its findings and what was read of it, for those who show more of it than findings."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from calm_lint.engine.results import FileReport
from calm_lint.engine.trail import Trail
from calm_lint.engine.violation import Violation
from calm_lint.model import CloudAlmTenant, CtmsService, CtsSystem, Landscape, S4Tenant
from calm_lint.model.entity import Entity
from calm_lint.reading.document import Path, Place

_Extent = tuple[tuple[int, int], tuple[int, int]]


@dataclass
class Survey:
    """What linting a file tells of it.

    Attributes:
        report: what came out of the file.
        landscapes: its documents, as far as they have the form of landscapes.
        show: makes a text of the file fit to be shown: in one line, its secrets masked. Whatever is shown of the
            landscapes has to pass through it.
        trail: what the rules looked at.
    """

    report: FileReport
    landscapes: list[Landscape]
    show: Callable[[str], str]
    trail: Trail

    @property
    def elsewhere(self) -> list[Violation]:
        """The findings in documents that are no landscapes: those that cannot be read."""
        inside = {each.order for landscape in self.landscapes for each in self.concerns(landscape).all}
        return [violation for violation in self.report.violations if violation.order not in inside]

    def concerns(self, landscape: Landscape) -> Concerns:
        """Return which findings of a landscape concern which part of it."""
        index = landscape.document.index
        if index not in self._concerns:
            found = self._by_document
            # Where a file holds one landscape, findings have no number of a document.
            self._concerns[index] = Concerns(found.get(None) or found.get(index, []), landscape)
        return self._concerns[index]

    @cached_property
    def _concerns(self) -> dict[int, Concerns]:
        return {}

    @cached_property
    def _by_document(self) -> dict[int | None, list[Violation]]:
        found: dict[int | None, list[Violation]] = {}
        for violation in self.report.violations:
            found.setdefault(violation.document, []).append(violation)
        return found

    def title(self, landscape: Landscape) -> str:
        """Return the name of a landscape, that of its file where it has none."""
        return self.show(landscape.name.value or self.report.name)

    def designation(self, entity: Entity) -> str:
        """Return what to call a tenant, service or system: its id, its place in the list where it has none."""
        name = entity.data.get(entity.identifier)
        kind = str(entity.steps[0]).removesuffix("s").rpartition("_")[2]
        return self.show(name if isinstance(name, str) and name else f"{kind} {int(entity.steps[-1]) + 1}")

    def facts(self, entity: Entity) -> str:
        """Return what tells a tenant, service or system from others, beside its id."""
        if isinstance(entity, CloudAlmTenant):
            parts = [entity.usage.value, entity.name.value, entity.region.value]
        elif isinstance(entity, CtmsService):
            parts = [entity.usage.value, entity.subaccount.value]
        elif isinstance(entity, CtsSystem):
            parts = [entity.role.value, entity.service_type.value, entity.customer.value]
        elif isinstance(entity, S4Tenant):
            client = f"client {entity.client.value}" if entity.client.value else None
            parts = [entity.role.value, client, entity.host.value]
        else:
            parts = []
        return self.show(", ".join(part for part in parts if part))


class Concerns:
    """Which findings of a landscape concern which part of it.

    A finding stands where its text does. Text that aliases repeat concerns every part that uses it.

    Args:
        found: the findings in the landscape, sorted.
        landscape: the landscape.

    Attributes:
        all: the findings in the landscape.
    """

    def __init__(self, found: Sequence[Violation], landscape: Landscape) -> None:
        self.all = found
        self._starts = [(each.span.line, each.span.column) for each in found]
        # By the path of an entity: where it stands, and all that is in it; and where each of its entries does.
        self._inside: dict[Path, set[_Extent]] = {}
        self._entries: dict[Path, _Extent] = {}
        for entity, path, extent in _extents(landscape) if found else ():
            self._entries[path] = extent
            above: Entity | None = entity
            while above is not None and above is not landscape:
                self._inside.setdefault(above.path, set()).add(extent)
                above = above.parent

    def inside(self, entity: Entity) -> list[Violation]:
        """Return the findings about an entity and all that is in it."""
        return self._within(self._inside.get(entity.path, ()))

    def about(self, entity: Entity, key: str) -> list[Violation]:
        """Return the findings about one entry of an entity."""
        paths = (entity.path, (*entity.path, key))
        found = self._within({self._entries[path] for path in paths if path in self._entries})
        return [each for each in found if key in each.path.split("/")[-2:]]

    def _within(self, extents: Iterable[_Extent]) -> list[Violation]:
        found: set[int] = set()
        for start, end in extents:
            # No finding that begins elsewhere has to be looked at.
            first, last = bisect_left(self._starts, start), bisect_right(self._starts, end)
            found.update(n for n in range(first, last) if self.all[n].span[2:] <= end)
        return [self.all[n] for n in sorted(found)]


def _extents(landscape: Landscape) -> Iterator[tuple[Entity, Path, _Extent]]:
    """Yield where the entities of a landscape stand, and their entries: an alias may have them elsewhere."""
    document = landscape.document
    for node in landscape.walk():
        if not isinstance(node, Entity) or node is landscape:
            continue
        for path in (node.path, *((*node.path, key) for key in node.data)):
            location = document.locate(Place(document, path))
            line, column, end_line, end_column = document.source.span(location.start, location.end)
            yield node, path, ((line, column), (end_line, end_column))
