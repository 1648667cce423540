"""Another transport environment in a picture: services or domains on the left, SAP Cloud ALM on the right."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from calm_lint.formats.frame import columns
from calm_lint.pages.bands import LaneBand
from calm_lint.pages.graph import Graph, Line
from calm_lint.pages.lane import Chain, Member, Section, sentences
from calm_lint.pages.shapes import (
    BOX_HEIGHT,
    BROAD_LANE,
    GAP,
    NARROW_LANE,
    SIDE_Y,
    SPREAD,
    TOP,
    Picture,
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
        (port, member.x + member.width, at)
        for section in sections
        for member in (section.head, *section.members)
        for port, _, at in member.ports
        if port.end is not None
    ]
    sources: dict[int, list[float]] = {}
    for port, _, at in starts:
        sources.setdefault(port.end or 0, []).append(at - BOX_HEIGHT / 2)
    boxes = [(number, graph.cloud_alm[number]) for number in band.cloud_alm]
    right = right_boxes(boxes, sources, shape, top)
    ends = {each.number: each for each in right}
    done = Counter[int]()
    lines, double = [], False
    for port, x1, y1 in starts:
        number = port.end or 0
        end = ends[number]
        y2 = end.y + offset(end, done[number], len(sources[number]), SPREAD)
        done[number] += 1
        line = Line(0, number, port.level, "", "missing" if port.missing else "out")
        path, sign = curve(x1, y1, end.x, y2), point(shape.sign, x1, y1, end.x, y2)
        drawn = PlacedLine(line, port.level, double, path, *sign, arrowhead(end.x, y2, -9))
        lines.append(drawn)
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
        lines,
        round(max([bottom, *(each.y + each.height + GAP for each in right)])),
        band.title,
        SIDE_Y if first else _NEXT_SIDE_Y,
        sections,
    )


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
    count = 11 * _USUAL if member.findings and wide else 3 * _USUAL if member.findings else 0
    ports = [
        (port, cut(port.text, round(room / _USUAL)), y + _HEAD + _PORT * (number + 0.5))
        for number, port in enumerate(member.ports)
    ]
    height = _HEAD + _PORT * len(ports) + (6 if ports else 4)
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
