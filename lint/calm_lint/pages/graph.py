"""The landscape as a graph: what is connected to which SAP Cloud ALM tenant, and how well."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final, Literal, NamedTuple

from calm_lint.engine.survey import Concerns, Survey
from calm_lint.model import AlmArrangement, Landscape, S4Tenant
from calm_lint.model.users import BASIC, MTLS
from calm_lint.pages.ctms_lane import ctms_lane
from calm_lint.pages.cts_lane import cts_lane
from calm_lint.pages.lane import Ends, Lane, sentences
from calm_lint.pages.levels import CLEAN, ERROR, in_words, worst, worst_of
from calm_lint.pages.subaccounts import ways_back

ROLES: Final = ("development", "customizing", "test", "production", "starter", "sandbox")
"""The roles of S/4HANA tenants, in the order in which transports pass through them."""


class Box(NamedTuple):
    """A tenant.

    Attributes:
        name: its id, or its host where the landscape does not declare it.
        facts: what else tells it from others.
        group: the role of an S/4HANA tenant, empty if that is not known.
        level: the worst finding about it; empty if nothing was checked, as the landscape does not declare it.
        findings: how many there are.
        connections: how many SAP Cloud ALM tenants it is connected to.
        place: its place among the S/4HANA tenants that can be read, from 0.
    """

    name: str
    facts: str
    group: str = ""
    level: str = CLEAN
    findings: int = 0
    connections: int = 0
    place: int = 0

    @property
    def double(self) -> bool:
        """Whether it is connected to more than one SAP Cloud ALM tenant."""
        return self.connections > 1


class Line(NamedTuple):
    """A connection, or the way back through a destination.

    Attributes:
        s4hana: the number of the box at its left end.
        cloud_alm: the number of the one at its right end.
        level: the worst finding about it.
        label: how the users of a connection log on, or the name of the destination; empty if nothing is said of it.
        direction: whether it is a connection, the way back, or one that lacks its destination.
    """

    s4hana: int
    cloud_alm: int
    level: str
    label: str = ""
    direction: Literal["out", "back", "missing"] = "out"


class Graph(NamedTuple):
    """A landscape: its tenants on two sides, S/4HANA in the order of their roles, and the connections between them.

    Attributes:
        lanes: its other transport environments, which are connected to the same SAP Cloud ALM tenants.
    """

    title: str
    s4hana: tuple[Box, ...]
    cloud_alm: tuple[Box, ...]
    lines: tuple[Line, ...]
    lanes: tuple[Lane, ...] = ()

    def sentences(self) -> Iterator[str]:
        """Describe each tenant and its connections in words, for those who do not see the picture."""
        outgoing: dict[int, list[Line]] = {}
        for line in self.lines:
            outgoing.setdefault(line.s4hana, []).append(line)
        for number, box in enumerate(self.s4hana):
            mine = outgoing.get(number, ())
            ends = [self._end(line) for line in mine if line.direction == "out"]
            double = ", a double connection" if box.double else ""
            role = f" ({box.group})" if box.group else ""
            what = f"connected to {' and '.join(ends)}{double}" if ends else "not connected to SAP Cloud ALM"
            back = "".join(f", {self._way_back(line)}" for line in mine if line.direction != "out")
            yield f"{box.name}{role}: {what}{back}"
        names = [box.name for box in self.cloud_alm]
        for lane in self.lanes:
            for section in lane.sections:
                yield from sentences(section, names)

    def _end(self, line: Line) -> str:
        means = f" with {line.label}" if line.label else ""
        return f"{self.cloud_alm[line.cloud_alm].name}{means} ({in_words(line.level)})"

    def _way_back(self, line: Line) -> str:
        name = self.cloud_alm[line.cloud_alm].name
        if line.direction == "missing":
            return f"not called by {name}, as the destination is missing"
        return f"called by {name} through {line.label} ({in_words(line.level)})"


def graphs(survey: Survey) -> list[Graph]:
    """Return the graph of each landscape of a file; no text in them holds a secret."""
    return [_graph(survey, landscape) for landscape in survey.landscapes]


def _graph(survey: Survey, landscape: Landscape) -> Graph:
    concerns = survey.concerns(landscape)
    tenants = sorted(landscape.s4hana_tenants, key=_rank)
    ends = Ends(landscape)
    for tenant in tenants:
        for arrangement in tenant.alm_arrangements:
            _end(arrangement, ends)
    back = _ways_back(survey, landscape, ends) if any(system.is_mtls for system in landscape.alm_systems) else None
    places = {tenant: place for place, tenant in enumerate(landscape.s4hana_tenants)}
    lines: list[Line] = []
    for number, tenant in enumerate(tenants):
        there: dict[int, list[AlmArrangement]] = {}
        for arrangement in tenant.alm_arrangements:
            there.setdefault(_end(arrangement, ends), []).append(arrangement)
        for end, arrangements in there.items():
            level = worst_of(_level_of(concerns, each) for each in arrangements)
            label = "" if back is None else _means(arrangements)
            lines.append(Line(number, end, level, label))
        lines += (line._replace(s4hana=number) for line in (back or {}).get(tenant, ()))
    lanes = tuple(each for each in (ctms_lane(survey, landscape, ends), cts_lane(survey, landscape, ends)) if each)
    cloud_alm = [
        Box(survey.designation(tenant), survey.facts(tenant), "", *worst(concerns.inside(tenant)))
        for tenant in landscape.cloud_alm_tenants
    ]
    cloud_alm += (
        Box(survey.show(host) or "not known", "not declared" if host else "the file does not tell", level="")
        for host in ends.undeclared
    )
    return Graph(
        survey.title(landscape),
        tuple(_box(survey, concerns, tenant, places[tenant]) for tenant in tenants),
        tuple(cloud_alm),
        tuple(lines),
        lanes,
    )


def _ways_back(survey: Survey, landscape: Landscape, ends: Ends) -> dict[S4Tenant, list[Line]]:
    """Return the lines from SAP Cloud ALM to each tenant, as far as both ends are known."""
    concerns = survey.concerns(landscape)
    found: dict[S4Tenant, list[Line]] = {}
    for tenant, destination, alm in ways_back(landscape):
        # Where the file does not tell the subaccount, it is taken to be that of the connection.
        first = next((_end(each, ends) for each in tenant.alm_arrangements), None) if tenant else None
        end = ends.number(alm) if alm else first
        if tenant is None or end is None:
            continue
        line = Line(0, end, ERROR, "", "missing")
        if destination:
            name = survey.show(str(destination.data.get("name")))
            line = Line(0, end, worst(concerns.inside(destination))[0], name, "back")
        found.setdefault(tenant, []).append(line)
    return found


def _means(arrangements: Iterable[AlmArrangement]) -> str:
    """Return how the users of arrangements log on, empty if that is not known of any."""
    systems = [each.system for each in arrangements if each.system]
    kinds = {user.kind for system in systems for user in system.outbound_users}
    return " and ".join(kind for kind in (MTLS, BASIC) if kind in kinds)


def _box(survey: Survey, concerns: Concerns, tenant: S4Tenant, place: int) -> Box:
    role = tenant.role.value if tenant.role.value in ROLES else ""
    facts = survey.facts(tenant).removeprefix(role or "").removeprefix(", ")
    level, found = worst(concerns.inside(tenant))
    return Box(survey.designation(tenant), facts, role or "", level, found, len(tenant.connections), place)


def _rank(tenant: S4Tenant) -> int:
    return ROLES.index(tenant.role.value) if tenant.role.value in ROLES else len(ROLES)


def _end(arrangement: AlmArrangement, ends: Ends) -> int:
    target = arrangement.target
    return ends.number(target.tenant if target else None, target.host if target else None)


def _level_of(concerns: Concerns, arrangement: AlmArrangement) -> str:
    system = arrangement.system
    found = concerns.inside(arrangement) + (concerns.inside(system) if system else [])
    return worst(found)[0]
