"""The shapes of pictures, and what all parts of a picture are made of: boxes and lines with their places."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from statistics import fmean
from typing import NamedTuple

from calm_lint.formats.frame import columns
from calm_lint.pages.graph import Box, Line
from calm_lint.pages.lane import Member, Port, Stop

BOX_HEIGHT = 48
GAP = 10
# Where the first band begins below the title, and where its two sides are named.
TOP = 88
SIDE_Y = 72
# How far apart the lines are that end in one box.
SPREAD = 9


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


BROAD_LANE = replace(BROAD, left_width=440, right_width=250, right_name=24, facts=30)
"""The same where chains of transport need room on the left."""

NARROW_LANE = replace(NARROW, left_width=212, right_width=132, right_name=11, facts=16)
"""The same on a phone."""


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


class PlacedMember(NamedTuple):
    """A service, domain or system with its upper left corner and its size, and its texts as far as they fit.

    Attributes:
        ports: its connections, each with its text as far as it fits, and the height at which its line begins.
        wide: whether there is room for words beside its name.
    """

    member: Member
    x: float
    y: float
    width: float
    height: float
    name: str
    facts: str
    ports: Sequence[tuple[Port, str, float]]
    wide: bool


class PlacedStop(NamedTuple):
    """A stop of a chain with its upper left corner and its width, and whether an arrow leads there."""

    stop: Stop
    text: str
    x: float
    y: float
    width: float
    arrow: bool


class PlacedSection(NamedTuple):
    """A service or a domain: its frame, and what is in it; the names are those of tracks."""

    head: PlacedMember
    names: Sequence[tuple[str, float, float]]
    stops: Sequence[PlacedStop]
    members: Sequence[PlacedMember]


class Heading(NamedTuple):
    """The role of the boxes below it."""

    text: str
    y: float


class Picture(NamedTuple):
    """A graph, or a band of one, with the places of all that is drawn.

    Attributes:
        name: its name for those who do not see it.
        title: the title above it, as far as it fits.
        words: what it shows, in words.
        shape: how it uses the width.
        first: whether it is the first band, which has the title and the legend.
        side: what to call what is on the left, empty where the band above says it.
        side_y: where that stands.
        sections: services and transport domains on the left, in the place of tenants.
    """

    name: str
    words: tuple[str, ...]
    shape: Shape
    title: str
    first: bool
    headings: Sequence[Heading]
    left: Sequence[PlacedBox]
    right: Sequence[PlacedBox]
    lines: Sequence[PlacedLine]
    height: int
    side: str = ""
    side_y: int = 0
    sections: Sequence[PlacedSection] = ()


def right_boxes(
    boxes: Iterable[tuple[int, Box]], sources: Mapping[int, Sequence[float]], shape: Shape, lowest: float
) -> list[PlacedBox]:
    """Place each box beside the middle of what is connected to it, in this order, without overlap.

    Args:
        boxes: SAP Cloud ALM tenants with their numbers.
        sources: the upper edges of what is connected to each.
        shape: the shape of the picture.
        lowest: where the first may begin.
    """
    wanted = []
    for number, box in boxes:
        ends = sources.get(number, ())
        height = max(BOX_HEIGHT, (len(ends) + 1) * SPREAD)
        wanted.append((fmean(ends) if ends else float("inf"), number, box, height))
    found = []
    for middle, number, box, height in sorted(wanted, key=lambda each: each[:2]):
        y = lowest if middle == float("inf") else max(lowest, middle + (BOX_HEIGHT - height) / 2)
        found.append(placed(box, number, shape, y, height))
        lowest = y + height + 2 * GAP
    return found


def placed(box: Box, number: int, shape: Shape, y: float, height: float | None = None) -> PlacedBox:
    """Place a box: with a height of its own on the right, without on the left."""
    x, length = (shape.margin, shape.left_name) if height is None else (shape.right_x, shape.right_name)
    name = cut(box.name, length - shape.beside_count if box.findings else length)
    facts = cut(box.facts, shape.facts_beside_words if box.double else shape.facts)
    return PlacedBox(box, number, x, round(y, 1), height or BOX_HEIGHT, name, facts)


def curve(x1: float, y1: float, x2: float, y2: float) -> str:
    """Return the path of a line."""
    middle = (x1 + x2) / 2
    return f"M{x1:.1f} {y1:.1f}C{middle:.1f} {y1:.1f} {middle:.1f} {y2:.1f} {x2:.1f} {y2:.1f}"


def arrowhead(x: float, y: float, side: int) -> str:
    """Return the path of an arrowhead with this tip, its ends on the left (-9) or on the right (9) of it."""
    return f"M{x + side:.1f} {y - 5:.1f}L{x:.1f} {y:.1f}L{x + side:.1f} {y + 5:.1f}"


def point(t: float, x1: float, y1: float, x2: float, y2: float) -> tuple[float, float]:
    """Return a point of the Bézier curve of a line."""
    x = x1 + (x2 - x1) * (1.5 * t - 1.5 * t**2 + t**3)
    y = y1 + (y2 - y1) * (3 * t**2 - 2 * t**3)
    return round(x, 1), round(y, 1)


def offset(placed: PlacedBox, index: int, count: int, spread: float) -> float:
    """Return how far below the upper edge of a box one of its lines begins."""
    step = min(spread, (placed.height - 12) / max(count - 1, 1))
    return placed.height / 2 + (index - (count - 1) / 2) * step


def cut(text: str, length: int) -> str:
    """Return a text, cut if it is longer than this."""
    if columns(text) <= length:
        return text
    while text and columns(text) >= length:
        text = text[:-1]
    return f"{text}…" if text else ""
