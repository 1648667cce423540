"""CALM405: a production tenant is connected before its first import."""

from __future__ import annotations

from collections.abc import Iterator

from calm_lint.api import Bad, Finding, Good, Related, S4Tenant, Severity, Source, rule


@rule(
    S4Tenant,
    code="CALM405",
    rung="collects",
    since="0.1",
    severity=Severity.ERROR,
    source=Source("guide", "Procedure, caution", "2026-01-14"),
    screen="Communication Arrangements > SAP_COM_0690",
    examples=[
        Good("role: production\nconnected_on: 2024-01-15\nfirst_import_on: 2024-03-01"),
        Bad(
            "role: production\nfirst_import_on: 2024-01-01\nconnected_on: 2024-01-15",
            at="2024-01-15",
            message="tenant prod was connected on 2024-01-15, after its first import on 2024-01-01, must be before",
        ),
    ],
)
def connected_after_first_import(tenant: S4Tenant) -> Iterator[Finding]:
    """A transport that was imported before the connection keeps a wrong status in SAP Cloud ALM.

    SAP Cloud ALM cannot synchronize the status later.
    """
    connected, imported = tenant.connected_on, tenant.first_import_on
    if tenant.role.value == "production" and connected.value and imported.value and connected.value > imported.value:
        yield Finding(
            connected,
            f"tenant{tenant.named} was connected on {connected.value}, "
            f"after its first import on {imported.value}, must be before",
            related=(Related(imported, "the first import"),),
            named=tenant.named,
        )
