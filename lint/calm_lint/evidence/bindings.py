"""Credentials in every wrapping: the download of the cockpit, cf, btp and VCAP_SERVICES, and service instances.

Those of the SAP Cloud ALM API are bindings, those of SAP Cloud Transport Management are service keys.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final

from calm_lint.errors import CalmLintError
from calm_lint.evidence.admission import validate
from calm_lint.evidence.records import Fields, Imported, Origin, Record, Seen, Unplaced
from calm_lint.model.values.address import Address
from calm_lint.pages.credential_values import values_of
from calm_lint.reading.credential import Credential
from calm_lint.reading.document import json_pointer

BINDING: Final = "binding"
SERVICE_KEY: Final = "service-key"
INSTANCE: Final = "instance-parameters"
"""The names of the schemas."""

Path = tuple[str | int, ...]

_CREDENTIAL = frozenset({"endpoints", "uaa"})
_KEPT = ("url", "certurl", "clientid", "identityzone", "credential-type")
_CHANGED = ("last_modified", "updated_at", "created_date", "created_at")
_OTHER_SERVICE = "is a credential of neither the SAP Cloud ALM API nor SAP Cloud Transport Management"
_CTMS = re.compile(r"(?:^|\.)ts\.cfapps\.|^transport-service")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}(?:T[0-9:.]+(?:Z|[+-][0-9:]+)?)?")


def bindings(values: list[Any], origin: Origin) -> Imported:
    """Import credentials of the SAP Cloud ALM API and of SAP Cloud Transport Management, and parameters of instances.

    Args:
        values: the JSON values of the file.
        origin: the file.

    Raises:
        CalmLintError: if a credential or an instance is not of the form that is documented.
    """
    records: list[Record] = []
    unplaced: list[Unplaced] = []
    for number, value in enumerate(values):
        start: Path = (number,) if len(values) > 1 else ()
        for path, data, around in _found(value, start, {}):
            if not _CREDENTIAL.isdisjoint(data):
                records += credential(data, path, around, origin, unplaced)
            else:
                records += instance(data, path, around, origin, unplaced)
    return Imported(records, unplaced)


def holds_credential(value: Any) -> bool:
    """Return whether a JSON value holds credentials, or the parameters of an instance."""
    return next(_found(value, (), {}), None) is not None


def credential(
    data: dict[str, Any], path: Path, around: dict[str, Any], origin: Origin, unplaced: list[Unplaced]
) -> Iterator[Record]:
    """Yield the binding or the service key of a credential, unless it is one of another service.

    Args:
        data: the credential with its secrets masked.
        path: where it stands in the file.
        around: what the file says about the binding, such as its name and the id of its instance.
        origin: the file.
        unplaced: gets a credential of another service.
    """
    origin = Origin(origin.file, changed_of(around), origin.exported_on)
    if "uri" in data and "endpoints" not in data:
        yield from _service_key(data, path, around, origin, unplaced)
        return
    if "endpoints" not in data:
        unplaced.append(Unplaced(origin.file, json_pointer(path), _OTHER_SERVICE))
        return
    try:
        validate(BINDING, data, path)
        values = values_of(Credential(data))
    except CalmLintError as error:
        unplaced.append(Unplaced(origin.file, json_pointer(path), str(error)))
        return
    uaa: Fields = {
        key: Seen(values.binding["uaa"][key], json_pointer((*path, "uaa", key)), origin)
        for key in _KEPT
        if values.binding["uaa"].get(key)
    }
    api = Seen(values.binding["endpoints"]["Api"], json_pointer((*path, "endpoints", "Api")), origin)
    links = _links(data, around)
    fields: Fields = {"endpoints": {"Api": api}, "uaa": uaa}
    yield Record("binding", fields, json_pointer(path), origin, links)


def _service_key(
    data: dict[str, Any], path: Path, around: dict[str, Any], origin: Origin, unplaced: list[Unplaced]
) -> Iterator[Record]:
    pointer = json_pointer(path)
    if not isinstance(data["uri"], str) or not _CTMS.search(Address.parse(data["uri"]).host.lower()):
        unplaced.append(Unplaced(origin.file, pointer, _OTHER_SERVICE))
        return
    try:
        validate(SERVICE_KEY, data, path)
    except CalmLintError as error:
        unplaced.append(Unplaced(origin.file, pointer, str(error)))
        return
    uaa: Fields = {
        key: Seen(data["uaa"][key], json_pointer((*path, "uaa", key)), origin) for key in _KEPT if data["uaa"].get(key)
    }
    fields: Fields = {"uri": Seen(data["uri"], json_pointer((*path, "uri")), origin), "uaa": uaa}
    yield Record("service_key", fields, pointer, origin, _links(data, around))


def _links(data: dict[str, Any], around: dict[str, Any]) -> dict[str, str]:
    return {
        "instance": str(around.get("service_instance_id") or data["uaa"].get("serviceInstanceId") or ""),
        "subaccount": str(around.get("subaccount_id") or data["uaa"].get("subaccountid") or ""),
        "name": str(around.get("name") or ""),
    }


def instance(
    data: dict[str, Any], path: Path, around: dict[str, Any], origin: Origin, unplaced: list[Unplaced]
) -> Iterator[Record]:
    """Yield a service instance from its parameters.

    Args:
        data: the parameters, which hold `xs-security`.
        path: where they stand in the file.
        around: what the file says about the instance, such as its name and id.
        origin: the file.
        unplaced: gets parameters of an instance without a name.

    Raises:
        CalmLintError: if the parameters are not of the form that is documented.
    """
    validate(INSTANCE, data, path)
    origin = Origin(origin.file, changed_of(around), origin.exported_on)
    pointer = json_pointer(path)
    name = around.get("name")
    if not isinstance(name, str) or not name:
        unplaced.append(Unplaced(origin.file, pointer, "are parameters of an instance that is not named there"))
        return
    above = path[:-1]
    fields: Fields = {"name": Seen(name, json_pointer((*above, "name")), origin)}
    plan = around.get("service_plan_name") or around.get("plan")
    if isinstance(plan, str):
        fields["plan"] = Seen(plan, json_pointer(above), origin)
    fields["parameters"] = Seen(data, pointer, origin)
    links = {"instance": str(around.get("id") or ""), "subaccount": str(around.get("subaccount_id") or "")}
    yield Record("service_instance", fields, pointer, origin, links)


def changed_of(around: dict[str, Any]) -> str:
    """Return when the system last changed a binding or an instance, empty if the file does not say."""
    texts = (around.get(key) for key in _CHANGED)
    return next((each for each in texts if isinstance(each, str) and _DAY.fullmatch(each)), "")


def _found(value: Any, path: Path, around: dict[str, Any]) -> Iterator[tuple[Path, dict[str, Any], dict[str, Any]]]:
    """Yield credentials and parameters with their paths, and the mapping around each."""
    waiting: list[tuple[Any, Path, dict[str, Any]]] = [(value, path, around)]
    while waiting:
        each, at, above = waiting.pop(0)
        if isinstance(each, dict):
            if not _CREDENTIAL.isdisjoint(each) or "xs-security" in each:
                yield at, each, above
                continue
            waiting += ((inner, (*at, key), each) for key, inner in each.items())
        elif isinstance(each, list):
            waiting += ((inner, (*at, index), above) for index, inner in enumerate(each))
