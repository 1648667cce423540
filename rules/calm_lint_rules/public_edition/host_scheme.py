"""CALM112: Host Name has no https:// and no trailing slash."""

from __future__ import annotations

from collections.abc import Iterator

from calm_lint.api import AlmSystem, Bad, Finding, Fix, Good, Severity, Source, rule


@rule(
    AlmSystem,
    code="CALM112",
    rung="by-the-book",
    since="0.1",
    severity=Severity.WARNING,
    source=Source("guide", "Procedure 2.3", "after 2026-06-10"),
    screen="Communication Systems > Technical Data - General > Host Name",
    examples=[
        Good("host_name: eu10.alm.cloud.sap"),
        Bad(
            "host_name: https://eu10.alm.cloud.sap",
            at="https://eu10.alm.cloud.sap",
            message="Host Name begins with https://, should be eu10.alm.cloud.sap",
            fixed="host_name: eu10.alm.cloud.sap",
        ),
        Bad(
            "host_name: eu10.alm.cloud.sap/",
            at="eu10.alm.cloud.sap/",
            message="Host Name ends in /, should be eu10.alm.cloud.sap",
            fixed="host_name: eu10.alm.cloud.sap",
        ),
    ],
)
def host_scheme(system: AlmSystem) -> Iterator[Finding]:
    """SAP's guide shows Host Name without a protocol. SAP does not document how the field handles one."""
    address = system.host_address
    if address is None or not address.host:
        return
    faults, bare = [], address
    if address.scheme is not None and address.scheme.lower() == "https":
        faults.append(f"begins with {address.scheme}://")
        bare = bare._replace(scheme=None)
    if address.path and not address.path.strip("/"):
        faults.append(f"ends in {address.path}")
        bare = bare._replace(path="")
    if faults:
        yield Finding(
            system.host_name,
            f"Host Name {' and '.join(faults)}, should be {address.host}",
            Fix.replace(system.host_name, str(bare)),
        )
