"""CALM115: Inbound Only is not ticked."""

from __future__ import annotations

from collections.abc import Iterator

from calm_lint.api import AlmSystem, Bad, Finding, Fix, Good, Severity, Source, rule


@rule(
    AlmSystem,
    code="CALM115",
    rung="connects",
    since="0.1",
    severity=Severity.ERROR,
    source=Source("guide", "screen of Procedure 1.3", "2025-05-14"),
    screen="Communication Systems > Technical Data - General > Inbound Only",
    examples=[
        Good("inbound_only: false"),
        Bad(
            "inbound_only: true",
            at="true",
            message="Inbound Only is ticked, must not be",
            fixed="inbound_only: false",
        ),
    ],
)
def inbound_only(system: AlmSystem) -> Iterator[Finding]:
    """The outbound services call SAP Cloud ALM from the tenant.

    The tick hides the fields for outbound communication, so the tenant cannot send anything.
    """
    if system.inbound_only.value:
        yield Finding(
            system.inbound_only, "Inbound Only is ticked, must not be", Fix.replace(system.inbound_only, "false")
        )
