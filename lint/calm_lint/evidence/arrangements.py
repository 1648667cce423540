"""Communication arrangements, as SAP_COM_0A07 and its service to read and write give them."""

from __future__ import annotations

import re
from typing import Final

from calm_lint.evidence.odata import Path, Row, changed, letters, nested, placed
from calm_lint.evidence.records import Fields, Origin, Record, Seen, Unplaced
from calm_lint.evidence.users import user
from calm_lint.evidence.values import number
from calm_lint.model.values.address import Address
from calm_lint.model.values.facts import SERVICES
from calm_lint.model.values.interval import Interval
from calm_lint.reading.document import json_pointer

SCENARIO_NAMES: Final = ("communicationscenarioid", "scenarioid", "communicationscenario")

UNCERTAIN: Final = {"services": "uncertain"}
"""The link of an arrangement some of whose services could not be placed, so that others may not be missing."""

_FIELDS: Final = {
    "communicationarrangementname": "arrangement_name",
    "name": "arrangement_name",
    **dict.fromkeys(SCENARIO_NAMES, "scenario"),
    "communicationsystemid": "communication_system",
    "communicationsystem": "communication_system",
}
_KNOWN: Final = re.compile(
    r"(?:communicationarrangement)?uuid|communicationsystemname|(?:communication)?scenarioname|lastchanged\w+|created\w+"
    r"|\w*(?:in|out)bound(?:users?|serv(?:ices?)?)|properties|propertyvalues|\w*boundserviceproperty?\w*"
)
_USERS: Final = re.compile(r"\w*?outboundusers?")
_SERVICES: Final = re.compile(r"\w*?(in|out)boundserv(?:ices?)?")

_SERVICE_FIELDS: Final = {
    "status": "service_status",
    "tcpport": "port",
    "port": "port",
    "path": "path",
    "url": "service_url",
    "serviceurl": "service_url",
    "jobpackagesize": "package_size",
    "jobstatus": "job_status",
}
_SERVICE_KNOWN: Final = re.compile(
    r"(?:communicationarrangement|service)?uuid|servicenumber|service(?:id|type|name|description)|id|name|description"
    r"|isactive|ishidden|soapwsrmversion|job(?:timezonecode|starttime|recurrencevalue|frequency)|lastchanged\w+"
)
# What may say which of the four services it is.
_NAMES: Final = ("serviceid", "id", "servicename", "name", "servicedescription", "description")
_TRANSPORTS: Final = "createtransport"


def arrangement(row: Row, origin: Origin, unplaced: list[Unplaced]) -> Record | None:
    """Return a communication arrangement with its services, None if it has no name.

    Args:
        row: the entity.
        origin: the file.
        unplaced: gets what has no place.
    """
    origin = Origin(origin.file, changed(row), origin.exported_on)
    fields = placed(row, _FIELDS, _KNOWN, origin, unplaced)
    pointer = json_pointer(row.path)
    links = _links(row)
    users = None
    for key, (name, value) in row.by_letters().items():
        path = (*row.path, name)
        if _USERS.fullmatch(key):
            users = nested(value, path)
        if match := _SERVICES.fullmatch(key):
            services = nested(value, path)
            if services is not None:
                fields[f"{match[1]}bound_services"], all_placed = _services(
                    services, match[1] == "in", origin, unplaced
                )
                links |= {} if all_placed else UNCERTAIN
    if not isinstance(fields.get("arrangement_name"), Seen) or not fields["arrangement_name"].value:
        unplaced.append(Unplaced(origin.file, pointer, "is a communication arrangement without a name"))
        return None
    if users is not None:
        # They are those of the communication system, which the file may not hold.
        fields["outbound_users"] = [user(each, inbound=False, origin=origin, unplaced=unplaced) for each in users]
    return Record("communication_arrangement", fields, pointer, origin, links)


def services_of(rows: list[Row], origin: Origin, unplaced: list[Unplaced]) -> Record | None:
    """Return the outbound services of one arrangement from a list of services, linked to it by its UUID."""
    links = _links(rows[0])
    if "uuid" not in links:
        unplaced.extend(
            Unplaced(origin.file, json_pointer(each.path), "is a service that names no arrangement") for each in rows
        )
        return None
    inbound = "inbound" in rows[0].context.lower()
    key = "inbound_services" if inbound else "outbound_services"
    services, all_placed = _services(rows, inbound, origin, unplaced)
    fields: Fields = {key: services}
    links |= {} if all_placed else UNCERTAIN
    return Record("communication_arrangement", fields, json_pointer(rows[0].path), origin, links)


def _links(row: Row) -> dict[str, str]:
    keys = row.by_letters()
    _, uuid = keys.get("communicationarrangementuuid") or keys.get("uuid") or ("", None)
    return {"uuid": uuid} if isinstance(uuid, str) and uuid else {}


def _services(
    rows: list[Row],
    inbound: bool,  # noqa: FBT001
    origin: Origin,
    unplaced: list[Unplaced],
) -> tuple[Fields, bool]:
    """Return services by their keys, and whether all could be placed."""
    services: Fields = {}
    all_placed = True
    for row in rows:
        name = _inbound_name(row) if inbound else _outbound_name(row)
        pointer = _pointer_of_name(row)
        if not name or name in services:
            reason = f"is a second service {name}" if name else "does not say which service of the scenario it is"
            unplaced.append(Unplaced(origin.file, pointer, reason))
            all_placed = False
        else:
            services[name] = _inbound(row, origin, unplaced) if inbound else _outbound(row, origin, unplaced)
    return services, all_placed


def _outbound(row: Row, origin: Origin, unplaced: list[Unplaced]) -> Fields:
    fields = placed(row, _SERVICE_FIELDS, _SERVICE_KNOWN, origin, unplaced)
    _status(row, fields, origin, unplaced)
    number(fields, "port", unplaced)
    number(fields, "package_size", unplaced)
    url = fields.get("service_url")
    if "path" not in fields and url and isinstance(url.value, str) and (path := Address.parse(url.value).path):
        fields["path"] = Seen(path, url.pointer, origin)
    _run_every(row, fields, origin, unplaced)
    return fields


def _inbound(row: Row, origin: Origin, unplaced: list[Unplaced]) -> Fields:
    fields = placed(row, {"url": "service_url", "serviceurl": "service_url"}, _SERVICE_KNOWN, origin, unplaced)
    return {key: each for key, each in fields.items() if key == "service_url"}


def _status(row: Row, fields: Fields, origin: Origin, unplaced: list[Unplaced]) -> None:
    """Take Service Status from two properties, which must not contradict each other."""
    status = fields.pop("service_status", None)
    name, active = row.by_letters().get("isactive", ("", None))
    word = str(status.value).lower() if status and status.value is not None else ""
    flagged = {True: "active", False: "inactive"}.get(active) if isinstance(active, bool) else None
    if word and word not in ("active", "inactive"):
        unplaced.append(Unplaced(origin.file, status.pointer, "is neither active nor inactive"))
    elif word and flagged and word != flagged:
        unplaced.append(Unplaced(origin.file, status.pointer, f"contradicts {name}"))
    elif word:
        fields["service_status"] = Seen(word, status.pointer, origin)
    elif flagged:
        fields["service_status"] = Seen(flagged, json_pointer((*row.path, name)), origin)


def _run_every(row: Row, fields: Fields, origin: Origin, unplaced: list[Unplaced]) -> None:
    keys = row.by_letters()
    name, value = keys.get("jobrecurrencevalue", ("", None))
    unit_name, unit = keys.get("jobfrequency", ("", None))
    if value in (None, "") and unit in (None, ""):
        return
    interval = Interval.parse(f"{value} {unit}")
    if interval and interval.unit and re.fullmatch(r"\s*[0-9]{1,6}\s*", str(value), re.ASCII):
        amount = int(str(value))
        unit = interval.unit.removesuffix("s") if amount == 1 else interval.unit
        fields["run_every"] = Seen(f"{amount} {unit}", json_pointer((*row.path, name)), origin)
        return
    what = "is no number" if unit and not re.fullmatch(r"\s*[0-9]+\s*", str(value), re.ASCII) else "is no unit of time"
    wrong: Path = (*row.path, name if what == "is no number" else unit_name or name)
    unplaced.append(Unplaced(origin.file, json_pointer(wrong), f"{what} that is documented, so Run Every is not known"))


def _outbound_name(row: Row) -> str:
    """Return which of the four services it is, empty if its texts do not tell, or tell of several."""
    text = " ".join(letters(each) for each in _texts(row))
    found = [name for name in SERVICES if letters(name) in text]
    return found[0] if len(found) == 1 else ""


def _inbound_name(row: Row) -> str:
    return "create_transports" if any(_TRANSPORTS in letters(each) for each in _texts(row)) else ""


def _texts(row: Row) -> list[str]:
    keys = row.by_letters()
    return [value for key in _NAMES if isinstance(value := keys.get(key, ("", None))[1], str)]


def _pointer_of_name(row: Row) -> str:
    name = next((each for key, (each, _) in row.by_letters().items() if key in _NAMES), None)
    return json_pointer((*row.path, name) if name else row.path)
