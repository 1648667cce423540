"""CALM602: a transport that is assigned to a feature is released."""

from __future__ import annotations

from collections.abc import Iterator

from calm_lint.api import Bad, Finding, Good, Severity, Source, Transport, rule


@rule(
    Transport,
    code="CALM602",
    rung="collects",
    since="0.1",
    severity=Severity.ERROR,
    source=Source("guide", "Note 1", "2025-05-14"),
    screen="Features > Transports",
    examples=[
        Good("status: released\nfeature: 6-42"),
        Bad(
            "status: modifiable\nfeature: 6-42",
            at="modifiable",
            message="transport of feature 6-42 is modifiable, must be released",
        ),
    ],
)
def transport_not_released(transport: Transport) -> Iterator[Finding]:
    """SAP Cloud ALM accepts only released transports in a feature.

    With mTLS, SAP Cloud ALM creates the transports itself, and SAP's current page no longer says this.
    """
    if transport.tenant and not transport.tenant.is_basic:
        return
    feature = transport.feature
    if transport.status.value == "modifiable" and (feature.value or feature.unknown):
        name = f"feature {feature.value}" if feature.value else "a feature"
        yield Finding(transport.status, f"transport of {name} is modifiable, must be released")
