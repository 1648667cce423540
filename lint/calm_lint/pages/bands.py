"""A graph cut into bands, so that the SAP Cloud ALM tenants stand beside the S/4HANA tenants that one looks at."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from calm_lint.pages.graph import Graph, Line
from calm_lint.pages.lane import Member, Section

# As many S/4HANA tenants as a screen shows at once; two such bands fit on a sheet of paper.
_MOST = 10


class LaneBand(NamedTuple):
    """A band of another transport environment.

    Attributes:
        title: what to call it, empty where the band above says it.
        sections: its services or domains.
        cloud_alm: the numbers of the SAP Cloud ALM tenants that they are connected to.
    """

    title: str
    sections: tuple[Section, ...]
    cloud_alm: tuple[int, ...]


def bands(graph: Graph) -> list[Graph]:
    """Return a graph as graphs of few S/4HANA tenants, each with the SAP Cloud ALM tenants that they are connected to.

    Tenants of one role stay together where they can. SAP Cloud ALM tenants without a connection are in the last band;
    where there are other transport environments, `lane_bands` has those.
    """
    if len(graph.s4hana) <= _MOST and not graph.lanes:
        return [graph]
    outgoing: dict[int, list[Line]] = {}
    for line in graph.lines:
        outgoing.setdefault(line.s4hana, []).append(line)
    idle = set() if graph.lanes else {*range(len(graph.cloud_alm))} - {line.cloud_alm for line in graph.lines}
    found = []
    for start, end in _extents(graph) if graph.s4hana else ():
        lines = [line for number in range(start, end) for line in outgoing.get(number, ())]
        shown = sorted({line.cloud_alm for line in lines} | (idle if end == len(graph.s4hana) else set()))
        numbers = {number: index for index, number in enumerate(shown)}
        found.append(
            Graph(
                graph.title,
                graph.s4hana[start:end],
                tuple(graph.cloud_alm[number] for number in shown),
                tuple(line._replace(s4hana=line.s4hana - start, cloud_alm=numbers[line.cloud_alm]) for line in lines),
            )
        )
    return found


def lane_bands(graph: Graph) -> list[LaneBand]:
    """Return the other transport environments of a graph as bands.

    SAP Cloud ALM tenants without any connection are in the last one.
    """
    found: list[LaneBand] = []
    for lane in graph.lanes:
        parts: list[list[Section]] = []
        room = 0
        for section in (part for whole in lane.sections for part in _parts(whole)):
            size = 2 + len(section.members) + len(section.chains)
            if size > room:
                parts.append([section])
                room = _MOST + 4 - size
            else:
                parts[-1].append(section)
                room -= size
        found += (LaneBand("" if number else lane.title, tuple(part), _ends(part)) for number, part in enumerate(parts))
    if found:
        reached = {line.cloud_alm for line in graph.lines}.union(*(band.cloud_alm for band in found))
        idle = [number for number in range(len(graph.cloud_alm)) if number not in reached]
        found[-1] = found[-1]._replace(cloud_alm=(*found[-1].cloud_alm, *idle))
    return found


def _parts(section: Section) -> Iterator[Section]:
    """Yield a section, cut where it has more systems than fit."""
    parts = max(1, -(-len(section.members) // _MOST))
    for part in range(parts):
        start, end = (len(section.members) * each // parts for each in (part, part + 1))
        members = section.members[start:end]
        if part:
            head = Member(section.head.name, f"systems {start + 1} to {end}", section.head.level)
            yield Section(head, (), members)
        else:
            yield section._replace(members=members)


def _ends(sections: Sequence[Section]) -> tuple[int, ...]:
    members = (each for section in sections for each in (section.head, *section.members))
    return tuple(sorted({port.end for each in members for port in each.ports if port.end is not None}))


def _extents(graph: Graph) -> Iterator[tuple[int, int]]:
    """Yield where each band begins and ends in the list of S/4HANA tenants, with bands as equal as roles allow."""
    aim = -(-len(graph.s4hana) // -(-len(graph.s4hana) // _MOST))
    start = end = 0
    for _, group in groupby(graph.s4hana, key=lambda box: box.group):
        size = len(list(group))
        parts = -(-size // _MOST)
        for part in range(parts):
            length = size * (part + 1) // parts - size * part // parts
            if end > start and end - start + length > aim:
                yield start, end
                start = end
            end += length
    yield start, end
