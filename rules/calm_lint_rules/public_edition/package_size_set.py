"""CALM308: Package Size is not set."""

from __future__ import annotations

from collections.abc import Iterator

from calm_lint.api import Bad, Finding, Fix, Good, OutboundService, Severity, Source, rule


@rule(
    OutboundService,
    code="CALM308",
    rung="by-the-book",
    since="0.1",
    severity=Severity.INFO,
    source=Source("guide", "Procedure 2.3", "2025-05-14"),
    screen="Communication Arrangements > Outbound Services > Job Execution Details > Package Size",
    examples=[
        Good('package_size: "00000000"'),
        Bad(
            "package_size: 100",
            at="package_size",
            message="Package Size of service Export is 100, need not be set: it is ignored",
            fixed="",
        ),
    ],
)
def package_size_set(service: OutboundService) -> Iterator[Finding]:
    """The outbound services of this scenario ignore Package Size."""
    size = service.package_size.value
    if size is not None and size.strip("0"):
        message = f"Package Size{service.named} is {size}, need not be set: it is ignored"
        yield Finding(service.key("package_size"), message, Fix.remove(service, "package_size"), named=service.named)
