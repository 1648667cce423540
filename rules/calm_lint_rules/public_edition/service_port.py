"""CALM305: Port of each outbound service is 443."""

from __future__ import annotations

from collections.abc import Iterator

from calm_lint.api import Bad, Finding, Fix, Good, OutboundService, Severity, Source, facts, rule


@rule(
    OutboundService,
    code="CALM305",
    rung="collects",
    since="0.1",
    severity=Severity.ERROR,
    source=Source("guide", "Procedure 2.2", "2025-05-14"),
    screen="Communication Arrangements > Outbound Services > Port",
    examples=[
        Good("port: 443"),
        Bad("port: 44300", at="44300", message="Port of service Export is 44300, must be 443", fixed="port: 443"),
    ],
)
def service_port(service: OutboundService) -> Iterator[Finding]:
    """Each outbound service has its own Port in addition to the Port of the communication system.

    The SAP Cloud ALM API answers only on the HTTPS port 443.
    """
    port = service.port
    if port.value not in (None, facts.PORT):
        named = service.named
        message = f"Port{named} is {port.value}, must be {facts.PORT}"
        yield Finding(port, message, Fix.replace(port, str(facts.PORT)), named=named)
