"""CALM305: the port of each outbound service is 443."""

from __future__ import annotations

from collections.abc import Iterator

from calm_lint.api import Bad, Finding, Fix, Good, OutboundService, Severity, Source, rule


@rule(
    OutboundService,
    code="CALM305",
    severity=Severity.ERROR,
    source=Source("guide", "Procedure 2.2"),
    screen="Communication Arrangements > Outbound Services > Port",
    examples=[
        Good("port: 443"),
        Bad("port: 44300", at="44300", message="Port is 44300, must be 443", fixed="port: 443"),
    ],
)
def service_port(service: OutboundService) -> Iterator[Finding]:
    """Each outbound service has a port of its own beside that of the communication system.

    The API of SAP Cloud ALM answers on the HTTPS port alone.
    """
    port = service.port
    if port.value not in (None, 443):
        yield Finding(port, f"Port is {port.value}, must be 443", Fix.replace(port, "443"))
