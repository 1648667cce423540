"""The steps in an S/4HANA tenant: its communication systems and arrangements, in the order of SAP's guide."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from calm_lint.model import AlmArrangement, AlmSystem, OutboundService, OutboundUser
from calm_lint.model.values.facts import SERVICES
from calm_lint.model.values.interval import Interval
from calm_lint.pages.fields import ARRANGEMENTS, SYSTEMS, Entry, Fields, Step

OUTBOUND_USERS: Final = "Users for Outbound Communication"

_SERVICE: Final = "SAP Cloud ALM for implementation - Deployment Management"


def system_steps(fields: Fields, system: AlmSystem | None) -> Iterator[Step]:
    """Yield the steps of a communication system whose users log on with secrets."""
    new, technical = general_entries(fields, system)
    token = (token_entry(fields, system),)
    users = system.outbound_users if system else ()
    steps = [
        Step("1.6", SYSTEMS, OUTBOUND_USERS, _user(fields, user), "Create", fields.notes(user))
        for user in users or (None,)
    ]
    yield Step("1.1", SYSTEMS, "New", new, "Create", fields.notes(system))
    yield Step("1.3", SYSTEMS, "Technical Data - General", technical)
    yield Step("1.4", SYSTEMS, "OAuth 2.0 Settings", token)
    yield from (*steps[:-1], steps[-1]._replace(action="Create, then Save"))


def general_entries(fields: Fields, system: AlmSystem | None) -> tuple[tuple[Entry, ...], tuple[Entry, ...]]:
    """Return the fields of the button New, and those of Technical Data."""
    new = (fields.entry(system, "system_id", "System ID"), fields.entry(system, "system_name", "System Name"))
    technical = (
        fields.entry(system, "host_name", "Host Name"),
        fields.entry(system, "port", "Port"),
        fields.entry(system, "inbound_only", "Inbound Only", leave="not ticked"),
    )
    return new, technical


def token_entry(fields: Fields, system: AlmSystem | None) -> Entry:
    """Return the field Token Endpoint."""
    return fields.entry(system, "token_endpoint", "Token Endpoint")


def client_entries(fields: Fields, user: OutboundUser | None) -> tuple[Entry, Entry]:
    """Return the fields that every outbound user has."""
    return (
        fields.entry(user, "authentication_method", "Authentication Method"),
        fields.entry(user, "client_id", "OAuth 2.0 Client ID"),
    )


def secret_entry(fields: Fields, user: OutboundUser | None) -> Entry:
    """Return the field Client Secret."""
    return fields.secret(user, "client_secret", "Client Secret")


def arrangement_steps(fields: Fields, arrangement: AlmArrangement | None) -> Iterator[Step]:
    """Yield the steps of a communication arrangement."""
    common = (
        fields.entry(arrangement, "arrangement_name", "Arrangement Name"),
        fields.entry(arrangement, "communication_system", "Communication System"),
    )
    scenario = (fields.entry(arrangement, "scenario", "Scenario ID"),)
    services = {each.name: each for each in arrangement.outbound_services.entries} if arrangement else {}
    steps = [step for name in SERVICES for step in _service_steps(fields, name, services.get(name))]
    yield Step("2.1", ARRANGEMENTS, "New", scenario, "", fields.notes(arrangement))
    yield Step("2.1", ARRANGEMENTS, "Common Data", common)
    yield from (*steps[:-1], steps[-1]._replace(action="Save"))


def _user(fields: Fields, user: OutboundUser | None) -> tuple[Entry, ...]:
    return (*client_entries(fields, user), secret_entry(fields, user))


def _service_steps(fields: Fields, name: str, service: OutboundService | None) -> Iterator[Step]:
    entries = (
        fields.entry(service, "service_status", "Service Status", show=str.capitalize),
        fields.entry(service, "port", "Port"),
        fields.entry(service, "path", "Path", leave="/"),
    )
    details = (
        fields.entry(service, "job_status", "Job Status", leave="set by the system"),
        fields.entry(service, "run_every", "Run Every", show=_as_on_the_screen),
        fields.entry(service, "package_size", "Package Size", leave="ignored"),
    )
    section = f"Outbound Services > {_SERVICE} {name.replace('_', ' ').title()}"
    yield Step("2.2", ARRANGEMENTS, section, entries, "", fields.notes(service))
    yield Step("2.3", ARRANGEMENTS, f"{section} > Job Execution Details", details)


def _as_on_the_screen(text: str) -> str:
    """Write whole minutes as the screen does, in two fields."""
    interval = Interval.parse(text)
    if interval is None or interval.seconds is None or interval.seconds % 60:
        return text
    return f"{interval.seconds / 60:02.0f} Minute(s)"
