"""CALM102: the host name carries no /api."""

from __future__ import annotations

from collections.abc import Iterator

from calm_lint.api import AlmSystem, Bad, Finding, Fix, Good, Severity, Source, rule


@rule(
    AlmSystem,
    code="CALM102",
    severity=Severity.ERROR,
    source=Source("guide", "Procedure 1.3"),
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
    """The binding gives the root URL with /api at the end; the field takes what stands before it.

    With a path in the host name, calls are answered with 404, and no transport becomes visible.
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
    """Return a path without its last segments `api` and without slashes at the end."""
    path = path.rstrip("/")
    while path.lower().endswith("/api"):
        path = path[: -len("/api")].rstrip("/")
    return path
