"""The Change and Transport System in a picture: domains with their tracks, and systems with their setups."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from calm_lint.engine.survey import Survey
from calm_lint.engine.violation import Violation
from calm_lint.formats.words import number
from calm_lint.model import AlmSetup, CtsDomain, CtsSystem, Landscape, Track
from calm_lint.model.values.facts import SETUP_CLIENT
from calm_lint.pages.cts_steps import in_order
from calm_lint.pages.lane import Chain, Ends, Lane, Member, Port, Section, Stop
from calm_lint.pages.levels import ERROR, worst
from calm_lint.reading.document import Path

_SETUP_MISSING: Final = "alm-setup-000"
_SOURCE_MISSING: Final = "alm-setup-source"


def cts_lane(survey: Survey, landscape: Landscape, ends: Ends) -> Lane | None:
    """Return the transport domains of a landscape, None if it has none.

    Args:
        survey: the file.
        landscape: the landscape.
        ends: the SAP Cloud ALM tenants as numbers.
    """
    sections = tuple(_section(survey, landscape, domain, ends) for domain in landscape.cts_domains)
    return Lane("Private edition and on-premise", sections) if sections else None


def _section(survey: Survey, landscape: Landscape, domain: CtsDomain, ends: Ends) -> Section:
    concerns = survey.concerns(landscape)
    found = {track: _by_entry(concerns.inside(track)) for track in domain.tracks}
    # The clients in which transports are created, without a setup there.
    lacking: dict[CtsSystem, dict[str, None]] = {}
    for track, by_entry in found.items():
        for stop in track.stops:
            if stop.system and any(each.rule.name == _SOURCE_MISSING for each in by_entry.get(stop.entry.steps, ())):
                lacking.setdefault(stop.system, {})[stop.client] = None
    controller = domain.domain_controller.value
    note = "domain controller not named"
    if controller:
        note = "" if domain.system(controller) else f"domain controller {controller} is none of them"
    facts = ", ".join(filter(None, (number(len(domain.systems), "system"), note)))
    head = Member(survey.designation(domain), survey.show(facts), *worst(concerns.inside(domain)))
    members = tuple(_system(survey, landscape, each, lacking.get(each, {}), ends) for each in in_order(domain))
    return Section(head, tuple(_chain(survey, track, by_entry) for track, by_entry in found.items()), members)


def _system(survey: Survey, landscape: Landscape, system: CtsSystem, lacking: Mapping[str, None], ends: Ends) -> Member:
    concerns = survey.concerns(landscape)
    found = concerns.inside(system)
    ports = []
    for setup in system.alm_setup:
        level, _ = worst(concerns.inside(setup))
        ports.append(Port(f"client {survey.designation(setup)}", level, _end(setup, ends)))
    clients = [SETUP_CLIENT] if any(each.rule.name == _SETUP_MISSING for each in found) else []
    end = ports[0].end if ports else ends.only
    ports += (
        Port(survey.show(f"no setup in client {client}"), ERROR, end, missing=True) for client in (*clients, *lacking)
    )
    marks = ["domain controller"] if system.sid.value and system.sid.value == _controller(system) else []
    virtual = system.virtual.value is True
    facts = ", ".join(filter(None, (*marks, "virtual" if virtual else "", survey.facts(system))))
    return Member(survey.designation(system), facts, *worst(found), tuple(ports), virtual, system.path)


def _controller(system: CtsSystem) -> str | None:
    return system.domain.domain_controller.value


def _end(setup: AlmSetup, ends: Ends) -> int:
    target = setup.target
    return ends.number(target.tenant, target.host) if target else ends.number(setup.alm_tenant)


def _chain(survey: Survey, track: Track, by_entry: Mapping[Path, list[Violation]]) -> Chain:
    stops = (
        Stop(
            survey.show(f"{stop.sid}:{stop.client}"),
            worst(by_entry.get(stop.entry.steps, ()))[0],
            bool(stop.system and stop.system.virtual.value),
        )
        for stop in track.stops
    )
    return Chain(survey.designation(track), tuple(stops))


def _by_entry(violations: Iterable[Violation]) -> dict[Path, list[Violation]]:
    """Return the findings about the stops of a track, by the keys that lead from it to each."""
    found: dict[Path, list[Violation]] = {}
    for violation in violations:
        key, _, index = "/".join(violation.path.split("/")[-2:]).partition("/")
        if key == "systems" and index.isdecimal():
            found.setdefault((key, int(index)), []).append(violation)
    return found
