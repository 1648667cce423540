"""The picture of a landscape: S/4HANA tenants by role on the left, SAP Cloud ALM on the right, lines between them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from itertools import groupby
from statistics import fmean
from typing import NamedTuple

from calm_lint.formats.frame import columns
from calm_lint.pages.graph import Box, Graph, Line
from calm_lint.pages.templating import fill

_WIDTH = 960
_MARGIN = 24
_BOX_WIDTH = 300
_BOX_HEIGHT = 48
_GAP = 10
_HEADING = 34
_TOP = 88
_LEGEND = 52
# As much as fits into a box, of letters of average width.
_TITLE_LENGTH = 90
_NAME_LENGTH = 29
_NAME_LENGTH_BESIDE_COUNT = 19
_FACTS_LENGTH = 40
_FACTS_LENGTH_BESIDE_WORDS = 18
# How far apart the lines are that end in one box.
_SPREAD = 9
# Where on a line its sign stands, as the parameter of its Bézier curve: near its beginning, where no others cross it.
_SIGN = 0.07
# Where the label stands: its text begins beside the sign, and its middle is on the line here.
_LABEL = 0.13
_BESIDE_SIGN = 14


class PlacedBox(NamedTuple):
    """A box with its upper left corner and its height, and its texts as far as they fit."""

    box: Box
    number: int
    x: float
    y: float
    height: float
    name: str
    facts: str


class PlacedLine(NamedTuple):
    """A line from the right edge of one box to the left edge of the other, and where its sign and its label stand.

    Attributes:
        head: the path of its arrowhead, empty for a line that has none.
    """

    line: Line
    level: str
    double: bool
    path: str
    sign_x: float
    sign_y: float
    head: str = ""
    label: str = ""
    label_x: float = 0
    label_y: float = 0


class Heading(NamedTuple):
    """The role of the boxes below it."""

    text: str
    y: float


class Picture(NamedTuple):
    """A graph with the places of all that is drawn."""

    graph: Graph
    title: str
    headings: list[Heading]
    left: list[PlacedBox]
    right: list[PlacedBox]
    lines: list[PlacedLine]
    height: int


def svg(graphs: Sequence[Graph]) -> str:
    """Draw graphs, one below the other, as an SVG file."""
    drawn = [_layout(graph) for graph in graphs]
    return _fill("pictures.svg", pictures=drawn, directed=any(map(_is_directed, graphs)))


def figure(graph: Graph, number: int) -> str:
    """Draw a graph for a page, with links from the S/4HANA tenants to what the page says of them.

    Args:
        graph: what to draw.
        number: tells it from other pictures on the page.
    """
    return _fill("figure.svg", picture=_layout(graph), number=number, directed=_is_directed(graph))


def _fill(template: str, **values: object) -> str:
    right_x = _WIDTH - _MARGIN - _BOX_WIDTH
    size = {"width": _WIDTH, "margin": _MARGIN, "right_x": right_x, "box_width": _BOX_WIDTH}
    return fill(template, size=size, **values)


def _layout(graph: Graph) -> Picture:
    headings, left, bottom = _left(graph.s4hana)
    right = _right(graph, left)
    bottom = max([bottom, *(each.y + each.height + _GAP for each in right)])
    return Picture(
        graph,
        _cut(graph.title, _TITLE_LENGTH),
        headings,
        left,
        right,
        _lines(graph, left, right),
        round(bottom + _LEGEND),
    )


def _left(boxes: Sequence[Box]) -> tuple[list[Heading], list[PlacedBox], float]:
    headings, placed, y = [], [], float(_TOP)
    for role, group in groupby(enumerate(boxes), key=lambda each: each[1].group):
        headings.append(Heading(role or "role not known", y + _HEADING - 12))
        y += _HEADING
        for number, box in group:
            placed.append(_placed(box, number, _MARGIN, y))
            y += _BOX_HEIGHT + _GAP
    return headings, placed, y


def _right(graph: Graph, left: Sequence[PlacedBox]) -> list[PlacedBox]:
    """Place each box beside the middle of the boxes that are connected to it, in this order, without overlap."""
    wanted = []
    incoming = _grouped(graph.lines, lambda line: line.cloud_alm)
    for number, box in enumerate(graph.cloud_alm):
        sources = [left[line.s4hana].y for line in incoming.get(number, ())]
        height = max(_BOX_HEIGHT, (len(sources) + 1) * _SPREAD)
        wanted.append((fmean(sources) if sources else float("inf"), number, box, height))
    placed, lowest = [], float(_TOP + _HEADING)
    for middle, number, box, height in sorted(wanted, key=lambda each: each[:2]):
        y = lowest if middle == float("inf") else max(lowest, middle + (_BOX_HEIGHT - height) / 2)
        placed.append(_placed(box, number, _WIDTH - _MARGIN - _BOX_WIDTH, y, height))
        lowest = y + height + 2 * _GAP
    return placed


def _placed(box: Box, number: int, x: float, y: float, height: float = _BOX_HEIGHT) -> PlacedBox:
    name = _cut(box.name, _NAME_LENGTH_BESIDE_COUNT if box.findings else _NAME_LENGTH)
    facts = _cut(box.facts, _FACTS_LENGTH_BESIDE_WORDS if box.double else _FACTS_LENGTH)
    return PlacedBox(box, number, x, round(y, 1), height, name, facts)


def _lines(graph: Graph, left: Sequence[PlacedBox], right: Sequence[PlacedBox]) -> list[PlacedLine]:
    ends = {each.number: each for each in right}
    lines = []
    outgoing = _grouped(graph.lines, lambda line: line.s4hana)
    incoming = _grouped(graph.lines, lambda line: line.cloud_alm)
    directed = _is_directed(graph)
    # How many lines are drawn so far at each box.
    left_done, right_done = Counter[int](), Counter[int]()
    for line in graph.lines:
        start, end = left[line.s4hana], ends[line.cloud_alm]
        x1, x2 = start.x + _BOX_WIDTH, end.x
        y1 = start.y + _offset(start, left_done[line.s4hana], len(outgoing[line.s4hana]), 20)
        y2 = end.y + _offset(end, right_done[line.cloud_alm], len(incoming[line.cloud_alm]), _SPREAD)
        left_done[line.s4hana] += 1
        right_done[line.cloud_alm] += 1
        middle = (x1 + x2) / 2
        path = f"M{x1:.1f} {y1:.1f}C{middle:.1f} {y1:.1f} {middle:.1f} {y2:.1f} {x2:.1f} {y2:.1f}"
        double = start.box.double and line.direction == "out"
        placed = PlacedLine(line, line.level, double, path, *_point(_SIGN, x1, y1, x2, y2))
        lines.append(_directed(placed, x1, y1, x2, y2) if directed else placed)
    return lines


def _is_directed(graph: Graph) -> bool:
    """Return whether SAP Cloud ALM calls back, so that lines have a direction."""
    return any(line.label or line.direction != "out" for line in graph.lines)


def _directed(placed: PlacedLine, x1: float, y1: float, x2: float, y2: float) -> PlacedLine:
    """Add the arrowhead and the label."""
    line = placed.line
    tip, y, side = (x2, y2, -9) if line.direction == "out" else (x1, y1, 9)
    label = {"out": line.label, "back": "destination", "missing": "no destination"}[line.direction]
    return placed._replace(
        head=f"M{tip + side:.1f} {y - 5:.1f}L{tip:.1f} {y:.1f}L{tip + side:.1f} {y + 5:.1f}",
        label=label,
        label_x=round(placed.sign_x + _BESIDE_SIGN, 1),
        label_y=round(_point(_LABEL, x1, y1, x2, y2)[1] + 4, 1),
    )


def _point(t: float, x1: float, y1: float, x2: float, y2: float) -> tuple[float, float]:
    """Return a point of the Bézier curve of a line."""
    x = x1 + (x2 - x1) * (1.5 * t - 1.5 * t**2 + t**3)
    y = y1 + (y2 - y1) * (3 * t**2 - 2 * t**3)
    return round(x, 1), round(y, 1)


def _grouped(lines: Sequence[Line], end: Callable[[Line], int]) -> dict[int, list[Line]]:
    """Return the lines that end in each box."""
    found: dict[int, list[Line]] = {}
    for line in lines:
        found.setdefault(end(line), []).append(line)
    return found


def _offset(placed: PlacedBox, index: int, count: int, spread: float) -> float:
    """Return how far below the upper edge of a box one of its lines begins."""
    step = min(spread, (placed.height - 12) / max(count - 1, 1))
    return placed.height / 2 + (index - (count - 1) / 2) * step


def _cut(text: str, length: int) -> str:
    if columns(text) <= length:
        return text
    while columns(text) >= length:
        text = text[:-1]
    return f"{text}…"
