"""The findings of a report by tenant: faulty tenants first, causes before consequences."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from calm_lint.engine.survey import Survey
from calm_lint.engine.violation import Violation
from calm_lint.formats.frame import Lines, Mark, frame
from calm_lint.formats.style import Style
from calm_lint.model import CloudAlmTenant, Landscape
from calm_lint.model.entity import Entity
from calm_lint.pages.graph import Graph
from calm_lint.reading.document import Path
from calm_lint.rulebook.severity import Severity

_SEVERITIES: Final = list(Severity)

# Rules about what the fields of a landscape amount to. A wrong field often makes them speak, and their findings go once
# it is mended.
_CONSEQUENCES: Final = {
    "unused-communication-system",
    "alm-tenant-unknown",
    "wrong-alm-reference",
    "duplicate-alm-system",
    "double-alm-connection",
    "not-productive-alm",
    "no-productive-alm",
    "landscape-gap",
    "connected-after-first-import",
    "unused-alm-tenant",
    "split-landscape",
    "transport-before-connection",
    "connected-before-provisioning",
    "destination-subaccount",
    "duplicate-ctms-destination",
    "ctms-alm-usage",
    "ctms-double-connection",
    "cts-double-connection",
    "cts-alm-usage",
}


@dataclass(frozen=True, slots=True)
class Finding:
    """A finding with its frame.

    Attributes:
        violation: the finding.
        frame: the lines that it is about.
        anchor: its id on the page.
        shared: the other tenants whose text it is about, as an alias repeats it.
    """

    violation: Violation
    frame: str
    anchor: str = ""
    shared: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Group:
    """The findings about one tenant, or about what is no tenant."""

    title: str
    facts: str
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """What the table of tenants says of one, or of the landscape as a whole.

    Attributes:
        title: its name.
        facts: what else tells it from others, with its role.
        targets: the SAP Cloud ALM tenants that it is connected to, None for what needs no connection.
        findings: what was found about it, the worst first; also in text that it shares with a tenant above.
        anchor: the id of the worst finding, empty if there is none.
        sheet: the id of its worksheet, empty if it has none.
    """

    title: str
    facts: str
    targets: tuple[str, ...] | None
    findings: list[Violation]
    anchor: str
    sheet: str = ""


def tenant_findings(
    survey: Survey, landscape: Landscape, graph: Graph, lines: Lines, number: int
) -> tuple[list[Row], list[Group]]:
    """Return the tenants of a landscape as rows of a table, and the findings by the first tenant that each concerns.

    Both begin with what has the worst findings.

    Args:
        survey: the file.
        landscape: the landscape.
        graph: its graph, which knows the connections.
        lines: the lines of the file, for the frames.
        number: the number of the landscape on the page; ids begin with it.
    """
    concerns = survey.concerns(landscape)
    anchors = {id(each): f"finding-{number}-{index}" for index, each in enumerate(concerns.all)}
    connected: list[Entity] = [
        *landscape.s4hana_tenants,
        *landscape.ctms_services,
        *(system for domain in landscape.cts_domains for system in domain.systems),
    ]
    # What the others are compared with comes before them, where both are equally faulty.
    tenants = [*landscape.cloud_alm_tenants, *connected]
    found = {id(tenant): concerns.inside(tenant) for tenant in tenants}
    # A finding about text that aliases repeat is told in the first S/4HANA tenant, which has the anchor as a rule.
    owners: dict[int, list[str]] = {}
    first: dict[int, list[Violation]] = {}
    for tenant in (*connected, *landscape.cloud_alm_tenants):
        first[id(tenant)] = [each for each in found[id(tenant)] if id(each) not in owners]
        for violation in found[id(tenant)]:
            owners.setdefault(id(violation), []).append(survey.designation(tenant))
    targets, of_others = _targets(graph), _targets_of_others(graph)
    sheets = {id(tenant): place for place, tenant in enumerate(landscape.s4hana_tenants)}
    rows, groups = [], []

    def add(row: Row, own: Sequence[Violation]) -> None:
        rows.append(row)
        findings = (
            Finding(each, framed(each, lines), anchors[id(each)], tuple(owners.get(id(each), ())[1:]))
            for each in sorted(own, key=_cause_first)
        )
        groups.append(Group(row.title, row.facts, tuple(findings)))

    for tenant in tenants:
        violations = sorted(found[id(tenant)], key=_worst_first)
        anchor = anchors[id(violations[0])] if violations else ""
        place = sheets.get(id(tenant))
        facts = survey.facts(tenant)
        if place is None:
            role = "SAP Cloud ALM" if isinstance(tenant, CloudAlmTenant) else ""
            facts = ", ".join(filter(None, (role, facts)))
            row = Row(survey.designation(tenant), facts, of_others.get(tenant.path), violations, anchor)
        else:
            sheet = f"tenant-{number}-{place}"
            row = Row(survey.designation(tenant), facts, targets.get(place, ()), violations, anchor, sheet)
        add(row, first[id(tenant)])
    if rest := sorted((each for each in concerns.all if id(each) not in owners), key=_worst_first):
        add(Row("The landscape as a whole", "", None, rest, anchors[id(rest[0])]), rest)
    return (
        sorted(rows, key=lambda row: _level(row.findings)),
        sorted(
            (group for group in groups if group.findings),
            key=lambda group: _level(each.violation for each in group.findings),
        ),
    )


def framed(violation: Violation, lines: Lines) -> str:
    """Return the frame of a finding as plain text, without the indent that its lines have in common."""
    others = (Mark(related.span, "-", related.message, None) for related in violation.related)
    marks = (Mark(violation.span, "^", "", violation.severity), *others)
    # The first and the last line hold nothing but the margin.
    rows = [row.partition("| ") for row in [*frame(marks, lines, Style(color=False))][1:-1]]
    indent = min((len(text) - len(text.lstrip(" ")) for _, bar, text in rows if bar), default=0)
    return "\n".join(f"{margin}{bar}{text[indent:]}" for margin, bar, text in rows)


def _targets_of_others(graph: Graph) -> dict[Path, tuple[str, ...]]:
    """Return what services and systems are connected to, by the keys that lead to them."""
    sections = [section for lane in graph.lanes for section in lane.sections]
    found: dict[Path, tuple[str, ...]] = {}
    for member in (each for section in sections for each in (section.head, *section.members) if each.ports):
        ends = dict.fromkeys(port.end for port in member.ports if not port.missing)
        found[member.path] = tuple(graph.cloud_alm[end].name for end in ends if end is not None)
    return found


def _targets(graph: Graph) -> dict[int, tuple[str, ...]]:
    """Return by the place of an S/4HANA tenant what it is connected to."""
    found: dict[int, tuple[str, ...]] = {}
    for line in graph.lines:
        if line.direction == "out":
            place = graph.s4hana[line.s4hana].place
            found[place] = (*found.get(place, ()), graph.cloud_alm[line.cloud_alm].name)
    return found


def _level(violations: Iterable[Violation]) -> int:
    return min((_SEVERITIES.index(each.severity) for each in violations), default=len(_SEVERITIES))


def _worst_first(violation: Violation) -> tuple[int, bool]:
    return _SEVERITIES.index(violation.severity), violation.rule.name in _CONSEQUENCES


def _cause_first(violation: Violation) -> tuple[bool, int]:
    return violation.rule.name in _CONSEQUENCES, _SEVERITIES.index(violation.severity)
