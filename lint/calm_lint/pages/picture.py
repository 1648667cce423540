"""The picture of a landscape: S/4HANA tenants by role on the left, SAP Cloud ALM on the right, lines between them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import groupby
from statistics import fmean
from typing import NamedTuple

from calm_lint.formats.frame import columns
from calm_lint.pages.bands import bands
from calm_lint.pages.graph import Box, Graph, Line
from calm_lint.pages.templating import fill

_BOX_HEIGHT = 48
_GAP = 10
_HEADING = 34
_TOP = 88
_LEGEND = 52
_LEGEND_ROW = 24
_SIGNS = 5
# How far apart the lines are that end in one box.
_SPREAD = 9
# Where the label stands: its text begins beside the sign, and its middle is on the line here.
_LABEL = 0.13
_BESIDE_SIGN = 14


@dataclass(frozen=True, slots=True)
class Shape:
    """How a picture uses the width that there is.

    The lengths are as much as fits, of letters of average width.

    Attributes:
        name: the name of its style class.
        width: the width of the picture.
        margin: that at its left and right edge.
        left_width: the width of the boxes of S/4HANA tenants.
        right_width: that of SAP Cloud ALM tenants.
        title: the length of its title.
        left_name: the length of the name of an S/4HANA tenant.
        right_name: that of an SAP Cloud ALM tenant.
        beside_count: by how much a name is shorter beside the number of findings.
        facts: the length of what else is known of a tenant.
        facts_beside_words: the same beside the words "double connection".
        sign: where on a line its sign stands, as the parameter of its Bézier curve: near its beginning, where no others
            cross it.
        legend_columns: how many signs are explained side by side.
        labels: whether there is room for words beside the lines.
    """

    name: str
    width: int
    margin: int
    left_width: int
    right_width: int
    title: int
    left_name: int
    right_name: int
    beside_count: int
    facts: int
    facts_beside_words: int
    sign: float
    legend_columns: int
    labels: bool

    @property
    def right_x(self) -> int:
        """Where the boxes on the right begin."""
        return self.width - self.margin - self.right_width


BROAD = Shape("broad", 960, 24, 300, 300, 90, 29, 29, 10, 40, 18, 0.07, 5, labels=True)
"""The picture on a screen, on paper, and in a file."""

NARROW = Shape("narrow", 400, 8, 176, 156, 34, 17, 15, 3, 20, 0, 0.3, 2, labels=False)
"""The picture on a phone."""


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
    """A graph, or a band of one, with the places of all that is drawn.

    Attributes:
        name: its name for those who do not see it.
        title: the title above it, as far as it fits.
        first: whether it is the first band, which has the title and the legend.
    """

    graph: Graph
    name: str
    title: str
    first: bool
    headings: list[Heading]
    left: list[PlacedBox]
    right: list[PlacedBox]
    lines: list[PlacedLine]
    height: int


def svg(graphs: Sequence[Graph]) -> str:
    """Draw graphs, one below the other, as an SVG file."""
    pictures = [picture for graph in graphs for picture in _pictures(graph, BROAD)]
    return fill("pictures.svg", pictures=pictures, shape=BROAD, directed=any(map(_is_directed, graphs)))


def figure(graph: Graph, number: int) -> str:
    """Draw a graph for a page, once for a broad and once for a narrow screen.

    The S/4HANA tenants are links to what the page says of them.

    Args:
        graph: what to draw.
        number: tells it from other pictures on the page.
    """
    return "".join(
        fill("figure.svg", pictures=_pictures(graph, shape), number=number, shape=shape, directed=_is_directed(graph))
        for shape in (BROAD, NARROW)
    )


def _pictures(graph: Graph, shape: Shape) -> list[Picture]:
    parts = bands(graph)
    names = (
        [graph.title]
        if len(parts) == 1
        else [f"{graph.title}, part {n + 1} of {len(parts)}" for n in range(len(parts))]
    )
    directed = _is_directed(graph)
    return [
        _layout(part, name, shape, first=n == 0, directed=directed)
        for n, (part, name) in enumerate(zip(parts, names, strict=True))
    ]


def _layout(graph: Graph, name: str, shape: Shape, *, first: bool, directed: bool) -> Picture:
    top = float(_TOP if first else 0)
    headings, left, bottom = _left(graph.s4hana, shape, top)
    right = _right(graph, left, shape, top)
    bottom = max([bottom, *(each.y + each.height + _GAP for each in right)])
    legend = _LEGEND + _LEGEND_ROW * ((_SIGNS - 1) // shape.legend_columns) if first else 0
    return Picture(
        graph,
        name,
        _cut(graph.title, shape.title),
        first,
        headings,
        left,
        right,
        _lines(graph, left, right, shape, directed=directed),
        round(bottom + legend),
    )


def _left(boxes: Sequence[Box], shape: Shape, top: float) -> tuple[list[Heading], list[PlacedBox], float]:
    headings, placed, y = [], [], top
    for role, group in groupby(enumerate(boxes), key=lambda each: each[1].group):
        headings.append(Heading(role or "role not known", y + _HEADING - 12))
        y += _HEADING
        for number, box in group:
            placed.append(_placed(box, number, shape, y))
            y += _BOX_HEIGHT + _GAP
    return headings, placed, y


def _right(graph: Graph, left: Sequence[PlacedBox], shape: Shape, top: float) -> list[PlacedBox]:
    """Place each box beside the middle of the boxes that are connected to it, in this order, without overlap."""
    wanted = []
    incoming = _grouped(graph.lines, lambda line: line.cloud_alm)
    for number, box in enumerate(graph.cloud_alm):
        sources = [left[line.s4hana].y for line in incoming.get(number, ())]
        height = max(_BOX_HEIGHT, (len(sources) + 1) * _SPREAD)
        wanted.append((fmean(sources) if sources else float("inf"), number, box, height))
    placed, lowest = [], top + _HEADING
    for middle, number, box, height in sorted(wanted, key=lambda each: each[:2]):
        y = lowest if middle == float("inf") else max(lowest, middle + (_BOX_HEIGHT - height) / 2)
        placed.append(_placed(box, number, shape, y, height))
        lowest = y + height + 2 * _GAP
    return placed


def _placed(box: Box, number: int, shape: Shape, y: float, height: float | None = None) -> PlacedBox:
    """Place a box: with a height of its own on the right, without on the left."""
    x, length = (shape.margin, shape.left_name) if height is None else (shape.right_x, shape.right_name)
    name = _cut(box.name, length - shape.beside_count if box.findings else length)
    facts = _cut(box.facts, shape.facts_beside_words if box.double else shape.facts)
    return PlacedBox(box, number, x, round(y, 1), height or _BOX_HEIGHT, name, facts)


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
        y1 = start.y + _offset(start, left_done[line.s4hana], len(outgoing[line.s4hana]), 20)
        y2 = end.y + _offset(end, right_done[line.cloud_alm], len(incoming[line.cloud_alm]), _SPREAD)
        left_done[line.s4hana] += 1
        right_done[line.cloud_alm] += 1
        middle = (x1 + x2) / 2
        path = f"M{x1:.1f} {y1:.1f}C{middle:.1f} {y1:.1f} {middle:.1f} {y2:.1f} {x2:.1f} {y2:.1f}"
        double = start.box.double and line.direction == "out"
        placed = PlacedLine(line, line.level, double, path, *_point(shape.sign, x1, y1, x2, y2))
        lines.append(_directed(placed, shape, x1, y1, x2, y2) if directed else placed)
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
        head=f"M{tip + side:.1f} {y - 5:.1f}L{tip:.1f} {y:.1f}L{tip + side:.1f} {y + 5:.1f}",
        label=label if shape.labels else "",
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
    while text and columns(text) >= length:
        text = text[:-1]
    return f"{text}…" if text else ""
