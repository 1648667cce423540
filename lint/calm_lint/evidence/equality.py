"""When a value of a landscape and one that a system shows say the same, though they are not written alike."""

from __future__ import annotations

import re
from typing import Any, Final

from calm_lint.model.users import BASIC
from calm_lint.model.values.address import Address
from calm_lint.model.values.facts import PORT
from calm_lint.model.values.interval import Interval

DEFAULTS: Final = {
    "inbound_only": False,
    "is_hub_system": False,
    "package_size": 0,
    "job_status": "inactive",
    "path": "/",
    "client_authentication": BASIC,
    "allow_upload_to_node": False,
    "controlled_by_sap_solution_manager": False,
    "virtual_node": False,
}
"""What a landscape means where it leaves a field out."""

_ADDRESSES: Final = frozenset({"token_endpoint", "mtls_endpoint", "auth_endpoint", "Api", "certurl", "uri"})
_NAMES: Final = frozenset({"authentication_method", "client_authentication", "service_status", "job_status"})


def is_same(key: str, expected: Any, seen: Any) -> bool:
    """Return whether two values of a field say the same.

    Args:
        key: the key of the field.
        expected: the value of the landscape, None if it has none.
        seen: the value of the system, None if the field is empty.
    """
    expected, seen = _meant(key, expected), _meant(key, seen)
    if expected is None or seen is None:
        return expected is seen
    if key == "run_every":
        mine, theirs = Interval.parse(expected), Interval.parse(seen)
        return mine is not None and theirs is not None and mine.seconds is not None and mine.seconds == theirs.seconds
    if isinstance(expected, bool) or isinstance(seen, bool):
        return expected is seen
    if isinstance(expected, dict | list) or isinstance(seen, dict | list):
        return bool(expected == seen)
    one, other = str(expected).strip(), str(seen).strip()
    if key in _ADDRESSES or key == "url":
        return _address(one) == _address(other)
    if key == "host_name":
        return one.lower() == other.lower()
    if key in _NAMES:
        return _letters(one) == _letters(other)
    if key in ("package_size", "global_tenant_id"):
        return one.lstrip("0") == other.lstrip("0")
    if key == "content_type":
        return _content_type(one) == _content_type(other)
    if key == "role":
        return is_same_role(one.lower(), other.lower())
    return one == other


def is_as_spreadsheet(expected: Any, seen: Any) -> bool:
    """Return whether a cell may be what a spreadsheet makes of a value, without anybody asking for it.

    It takes zeros from the front of a number, shortens a long one, and writes a day as its language does.
    """
    one, other = str(expected), str(seen)
    if re.fullmatch(r"[0-9]+", one, re.ASCII):
        # A longer number has an exponent of more digits.
        if len(one) <= 100 and (power := re.fullmatch(r"([0-9])(?:[.,]([0-9]+))?E\+([0-9]{2})", other, re.ASCII)):
            digits = power[2] or ""
            return f"{int(one):.{len(digits)}E}" == f"{power[1]}{'.' if digits else ''}{digits}E+{power[3]}"
        return other.isdecimal() and one.lstrip("0") == other.lstrip("0")
    if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", one, re.ASCII):
        year, month, day = one.split("-")
        return other in (f"{day}.{month}.{year}", f"{day}/{month}/{year}", f"{int(month)}/{int(day)}/{year}")
    return False


def is_same_role(expected: str, seen: str) -> bool:
    """Return whether SAP Cloud ALM may show a role for a tenant of a role.

    A system landscape has one development system, whose tenants are for development and customizing. What is shown for
    a starter system is not documented, but that it is not productive.
    """
    if expected == "starter":
        return seen != "production"
    return seen == expected or (expected, seen) == ("customizing", "development")


def _meant(key: str, value: Any) -> Any:
    if value in (None, "", [], {}):
        return DEFAULTS.get(key)
    return value


def _address(text: str) -> tuple[str, ...]:
    """Return an address in the form in which two are equal: both forms of an endpoint are documented."""
    address = Address.parse(text)
    scheme = (address.scheme or "https").lower()
    port = "" if address.port == str(PORT) and scheme == "https" else address.port or ""
    path = "" if address.path == "/" else address.path
    return (scheme, address.host.lower(), port, path, address.query or "", address.fragment or "")


def _content_type(text: str) -> str:
    """Return a content type without the abbreviation after some, as in Multitarget Application (MTA)."""
    return _letters(re.sub(r"\([^)]*\)", "", text))


def _letters(text: str) -> str:
    return re.sub(r"[\W_]", "", text).lower()
