"""The state of Terraform: bindings, service instances and destinations of the provider SAP/btp."""

from __future__ import annotations

import json
from typing import Any, Final

from calm_lint.evidence.admission import validate
from calm_lint.evidence.bindings import Path, changed_of, credential, instance
from calm_lint.evidence.destinations import destination
from calm_lint.evidence.records import Imported, Origin, Record, Unplaced
from calm_lint.reading.document import json_pointer

FORM: Final = "terraform"
"""The name of its schema."""

BINDINGS: Final = ("btp_subaccount_service_binding", "cloudfoundry_service_credential_binding")
INSTANCES: Final = ("btp_subaccount_service_instance", "cloudfoundry_service_instance")
DESTINATIONS: Final = ("btp_subaccount_destination", "btp_subaccount_destination_generic")
_CREDENTIALS = ("credentials", "credential_binding")
_PARAMETERS = "parameters"
_ADDITIONAL = ("additional_configuration", "destination_configuration")
_OF_RESOURCE = {
    *_ADDITIONAL,
    "subaccount_id",
    "id",
    "service_instance_id",
    "creation_time",
    "modification_time",
    "etag",
}


def is_state(value: Any) -> bool:
    """Return whether a JSON value is a state of Terraform."""
    return isinstance(value, dict) and isinstance(value.get("resources"), list) and "version" in value


def state(values: list[Any], origin: Origin) -> Imported:
    """Import a state file, version 4, with the JSON that it holds in strings.

    Args:
        values: the JSON values of the file.
        origin: the file.

    Raises:
        CalmLintError: if it is not of the form that is documented.
    """
    records: list[Record] = []
    unplaced: list[Unplaced] = []
    others = 0
    for number, value in enumerate(values):
        validate(FORM, value)
        start: Path = (number,) if len(values) > 1 else ()
        for index, resource in enumerate(value["resources"]):
            for n, each in enumerate(resource.get("instances", ())):
                path: Path = (*start, "resources", index, "instances", n, "attributes")
                found = _resource(resource["type"], each.get("attributes") or {}, path, origin, unplaced)
                others += found is None
                records += found or ()
    if others:
        reason = f"holds {others} resources of other types, which say nothing of a landscape"
        unplaced.append(Unplaced(origin.file, "/resources", reason))
    return Imported(records, unplaced)


def _resource(
    kind: str, attributes: dict[str, Any], path: Path, origin: Origin, unplaced: list[Unplaced]
) -> list[Record] | None:
    """Return what a resource holds, None if it is of another type."""
    if kind in DESTINATIONS:
        return [_destination(attributes, path, origin, unplaced)]
    if kind in BINDINGS:
        key = next((each for each in _CREDENTIALS if attributes.get(each)), _CREDENTIALS[0])
        data = _parsed(attributes, key, path, origin, unplaced)
        return list(credential(data, (*path, key), attributes, origin, unplaced)) if data else []
    if kind in INSTANCES:
        data = _parsed(attributes, _PARAMETERS, path, origin, unplaced)
        if not data or "xs-security" not in data:
            return []
        return list(instance(data, (*path, _PARAMETERS), attributes, origin, unplaced))
    return None


def _destination(attributes: dict[str, Any], path: Path, origin: Origin, unplaced: list[Unplaced]) -> Record:
    data = {key: value for key, value in attributes.items() if key not in _OF_RESOURCE and value is not None}
    changed = changed_of({"last_modified": attributes.get("modification_time")})
    for key in _ADDITIONAL:
        if attributes.get(key):
            data |= _parsed(attributes, key, path, origin, unplaced) or {}
    subaccount = str(attributes.get("subaccount_id") or "")
    origin = Origin(origin.file, changed, origin.exported_on)
    return destination(data, path, origin, unplaced, subaccount=subaccount)


def _parsed(
    attributes: dict[str, Any], key: str, path: Path, origin: Origin, unplaced: list[Unplaced]
) -> dict[str, Any] | None:
    """Return the JSON object in a string, None if there is none; the paths in it go on from that of the string."""
    text = attributes.get(key)
    if text in (None, "", "{}"):
        return None
    try:
        data = json.loads(text) if isinstance(text, str) else text
    except ValueError:
        data = None
    if not isinstance(data, dict):
        unplaced.append(Unplaced(origin.file, json_pointer((*path, key)), "holds no JSON object"))
        return None
    return data
