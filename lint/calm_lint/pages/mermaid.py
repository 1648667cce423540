"""A graph as Mermaid, which many wikis draw."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from calm_lint.pages.graph import Box, Graph, Line
from calm_lint.pages.lane import Chain, Member, Section, Stop
from calm_lint.pages.levels import CLEAN, ERROR, in_words, worst_of

_COLORS: Final = {ERROR: "#c3202f", "warning": "#9a5b00", "info": "#0b66b5", CLEAN: "#1a7f4b"}
# An arrow, and the level that gives it its colour.
_Arrow = tuple[str, str]


def as_mermaid(graph: Graph) -> str:
    """Write a graph as Mermaid."""
    lines = ["flowchart LR", f"  accTitle: {_one_line(graph.title)}"]
    for group in dict.fromkeys(box.group for box in graph.s4hana):
        lines.append(f'  subgraph {group or "unknown"}_tenants["{group or "role not known"}"]')
        lines += [f"    {_node('s', number, box)}" for number, box in enumerate(graph.s4hana) if box.group == group]
        lines.append("  end")
    arrows = [(_arrow(graph, line), line.level) for line in graph.lines]
    for letter, lane in zip("cd", graph.lanes, strict=False):
        for number, section in enumerate(lane.sections):
            inside, found = _section(f"{letter}{number}", section)
            lines += inside
            arrows += found
    lines.append('  subgraph cloud_alm["SAP Cloud ALM"]')
    lines += [f"    {_node('a', number, box)}" for number, box in enumerate(graph.cloud_alm)]
    lines.append("  end")
    lines += [f"  {arrow}" for arrow, _ in arrows]
    for level, color in _COLORS.items():
        if mine := [str(number) for number, (_, each) in enumerate(arrows) if each == level]:
            lines.append(f"  linkStyle {','.join(mine)} stroke:{color}")
    return "\n".join(lines) + "\n"


def _section(name: str, section: Section) -> tuple[list[str], list[_Arrow]]:
    """Write a service or a domain as a subgraph; `name` begins the names of all nodes in it."""
    lines = [f'  subgraph {name}["{_escaped(section.head.name)}"]']
    arrows: list[_Arrow] = []
    # A subgraph has no text but its title.
    members = [(f"{name}h", section.head)] if section.head.ports or not section.members else []
    members += ((f"{name}m{number}", each) for number, each in enumerate(section.members))
    for member_name, member in members:
        lines.append(f"    {_box(member_name, member)}")
        arrows += _ports(member_name, member)
    names: dict[str, str] = {}
    for chain in section.chains:
        stops, hops = _chain(name, chain, names)
        lines += stops
        arrows += hops
    lines.append("  end")
    return lines, arrows


def _arrow(graph: Graph, line: Line) -> str:
    """Write a line as Mermaid."""
    if line.direction == "missing":
        return f'a{line.cloud_alm} -.->|"destination is missing"| s{line.s4hana}'
    label = ", ".join(filter(None, (_escaped(line.label), in_words(line.level))))
    if line.direction == "back":
        return f'a{line.cloud_alm} -->|"{label}"| s{line.s4hana}'
    double = graph.s4hana[line.s4hana].double
    label = f"double connection, {label}" if double else label
    return f's{line.s4hana} {"==" if double else "--"}>|"{label}"| a{line.cloud_alm}'


def _node(side: str, number: int, box: Box) -> str:
    text = "<br>".join(_escaped(part) for part in (box.name, box.facts) if part)
    return f'{side}{number}["{text}"]'


def _box(name: str, member: Member) -> str:
    # What leads nowhere has no arrow.
    lost = (port.text for port in member.ports if port.end is None)
    text = "<br>".join(_escaped(part) for part in (member.name, member.facts, *lost) if part)
    return f'{name}["{text}"]'


def _ports(name: str, member: Member) -> Iterator[_Arrow]:
    """Yield the connections of a service or system."""
    for port in member.ports:
        if port.missing and port.end is not None:
            yield f'{name} -.->|"{_escaped(port.text)}"| a{port.end}', port.level
        elif port.end is not None:
            yield f'{name} -->|"{_escaped(port.text)}, {in_words(port.level)}"| a{port.end}', port.level


def _chain(name: str, chain: Chain, names: dict[str, str]) -> tuple[list[str], list[_Arrow]]:
    """Write a chain; `names` are those of the stops that are written already, by their texts."""
    lines: list[str] = []
    arrows: list[_Arrow] = []
    for before, stop in zip((None, *chain.stops), chain.stops, strict=False):
        if stop.text not in names:
            names[stop.text] = f"{name}n{len(names)}"
            lines.append(f"    {names[stop.text]}{_stop(stop)}")
        if before:
            label = ", ".join(filter(None, (_escaped(stop.route or chain.name), *_fault(stop.route_level))))
            level = worst_of((stop.level, stop.route_level))
            arrows.append((f'{names[before.text]} -->|"{label}"| {names[stop.text]}', level))
    return lines, arrows


def _stop(stop: Stop) -> str:
    text = "<br>".join((_escaped(stop.text), *_fault(stop.level)))
    return f'("{text}<br>virtual")' if stop.virtual else f'("{text}")'


def _fault(level: str) -> tuple[str, ...]:
    return () if level == CLEAN else (in_words(level),)


def _escaped(text: str) -> str:
    """Return a text as Mermaid takes it inside quotes: what may be markup by its number."""
    return re.sub(r"[^\w .,()/:+-]", lambda match: f"#{ord(match[0])};", text)


def _one_line(text: str) -> str:
    return re.sub(r"[^\w .,()/:+-]", " ", text)
