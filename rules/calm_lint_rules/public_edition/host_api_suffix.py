"""CALM102: Host Name does not end in /api."""

from __future__ import annotations

from collections.abc import Iterator

from calm_lint.api import AlmSystem, Bad, Finding, Fix, Good, Severity, Source, facts, rule


@rule(
    AlmSystem,
    code="CALM102",
    rung="connects",
    since="0.1",
    severity=Severity.ERROR,
    source=Source("guide", "Procedure 1.3", "2025-05-14"),
    screen="Communication Systems > Technical Data - General > Host Name",
    examples=[
        Good("host_name: eu10.alm.cloud.sap"),
        Bad(
            "host_name: eu10.alm.cloud.sap/api",
            at="eu10.alm.cloud.sap/api",
            message="Host Name ends in /api, must be eu10.alm.cloud.sap",
            fixed="host_name: eu10.alm.cloud.sap",
        ),
        Bad(
            'host_name: "eu10.alm.cloud.sap/API/"',
            at='"eu10.alm.cloud.sap/API/"',
            message="Host Name ends in /API/, must be eu10.alm.cloud.sap",
            fixed='host_name: "eu10.alm.cloud.sap"',
        ),
    ],
)
def host_api_suffix(system: AlmSystem) -> Iterator[Finding]:
    """endpoints.Api of the binding ends in /api, but Host Name takes only the host.

    With a path in Host Name, the API answers every call with 404, and no transport reaches SAP Cloud ALM.
    """
    address = system.host_address
    if address is None or not address.host:
        return
    path = without_api(address.path)
    if path != address.path.rstrip("/"):
        yield Finding(
            system.host_name,
            f"Host Name ends in {address.path[len(path) :]}, must be {address.host}",
            Fix.replace(system.host_name, str(address._replace(path=path))),
        )


def without_api(path: str) -> str:
    """Return a path without trailing `api` segments and slashes."""
    path = path.rstrip("/")
    while path.lower().endswith(facts.API_PATH):
        path = path[: -len(facts.API_PATH)].rstrip("/")
    return path
