"""SAP Cloud Transport Management in a picture: services with their destinations, nodes and routes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from calm_lint.engine.survey import Survey
from calm_lint.model import CtmsService, Destination, Landscape, TransportNode, TransportRoute
from calm_lint.pages.lane import Chain, Ends, Lane, Member, Port, Section, Stop
from calm_lint.pages.levels import ERROR, worst, worst_of

_DESTINATION_MISSING: Final = "ctms-destination-missing"


def ctms_lane(survey: Survey, landscape: Landscape, ends: Ends) -> Lane | None:
    """Return the services of a landscape, None if it has none.

    Args:
        survey: the file.
        landscape: the landscape.
        ends: the SAP Cloud ALM tenants as numbers.
    """
    leading: dict[CtmsService | None, list[Destination]] = {}
    for destination, service in landscape.ctms_destinations:
        leading.setdefault(service, []).append(destination)
    sections = [_section(survey, landscape, each, leading.get(each, []), ends) for each in landscape.ctms_services]
    if lost := leading.get(None):
        facts = "the file declares no such service"
        ports = tuple(_port(survey, landscape, each, ends) for each in lost)
        sections.append(Section(Member("not known", facts, "", ports=ports)))
    return Lane("Cloud Transport Management", tuple(sections)) if sections else None


def _section(
    survey: Survey, landscape: Landscape, service: CtmsService, destinations: list[Destination], ends: Ends
) -> Section:
    found = survey.concerns(landscape).inside(service)
    ports = [_port(survey, landscape, each, ends) for each in destinations]
    if any(each.rule.name == _DESTINATION_MISSING for each in found):
        ports.append(Port("no destination", ERROR, ends.only, missing=True))
    name, facts = survey.designation(service), survey.facts(service)
    head = Member(name, facts, *worst(found), tuple(ports), path=service.path)
    return Section(head, tuple(_chains(survey, landscape, service)))


def _port(survey: Survey, landscape: Landscape, destination: Destination, ends: Ends) -> Port:
    level, _ = worst(survey.concerns(landscape).inside(destination))
    return Port(survey.designation(destination), level, ends.number(destination.alm_tenant))


def _chains(survey: Survey, landscape: Landscape, service: CtmsService) -> Iterator[Chain]:
    """Yield the routes of a service as chains, each route once; nodes without routes are chains of their own.

    A chain begins at a node that is no target, the development node first, or where another chain branched off.
    """
    concerns = survey.concerns(landscape)
    nodes: dict[str, list[TransportNode]] = {}
    for node in service.nodes:
        nodes.setdefault(node.name.value or "", []).append(node)
    leaving: dict[str, list[TransportRoute]] = {}
    for route in service.routes:
        leaving.setdefault(route.source.value or "", []).append(route)
    targets = {route.target.value or "" for route in service.routes}

    def stop(name: str, route: TransportRoute | None) -> Stop:
        mine = nodes.get(name, [])
        # A route that leads nowhere ends at a node that the file does not declare.
        level = worst_of(worst(concerns.inside(each))[0] for each in mine) if mine or not service.nodes else ERROR
        virtual = any(each.virtual_node.value for each in mine)
        if route is None:
            return Stop(survey.show(name) or "?", level, virtual)
        route_level, _ = worst(concerns.inside(route))
        return Stop(survey.show(name) or "?", level, virtual, survey.designation(route), route_level)

    def role(name: str) -> bool:
        return all(each.role.value != "development" for each in nodes.get(name, ()))

    starts = sorted((name for name in {**nodes, **leaving} if name not in targets), key=role)
    # Of a circle, no node is a start.
    for start in (*starts, *leaving):
        if start in nodes and start not in leaving and start not in targets:
            yield Chain("", (stop(start, None),))
        waiting = [start]
        while waiting:
            name = waiting[-1]
            if not leaving.get(name):
                waiting.pop()
                continue
            stops = [stop(name, None)]
            while routes := leaving.get(name):
                route = routes.pop(0)
                name = route.target.value or ""
                stops.append(stop(name, route))
                waiting.append(name)
            yield Chain("", tuple(stops))
