"""CALM310: Path of each outbound service is /."""

from __future__ import annotations

from collections.abc import Iterator

from calm_lint.api import Bad, Finding, Fix, Good, OutboundService, Severity, Source, rule


@rule(
    OutboundService,
    code="CALM310",
    rung="collects",
    since="0.1",
    severity=Severity.WARNING,
    source=Source("guide", "screen of Procedure 2.2", "2025-05-14"),
    screen="Communication Arrangements > Outbound Services > Path",
    examples=[
        Good("path: /"),
        Bad("path: /api", at="/api", message="Path of service Export is /api, should be /", fixed="path: /"),
    ],
)
def service_path(service: OutboundService) -> Iterator[Finding]:
    """The system inserts Path between the host and the address of the call.

    The screen in SAP's guide shows only a slash.
    """
    path = service.path_
    if path.value not in (None, "/"):
        named = service.named
        message = f"Path{named} is {path.value or 'empty'}, should be /"
        yield Finding(path, message, Fix.replace(path, "/"), named=named)
