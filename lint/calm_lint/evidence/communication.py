"""What S/4HANA Cloud gives out of communication management: systems, arrangements, users and services."""

from __future__ import annotations

from typing import Any, Final

from calm_lint.evidence.admission import validate
from calm_lint.evidence.arrangements import SCENARIO_NAMES, arrangement, services_of
from calm_lint.evidence.odata import Row, rows
from calm_lint.evidence.records import Imported, Kind, Origin, Record, Unplaced
from calm_lint.evidence.systems import system, system_of_user
from calm_lint.reading.document import json_pointer

FORM: Final = "communication"
"""The name of its schema."""

_SYSTEM = {
    "communicationsystemid",
    "hostname",
    "tcpport",
    "oauth2tokenendpoint",
    "inboundonly",
    "isinboundonly",
    "hubsystem",
    "ishubsystem",
}


def communication(values: list[Any], origin: Origin) -> Imported:
    """Import an answer of SAP_COM_0A06, SAP_COM_0A07 or SAP_COM_0A48, or several pages of it.

    Args:
        values: the JSON values of the file.
        origin: the file.

    Raises:
        CalmLintError: if the answer is not of the form that is documented, or that of a request that failed.
    """
    found: list[Record | None] = []
    unplaced: list[Unplaced] = []
    listed: set[Kind] = set()
    open_kinds: dict[Kind, bool] = {}
    services: dict[Any, list[Row]] = {}
    for number, value in enumerate(values):
        validate(FORM, value)
        for row in rows(value, (number,) if len(values) > 1 else ()):
            kind = _kind(row)
            if kind == "service":
                services.setdefault(row.by_letters().get("communicationarrangementuuid"), []).append(row)
            elif kind == "user":
                found.append(system_of_user(row, origin, unplaced))
            elif kind == "communication_system":
                found.append(system(row, origin, unplaced))
            elif kind == "communication_arrangement":
                found.append(arrangement(row, origin, unplaced))
            else:
                unplaced.append(Unplaced(origin.file, json_pointer(row.path), kind))
            if kind in ("communication_system", "communication_arrangement") and row.listed:
                listed.add(kind)
                # The last page says that no other follows.
                open_kinds[kind] = row.goes_on and open_kinds.get(kind, True)
        listed |= _empty(value)
    found += (services_of(each, origin, unplaced) for each in services.values())
    still_open = frozenset(kind for kind, is_open in open_kinds.items() if is_open)
    return Imported([each for each in found if each], unplaced, frozenset(listed), still_open)


def _kind(row: Row) -> Any:
    """Return what an entity is, else why it has no place."""
    keys = row.by_letters().keys()
    if "cdoc" in keys:
        return "is a change document, which does not say what is set now"
    if keys & {"serviceuuid", "jobfrequency"} or ("serviceid" in keys and not keys & set(SCENARIO_NAMES)):
        return "service"
    if keys & set(SCENARIO_NAMES):
        return "communication_arrangement"
    if keys & {"outbounduuid", "inbounduuid", "authmethod", "authenticationmethod"}:
        return "user"
    if keys & _SYSTEM or "communicationsystems" in row.context.lower():
        return "communication_system"
    return "is no communication system, arrangement, user or service"


def _empty(value: Any) -> set[Kind]:
    """Return what an answer without entities lists, by its context."""
    if not (isinstance(value, dict) and value.get("value") == []):
        return set()
    context = str(value.get("@odata.context", "")).rpartition("#")[2].lower()
    if context.startswith("communicationsystems"):
        return {"communication_system"}
    return {"communication_arrangement"} if context.startswith("communicationarrangements") else set()
