"""Which importer takes a file: its content says so, not its name."""

from __future__ import annotations

from typing import Any, Final

from calm_lint.errors import CalmLintError
from calm_lint.evidence.admission import admitted
from calm_lint.evidence.bindings import bindings, holds_credential
from calm_lint.evidence.communication import communication
from calm_lint.evidence.destinations import (
    ZIP,
    archive,
    destinations,
    is_destination,
    looks_like_properties,
    properties,
)
from calm_lint.evidence.odata import is_odata
from calm_lint.evidence.records import Imported, Origin
from calm_lint.evidence.terraform import is_state, state

OPTIONS: Final = {
    "s4": "an answer of SAP_COM_0A06, SAP_COM_0A07 or SAP_COM_0A48",
    "binding": "a binding credential",
    "destinations": "an export of destinations",
    "terraform": "a state of Terraform",
}
"""What each option takes."""


def import_file(raw: bytes, origin: Origin, option: str) -> Imported:
    """Import a file.

    Args:
        raw: its bytes.
        origin: where the records come from.
        option: the option that names the file.

    Raises:
        CalmLintError: if it is nothing that the option takes. The message holds nothing of its content.
    """
    try:
        kind, values = _recognized(raw)
        if kind != option:
            raise CalmLintError(f"is {OPTIONS[kind]}: name it with --{kind}" if kind else f"is not {OPTIONS[option]}")
        if option == "s4":
            return communication(values, origin)
        if option == "binding":
            found = bindings(values, origin)
            if not found.records:
                raise CalmLintError(f"holds no binding of the SAP Cloud ALM API: it {found.unplaced[0].reason}")
            return found
        if option == "terraform":
            return state(values, origin)
        if raw.startswith(ZIP):
            return archive(raw, origin)
        return destinations(values, origin) if values else properties(raw, origin)
    except RecursionError:
        raise CalmLintError("is nested too deeply") from None


def _recognized(raw: bytes) -> tuple[str, list[Any]]:
    """Return the option that takes a file, empty if none does, and its JSON values."""
    if raw.startswith(ZIP) or looks_like_properties(raw):
        return "destinations", []
    values = admitted(raw)
    if all(map(is_state, values)):
        return "terraform", values
    if any(map(holds_credential, values)):
        return "binding", values
    if all(map(is_destination, values)):
        return "destinations", values
    if all(map(is_odata, values)):
        return "s4", values
    return "", values
