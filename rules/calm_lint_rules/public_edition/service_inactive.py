"""CALM304: Service Status of each outbound service is active."""

from __future__ import annotations

from collections.abc import Iterator

from calm_lint.api import Bad, Finding, Fix, Good, OutboundService, Severity, Source, rule


@rule(
    OutboundService,
    code="CALM304",
    rung="collects",
    since="0.1",
    severity=Severity.ERROR,
    source=Source("guide", "Procedure 2.2", "2025-05-14"),
    screen="Communication Arrangements > Outbound Services > Service Status",
    examples=[
        Good("service_status: active"),
        Bad(
            "service_status: inactive",
            at="inactive",
            message="Service Status of service Export is inactive, must be active",
            fixed="service_status: active",
        ),
    ],
)
def service_inactive(service: OutboundService) -> Iterator[Finding]:
    """An inactive outbound service sends nothing, and no screen shows that transports are not reported.

    SAP Cloud ALM does not collect later what happened while the service was inactive.
    """
    status = service.service_status
    if status.value == "inactive":
        named = service.named
        message = f"Service Status{named} is inactive, must be active"
        yield Finding(status, message, Fix.replace(status, "active"), named=named)
