"""Another transport environment in a picture: services or domains on the left, SAP Cloud ALM on the right."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from calm_lint.formats.frame import columns
from calm_lint.pages.bands import LaneBand
from calm_lint.pages.graph import Graph, Line
from calm_lint.pages.lane import Chain, Member, Port, Section, sentences
from calm_lint.pages.shapes import (
    BOX_HEIGHT,
    BROAD_LANE,
    GAP,
    NARROW_LANE,
    SIDE_Y,
    SPREAD,
    TOP,
    Picture,
    PlacedBox,
    PlacedLine,
    PlacedMember,
    PlacedSection,
    PlacedStop,
    Shape,
    arrowhead,
    curve,
    cut,
    offset,
    point,
    right_boxes,
)

_HEAD = 46
_PORT = 21
_NAME = 20
_STOP = 26
_ARROW = 22
_INSET = 12
# How wide a letter of each text is, about; names of nodes are often in capitals.
_WIDE = 8.3
_USUAL = 6.7
# Where a band begins that is not the first, and has its sides named.
_NEXT_TOP = 44
_NEXT_SIDE_Y = 26


class _Start(NamedTuple):
    """Where the line of a connection begins: at the right edge of its box, to go straight to that of the frame."""

    port: Port
    end: int
    x: float
    frame_x: float
    y: float


def lane_picture(graph: Graph, band: LaneBand, name: str, shape: Shape, *, first: bool) -> Picture:
    """Return the picture of a band.

    Args:
        graph: the graph that it is a part of.
        band: the band.
        name: the name of the picture.
        shape: the shape of the pictures of tenants beside it.
        first: whether it is the first picture of the graph.
    """
    shape = BROAD_LANE if shape.labels else NARROW_LANE
    top = TOP if first else _NEXT_TOP if band.title else GAP
    sections: list[PlacedSection] = []
    bottom = float(top)
    for section in band.sections:
        sections.append(_section(section, shape, bottom))
        bottom += sections[-1].head.height + GAP
    starts = [
        _Start(port, port.end, member.x + member.width, section.head.x + section.head.width, y)
        for section in sections
        for member in (section.head, *section.members)
        for port, _, y in member.ports
        if port.end is not None
    ]
    sources: dict[int, list[float]] = {}
    for start in starts:
        sources.setdefault(start.end, []).append(start.y - BOX_HEIGHT / 2)
    right = right_boxes([(number, graph.cloud_alm[number]) for number in band.cloud_alm], sources, shape, top)
    names = [box.name for box in graph.cloud_alm]
    return Picture(
        name,
        tuple(words for section in band.sections for words in sentences(section, names)),
        shape,
        cut(graph.title, shape.title),
        first,
        [],
        [],
        right,
        list(_lines(starts, right, shape)),
        round(max([bottom, *(each.y + each.height + GAP for each in right)])),
        band.title,
        SIDE_Y if first else _NEXT_SIDE_Y,
        sections,
    )


def _lines(starts: Sequence[_Start], right: Sequence[PlacedBox], shape: Shape) -> Iterator[PlacedLine]:
    ends = {each.number: each for each in right}
    counts, done = Counter(start.end for start in starts), Counter[int]()
    double = False
    for port, number, x, frame_x, y in starts:
        end = ends[number]
        end_y = end.y + offset(end, done[number], counts[number], SPREAD)
        done[number] += 1
        path = curve(frame_x, y, end.x, end_y)
        if x < frame_x:
            path = f"M{x:.1f} {y:.1f}H{frame_x:.1f}{path[path.index('C') :]}"
        line = Line(0, number, port.level, "", "missing" if port.missing else "out")
        sign = point(shape.sign, frame_x, y, end.x, end_y)
        yield PlacedLine(line, port.level, double, path, *sign, arrowhead(end.x, end_y, -9))


def _section(section: Section, shape: Shape, y: float) -> PlacedSection:
    head = _member(section.head, shape.margin, y, shape.left_width, wide=shape.labels)
    x, right = head.x + _INSET, head.x + head.width - _INSET
    y += head.height
    names: list[tuple[str, float, float]] = []
    stops: list[PlacedStop] = []
    for chain in section.chains:
        if chain.name:
            names.append((cut(chain.name, round((right - x) / _USUAL)), x, y + _NAME - 6))
            y += _NAME
        stops += _stops(chain, x, right, y)
        y = stops[-1].y + _STOP + GAP if chain.stops else y
    members = []
    for member in section.members:
        members.append(_member(member, x, y, right - x, wide=shape.labels))
        y += members[-1].height + GAP
    return PlacedSection(head._replace(height=y - head.y), names, stops, members)


def _member(member: Member, x: float, y: float, width: float, *, wide: bool) -> PlacedMember:
    room = width - 2 * _INSET - 14
    count = (11 if wide else 3) * _USUAL if member.findings else 0
    # The first connection stands beside the facts where both fit.
    lengths = [columns(text) for text in (member.facts, *(port.text for port in member.ports[:1]))]
    beside = bool(member.ports and member.facts) and sum(lengths) * _WIDE < room
    first = 33 if beside else _HEAD + _PORT / 2
    ports = [
        (port, cut(port.text, int((width - 2 * _INSET) / _WIDE)), y + first + _PORT * number)
        for number, port in enumerate(member.ports)
    ]
    height = first + _PORT * (len(ports) - 0.5) + 6 if ports else _HEAD + 4
    facts = cut(member.facts, round(room / _USUAL))
    name = cut(member.name, round((room - count) / _WIDE))
    return PlacedMember(member, x, y, width, height, name, facts, ports, wide)


def _stops(chain: Chain, x: float, right: float, y: float) -> Iterator[PlacedStop]:
    """Yield the stops of a chain from left to right; those that do not fit go on below."""
    at = x
    for number, stop in enumerate(chain.stops):
        room = right - x - _ARROW - 16
        text = cut(stop.text, int(room / _WIDE))
        width = round(columns(text) * _WIDE + 16, 1)
        arrow = _ARROW if number else 0
        if at > x and at + arrow + width > right:
            at, y = x, y + _STOP + 6
        yield PlacedStop(stop, text, round(at + arrow, 1), y, width, number > 0)
        at += arrow + width
