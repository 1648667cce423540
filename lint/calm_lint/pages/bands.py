"""A graph cut into bands, so that the SAP Cloud ALM tenants stand beside the S/4HANA tenants that one looks at."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from calm_lint.pages.graph import Graph, Line

# As many S/4HANA tenants as a screen shows at once; two such bands fit on a sheet of paper.
_MOST = 10


def bands(graph: Graph) -> list[Graph]:
    """Return a graph as graphs of few S/4HANA tenants, each with the SAP Cloud ALM tenants that they are connected to.

    Tenants of one role stay together where they can. SAP Cloud ALM tenants without a connection are in the last band.
    """
    if len(graph.s4hana) <= _MOST:
        return [graph]
    outgoing: dict[int, list[Line]] = {}
    for line in graph.lines:
        outgoing.setdefault(line.s4hana, []).append(line)
    idle = {*range(len(graph.cloud_alm))} - {line.cloud_alm for line in graph.lines}
    found = []
    for start, end in _extents(graph):
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
