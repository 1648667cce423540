"""The picture of a landscape: S/4HANA tenants by role on the left, SAP Cloud ALM on the right, lines between them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from itertools import groupby

from calm_lint.pages.bands import bands, lane_bands
from calm_lint.pages.graph import Box, Graph, Line
from calm_lint.pages.lane_picture import lane_picture
from calm_lint.pages.shapes import (
    BOX_HEIGHT,
    BROAD,
    GAP,
    NARROW,
    SIDE_Y,
    SPREAD,
    TOP,
    Heading,
    Picture,
    PlacedBox,
    PlacedLine,
    Shape,
    arrowhead,
    curve,
    cut,
    offset,
    placed,
    point,
    right_boxes,
)
from calm_lint.pages.templating import fill

_HEADING = 34
_LEGEND = 52
_LEGEND_ROW = 24
_SIGNS = 5
# Where the label stands: its text begins beside the sign, and its middle is on the line here.
_LABEL = 0.13
_BESIDE_SIGN = 14


def svg(graphs: Sequence[Graph]) -> str:
    """Draw graphs, one below the other, as an SVG file."""
    pictures = [picture for graph in graphs for picture in _pictures(graph, BROAD)]
    return fill("pictures.svg", pictures=pictures, shape=BROAD, **_kinds(graphs))


def figure(graph: Graph, number: int) -> str:
    """Draw a graph for a page, once for a broad and once for a narrow screen.

    The S/4HANA tenants are links to what the page says of them.

    Args:
        graph: what to draw.
        number: tells it from other pictures on the page.
    """
    return "".join(
        fill("figure.svg", pictures=_pictures(graph, shape), number=number, shape=shape, **_kinds([graph]))
        for shape in (BROAD, NARROW)
    )


def _kinds(graphs: Sequence[Graph]) -> dict[str, bool]:
    """Return what of the style is needed: that of lines with a direction, that of other environments."""
    lanes = any(graph.lanes for graph in graphs)
    return {"directed": lanes or any(map(_is_directed, graphs)), "lanes": lanes}


def _pictures(graph: Graph, shape: Shape) -> list[Picture]:
    tenants, lanes = bands(graph), lane_bands(graph)
    total = len(tenants) + len(lanes)
    names = iter([graph.title] if total == 1 else [f"{graph.title}, part {n + 1} of {total}" for n in range(total)])
    directed = _is_directed(graph)
    pictures = [_layout(part, next(names), shape, first=n == 0, directed=directed) for n, part in enumerate(tenants)]
    for band in lanes:
        pictures.append(lane_picture(graph, band, next(names), shape, first=not pictures))
    first = pictures[0]
    return [first._replace(height=first.height + _legend_height(shape)), *pictures[1:]]


def _legend_height(shape: Shape) -> int:
    return _LEGEND + _LEGEND_ROW * ((_SIGNS - 1) // shape.legend_columns)


def _layout(graph: Graph, name: str, shape: Shape, *, first: bool, directed: bool) -> Picture:
    top = float(TOP if first else 0)
    headings, left, bottom = _left(graph.s4hana, shape, top)
    right = _right(graph, left, shape, top)
    bottom = max([bottom, *(each.y + each.height + GAP for each in right)])
    return Picture(
        name,
        tuple(graph.sentences()),
        shape,
        cut(graph.title, shape.title),
        first,
        headings,
        left,
        right,
        _lines(graph, left, right, shape, directed=directed),
        round(bottom),
        "S/4HANA tenants" if first else "",
        SIDE_Y,
    )


def _left(boxes: Sequence[Box], shape: Shape, top: float) -> tuple[list[Heading], list[PlacedBox], float]:
    headings, boxes_placed, y = [], [], top
    for role, group in groupby(enumerate(boxes), key=lambda each: each[1].group):
        headings.append(Heading(role or "role not known", y + _HEADING - 12))
        y += _HEADING
        for number, box in group:
            boxes_placed.append(placed(box, number, shape, y))
            y += BOX_HEIGHT + GAP
    return headings, boxes_placed, y


def _right(graph: Graph, left: Sequence[PlacedBox], shape: Shape, top: float) -> list[PlacedBox]:
    incoming = _grouped(graph.lines, lambda line: line.cloud_alm)
    sources = {number: [left[line.s4hana].y for line in lines] for number, lines in incoming.items()}
    return right_boxes(enumerate(graph.cloud_alm), sources, shape, top + _HEADING)


def _lines(
    graph: Graph, left: Sequence[PlacedBox], right: Sequence[PlacedBox], shape: Shape, *, directed: bool
) -> list[PlacedLine]:
    ends = {each.number: each for each in right}
    lines = []
    outgoing = _grouped(graph.lines, lambda line: line.s4hana)
    incoming = _grouped(graph.lines, lambda line: line.cloud_alm)
    # How many lines are drawn so far at each box.
    left_done, right_done = Counter[int](), Counter[int]()
    for line in graph.lines:
        start, end = left[line.s4hana], ends[line.cloud_alm]
        x1, x2 = start.x + shape.left_width, end.x
        y1 = start.y + offset(start, left_done[line.s4hana], len(outgoing[line.s4hana]), 20)
        y2 = end.y + offset(end, right_done[line.cloud_alm], len(incoming[line.cloud_alm]), SPREAD)
        left_done[line.s4hana] += 1
        right_done[line.cloud_alm] += 1
        double = start.box.double and line.direction == "out"
        drawn = PlacedLine(line, line.level, double, curve(x1, y1, x2, y2), *point(shape.sign, x1, y1, x2, y2))
        lines.append(_directed(drawn, shape, x1, y1, x2, y2) if directed else drawn)
    return lines


def _is_directed(graph: Graph) -> bool:
    """Return whether SAP Cloud ALM calls back, so that lines have a direction."""
    return any(line.label or line.direction != "out" for line in graph.lines)


def _directed(placed: PlacedLine, shape: Shape, x1: float, y1: float, x2: float, y2: float) -> PlacedLine:
    """Add the arrowhead and the label."""
    line = placed.line
    tip, y, side = (x2, y2, -9) if line.direction == "out" else (x1, y1, 9)
    label = {"out": line.label, "back": "destination", "missing": "no destination"}[line.direction]
    return placed._replace(
        head=arrowhead(tip, y, side),
        label=label if shape.labels else "",
        label_x=round(placed.sign_x + _BESIDE_SIGN, 1),
        label_y=round(point(_LABEL, x1, y1, x2, y2)[1] + 4, 1),
    )


def _grouped(lines: Sequence[Line], end: Callable[[Line], int]) -> dict[int, list[Line]]:
    """Return the lines that end in each box."""
    found: dict[int, list[Line]] = {}
    for line in lines:
        found.setdefault(end(line), []).append(line)
    return found
