"""The tenants of SAP S/4HANA Cloud among the landscape objects that SAP Cloud ALM gives out.

SAP documents the path of the interface, and of its properties only some names. The letters of a name count, however
it is spelled: `systemNumber`, `system_number` and `System Number` are one.
"""

from __future__ import annotations

import re
from typing import Any, Final

from calm_lint.evidence.admission import validate
from calm_lint.evidence.odata import Row, letters, placed, rows
from calm_lint.evidence.records import Fields, Imported, Origin, Record, Seen, Unplaced
from calm_lint.model.values.address import Address
from calm_lint.reading.document import json_pointer

FORM: Final = "landscape-object"
"""The name of its schema."""

_FIELDS: Final = {
    **dict.fromkeys(("role", "systemrole", "tenantrole"), "role"),
    **dict.fromkeys(("systemnumber", "globaltenantid"), "global_tenant_id"),
    **dict.fromkeys(("url", "systemurl", "tenanturl", "host", "hostname"), "host"),
}
_KNOWN: Final = re.compile(
    r"\w*id|\w*name|description|\w*type|\w*product\w*|\w*version|\w*model|customer\w*|status|tags?|created\w*|changed\w*"
    r"|modified\w*|lastchanged\w*|lastmodified\w*|datacenter|region|country|source"
)
_NAMES: Final = ("name", "systemname", "displayname")
_OBJECTS: Final = "landscapeobjects"
_TYPE: Final = re.compile(r"\w*(?:type|product|productversion|deploymentmodel)")
_OTHER_EDITIONS: Final = re.compile(r"private|onpremise")
# What the roles are called in SAP Cloud ALM and in SAP for Me.
_ROLES: Final = {
    **dict.fromkeys(("development", "dev", "d"), "development"),
    **dict.fromkeys(("customizing", "cust"), "customizing"),
    **dict.fromkeys(("test", "qualityassurance", "quality", "qa", "q"), "test"),
    **dict.fromkeys(("production", "productive", "prod", "p"), "production"),
    "starter": "starter",
    "sandbox": "sandbox",
}


def landscape_objects(values: list[Any], origin: Origin) -> Imported:
    """Import the landscape objects that are tenants of SAP S/4HANA Cloud Public Edition.

    Args:
        values: the JSON values of the file.
        origin: the file.

    Raises:
        CalmLintError: if one is not of the form that is documented, or the request failed.
    """
    records: list[Record] = []
    unplaced: list[Unplaced] = []
    for number, value in enumerate(values):
        for row in _rows(value, (number,) if len(values) > 1 else ()):
            validate(FORM, row.data, row.path)
            if reason := _other(row):
                unplaced.append(Unplaced(origin.file, json_pointer(row.path), reason))
            else:
                records.append(_tenant(row, origin, unplaced))
    return Imported(records, unplaced)


def is_landscape_objects(value: Any) -> bool:
    """Return whether a JSON value is an answer with landscape objects."""
    if isinstance(value, dict) and any(letters(key) == _OBJECTS for key in value):
        return True
    marks = {"lmsid", "systemnumber", "globaltenantid"}
    return any(not marks.isdisjoint(row.by_letters()) for row in _rows(value, ()))


def _rows(value: Any, path: tuple[str | int, ...]) -> list[Row]:
    if isinstance(value, dict):
        for key, inner in value.items():
            if letters(key) == _OBJECTS and isinstance(inner, list):
                return list(rows(inner, (*path, key)))
    return list(rows(value, path))


def _other(row: Row) -> str:
    """Return why an object is no tenant of SAP S/4HANA Cloud Public Edition, empty if it is one."""
    keys = row.by_letters()
    types = " ".join(letters(str(value)) for key, (_, value) in keys.items() if _TYPE.fullmatch(key) and value)
    hosts = [_host(value) for key, (_, value) in keys.items() if _FIELDS.get(key) == "host"]
    if any(".s4hana." in each for each in hosts):
        return ""
    if "s4hana" in types and not _OTHER_EDITIONS.search(types):
        return ""
    return "is no tenant of SAP S/4HANA Cloud Public Edition" if types else "does not say of which service it is"


def _tenant(row: Row, origin: Origin, unplaced: list[Unplaced]) -> Record:
    fields = placed(row, _FIELDS, _KNOWN, origin, unplaced)
    if (host := fields.get("host")) and host.value is not None:
        fields["host"] = Seen(_host(host.value) or None, host.pointer, origin)
    if (number := fields.get("global_tenant_id")) and number.value is not None:
        _take_number(fields, number, unplaced)
    if (role := fields.get("role")) and role.value is not None:
        known = _ROLES.get(letters(str(role.value)))
        if known is None:
            unplaced.append(Unplaced(origin.file, role.pointer, "is no role that a tenant has in a landscape"))
            del fields["role"]
        else:
            fields["role"] = Seen(known, role.pointer, origin)
    keys = row.by_letters()
    name = next((str(keys[key][1]) for key in _NAMES if key in keys and keys[key][1]), "")
    return Record("s4hana_tenant", fields, json_pointer(row.path), origin, {"name": name})


def _take_number(fields: Fields, seen: Seen, unplaced: list[Unplaced]) -> None:
    number = str(seen.value).strip()
    if re.fullmatch(r"[0-9]{1,40}", number, re.ASCII):
        fields["global_tenant_id"] = Seen(number, seen.pointer, seen.origin)
        return
    del fields["global_tenant_id"]
    unplaced.append(Unplaced(seen.origin.file, seen.pointer, "is no Global Tenant ID, which has digits only"))


def _host(value: Any) -> str:
    return Address.parse(value).host.lower() if isinstance(value, str) else ""
