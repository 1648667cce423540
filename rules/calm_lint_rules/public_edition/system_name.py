"""CALM110: System Name says more than the System ID."""

from __future__ import annotations

from collections.abc import Iterator

from calm_lint.api import AlmSystem, Bad, Finding, Good, Severity, Source, rule


@rule(
    AlmSystem,
    code="CALM110",
    rung="by-the-book",
    since="0.1",
    severity=Severity.WARNING,
    source=Source("guide", "Procedure 1.1", "2025-05-14"),
    screen="Communication Systems > General Data > System Name",
    examples=[
        Good("system_name: SAP Cloud ALM of Acme"),
        Bad(
            "system_name: calm_prod",
            at="calm_prod",
            message="System Name repeats the System ID, should name the SAP Cloud ALM tenant",
        ),
        Bad("system_name:", at="CALM_PROD", message="System Name is missing, should name the SAP Cloud ALM tenant"),
    ],
)
def system_name(system: AlmSystem) -> Iterator[Finding]:
    """System Name is the name that people see when they choose a communication system for an arrangement.

    The System ID is often cryptic.
    """
    name = system.system_name
    text = (name.value or "").strip()
    if name.missing or not text:
        yield Finding(name, "System Name is missing, should name the SAP Cloud ALM tenant")
    elif text.casefold() == (system.system_id.value or "").strip().casefold():
        yield Finding(name, "System Name repeats the System ID, should name the SAP Cloud ALM tenant")
