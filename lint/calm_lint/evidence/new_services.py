"""The services of SAP Cloud Transport Management that evidence describes, as plain data of a landscape."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from calm_lint.evidence.equality import DEFAULTS
from calm_lint.evidence.records import Fields, Origin, plain
from calm_lint.evidence.services import Service
from calm_lint.reading.document import Path

_FIRST: Final = "ctms-main"


def service_name(index: int) -> str:
    """Return the id that a service gets by its number."""
    return _FIRST if not index else f"ctms-{index + 1}"


def ctms_service_data(service: Service, name: str) -> dict[str, Any]:
    """Return a service; no file says what it is used for.

    Args:
        service: what the files say about it.
        name: its id.
    """
    data: dict[str, Any] = {"id": name, "usage": "productive"}
    if service.key:
        data["service_key"] = plain(service.key.fields)
    nodes, routes = [node_data(each.fields) for each in service.nodes], [plain(each.fields) for each in service.routes]
    return data | ({"nodes": nodes} if nodes else {}) | ({"routes": routes} if routes else {})


def node_data(fields: Fields) -> dict[str, Any]:
    """Return a transport node without the values that a landscape means where it leaves a field out."""
    return {key: each for key, each in plain(fields).items() if DEFAULTS.get(key) != each}


def service_origins(service: Service, path: Path) -> Iterator[tuple[Path, list[Origin]]]:
    """Yield the files that the blocks of a service came from.

    Args:
        service: the service.
        path: where it stands in the landscape.
    """
    if service.key:
        yield (*path, "service_key"), [service.key.origin]
    for key, records in (("nodes", service.nodes), ("routes", service.routes)):
        if records:
            yield (*path, key), list(dict.fromkeys(each.origin for each in records))
