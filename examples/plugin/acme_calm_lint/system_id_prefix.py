"""ACME101: a System ID begins with CALM_."""

from __future__ import annotations

from collections.abc import Iterator

from calm_lint.api import Bad, CommunicationSystem, Finding, Good, Severity, Source, rule


@rule(
    CommunicationSystem,
    code="ACME101",
    severity=Severity.WARNING,
    source=Source("Acme operations handbook", "4.2"),
    screen="Communication Systems > System ID",
    examples=[
        Good("system_id: CALM_PROD"),
        Bad(
            "system_id: ALM_PROD",
            at="ALM_PROD",
            message="System ID is ALM_PROD, should begin with CALM_",
        ),
    ],
)
def system_id_prefix(system: CommunicationSystem) -> Iterator[Finding]:
    """Our monitoring tells by the System ID which communication systems stand for SAP Cloud ALM."""
    system_id = system.system_id.value
    if system_id and not system_id.startswith("CALM_"):
        yield Finding(system.system_id, f"System ID is {system_id}, should begin with CALM_")
