"""Which importer takes a file: its content says so, not its name."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from calm_lint.errors import CalmLintError
from calm_lint.evidence import destinations, transport_landscape
from calm_lint.evidence.admission import admitted
from calm_lint.evidence.archive import ZIP, unpacked
from calm_lint.evidence.bindings import bindings, holds_credential
from calm_lint.evidence.communication import communication
from calm_lint.evidence.landscape_objects import is_landscape_objects, landscape_objects
from calm_lint.evidence.odata import is_odata
from calm_lint.evidence.records import Imported, Kind, Origin
from calm_lint.evidence.terraform import is_state, state

OPTIONS: Final = {
    "s4": "an answer of SAP_COM_0A06, SAP_COM_0A07 or SAP_COM_0A48",
    "binding": "a binding credential",
    "destinations": "an export of destinations",
    "cloud-alm": "an answer with landscape objects of SAP Cloud ALM",
    "ctms": "a service key, or nodes and routes, of SAP Cloud Transport Management",
    "terraform": "a state of Terraform",
}
"""What each option takes."""

_CREDENTIALS: Final[dict[str, tuple[Kind, ...]]] = {
    "binding": ("binding", "service_instance"),
    "ctms": ("service_key",),
}


@dataclass(frozen=True, slots=True)
class _Content:
    """What a file holds: JSON values, or the files of a zip; neither where it is properties."""

    values: tuple[Any, ...] = ()
    files: tuple[tuple[str, bytes], ...] = ()


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
        kind, content = _recognized(raw)
        if kind == "credentials":
            return _of_credentials(bindings(list(content.values), origin), option)
        if kind != option:
            raise CalmLintError(f"is {OPTIONS[kind]}: name it with --{kind}" if kind else f"is not {OPTIONS[option]}")
        values, files = list(content.values), list(content.files)
        if option == "s4":
            return communication(values, origin)
        if option == "cloud-alm":
            return landscape_objects(values, origin)
        if option == "terraform":
            return state(values, origin)
        if option == "ctms":
            take = transport_landscape
            return take.archive(files, origin) if files else take.transport_landscape(values, origin)
        if files:
            return destinations.archive(files, origin)
        return destinations.destinations(values, origin) if values else destinations.properties(raw, origin)
    except RecursionError:
        raise CalmLintError("is nested too deeply") from None


def _of_credentials(found: Imported, option: str) -> Imported:
    """Return credentials if there is one that the option takes; those of the other service come with it."""
    kinds = {each.kind for each in found.records}
    wanted = _CREDENTIALS.get(option, ())
    if not kinds.isdisjoint(wanted):
        return found
    for name, others in _CREDENTIALS.items():
        if not kinds.isdisjoint(others):
            what = OPTIONS["binding"] if name == "binding" else "a service key of SAP Cloud Transport Management"
            raise CalmLintError(f"is {what}: name it with --{name}")
    if option not in _CREDENTIALS:
        raise CalmLintError(f"is not {OPTIONS[option]}")
    what = "binding of the SAP Cloud ALM API" if option == "binding" else "service key"
    raise CalmLintError(f"holds no {what}: {found.unplaced[0].pointer or 'it'} {found.unplaced[0].reason}")


def _recognized(raw: bytes) -> tuple[str, _Content]:
    """Return the option that takes a file, or that it holds credentials, empty for neither; and what it holds."""
    if raw.startswith(ZIP):
        files = tuple(unpacked(raw))
        return "ctms" if any(_holds_transport_landscape(each) for _, each in files) else "destinations", _Content(
            files=files
        )
    if destinations.looks_like_properties(raw):
        return "destinations", _Content()
    values = admitted(raw)
    content = _Content(tuple(values))
    if all(map(is_state, values)):
        return "terraform", content
    if any(map(holds_credential, values)):
        return "credentials", content
    if all(map(destinations.is_destination, values)):
        return "destinations", content
    if any(map(is_landscape_objects, values)):
        return "cloud-alm", content
    if any(map(transport_landscape.is_transport_landscape, values)):
        return "ctms", content
    return "s4" if all(map(is_odata, values)) else "", content


def _holds_transport_landscape(content: bytes) -> bool:
    try:
        return any(map(transport_landscape.is_transport_landscape, admitted(content)))
    except CalmLintError:
        return False
