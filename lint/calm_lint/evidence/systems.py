"""Communication systems, as SAP_COM_0A06 and SAP_COM_0A48 give them."""

from __future__ import annotations

import re
from typing import Final

from calm_lint.evidence.odata import Row, changed, nested, placed
from calm_lint.evidence.records import Fields, Origin, Record, Seen, Unplaced
from calm_lint.evidence.users import direction, user
from calm_lint.evidence.values import flag, number
from calm_lint.reading.document import json_pointer

# The names of both services, by their letters. That of the mTLS Endpoint is not documented. Notes are left out: people
# keep passwords in them.
_FIELDS: Final = {
    "communicationsystemid": "system_id",
    "id": "system_id",
    "communicationsystemname": "system_name",
    "name": "system_name",
    "hostname": "host_name",
    "tcpport": "port",
    "oauth2tokenendpoint": "token_endpoint",
    "oauth2mtlsendpoint": "mtls_endpoint",
    "oauth2mtlstokenendpoint": "mtls_endpoint",
    "mtlsendpoint": "mtls_endpoint",
    "oauth2authendpoint": "auth_endpoint",
    "oauth2authorizationendpoint": "auth_endpoint",
    "oauth2audience": "audience",
    "inboundonly": "inbound_only",
    "isinboundonly": "inbound_only",
    "hubsystem": "is_hub_system",
    "ishubsystem": "is_hub_system",
    "uihostname": "ui_host_name",
    "logicalsystemid": "logical_system",
    "businesssystemid": "business_system",
}
_KNOWN: Final = re.compile(
    r"notes|sapclient|rfc\w+|ownsystem|isownsystem|ciphersuites|isciphersuitedefault|oauth2(?:identityprovider|idp)\w+"
    r"|sapcloudconnector\w+|samlbearerass\w+|ownercontact\w+|lastchanged\w+|created\w+|type|uuid|\w*users|eventchannels"
    r"|openidconnect\w*|businesspartners|\w*communicationarrangements?|commsystemcommarrangements"
)
_USERS: Final = re.compile(r"\w*?(in|out)boundusers?")


def system(row: Row, origin: Origin, unplaced: list[Unplaced]) -> Record | None:
    """Return a communication system with its users, None if it has no ID.

    Args:
        row: the entity.
        origin: the file.
        unplaced: gets what has no place.
    """
    origin = Origin(origin.file, changed(row), origin.exported_on)
    fields = placed(row, _FIELDS, _KNOWN, origin, unplaced)
    number(fields, "port", unplaced)
    flag(fields, "inbound_only", unplaced)
    flag(fields, "is_hub_system", unplaced)
    for key, (name, value) in row.by_letters().items():
        match = _USERS.fullmatch(key)
        users = nested(value, (*row.path, name)) if match else None
        if match and users is not None:
            inbound = match[1] == "in"
            fields[f"{match[1]}bound_users"] = [
                user(each, inbound=inbound, origin=origin, unplaced=unplaced) for each in users
            ]
    if not isinstance(fields.get("system_id"), Seen) or not fields["system_id"].value:
        unplaced.append(Unplaced(origin.file, json_pointer(row.path), "is a communication system without an ID"))
        return None
    return Record("communication_system", fields, json_pointer(row.path), origin)


def system_of_user(row: Row, origin: Origin, unplaced: list[Unplaced]) -> Record | None:
    """Return the communication system of a user in a list of users, with that user alone; None if it names none."""
    keys = row.by_letters()
    pointer = json_pointer(row.path)
    name, system_id = keys.get("communicationsystemid", ("", None))
    way = direction(row)
    if not system_id or not isinstance(system_id, str) or not way:
        lacks = "names no communication system" if not system_id else "does not say whether it is inbound or outbound"
        unplaced.append(Unplaced(origin.file, pointer, f"is a user that {lacks}"))
        return None
    fields: Fields = {"system_id": Seen(system_id, json_pointer((*row.path, name)), origin)}
    fields[f"{way}_users"] = [user(row, inbound=way == "inbound", origin=origin, unplaced=unplaced)]
    return Record("communication_system", fields, pointer, origin)
