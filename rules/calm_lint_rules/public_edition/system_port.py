"""CALM101: Port of the communication system is 443."""

from __future__ import annotations

from collections.abc import Iterator

from calm_lint.api import AlmSystem, Bad, Finding, Fix, Good, Severity, Source, facts, rule


@rule(
    AlmSystem,
    code="CALM101",
    rung="connects",
    since="0.1",
    severity=Severity.ERROR,
    source=Source("guide", "Procedure 1.3", "2025-05-14"),
    screen="Communication Systems > Technical Data - General > Port",
    examples=[
        Good("port: 443"),
        Bad("port: 8443", at="8443", message="Port is 8443, must be 443", fixed="port: 443"),
        Bad("port:", at="CALM_PROD", message="Port is missing, must be 443"),
    ],
)
def system_port(system: AlmSystem) -> Iterator[Finding]:
    """The SAP Cloud ALM API answers only on the HTTPS port 443.

    With any other port, the outbound services wait for a connection that is never established.
    """
    port = system.port
    if port.missing:
        yield Finding(port, f"Port is missing, must be {facts.PORT}")
    elif port.value != facts.PORT:
        yield Finding(port, f"Port is {port.value}, must be {facts.PORT}", Fix.replace(port, str(facts.PORT)))
