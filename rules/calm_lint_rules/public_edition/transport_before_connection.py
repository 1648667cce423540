"""CALM601: transports are exported after their tenant is connected."""

from __future__ import annotations

from collections.abc import Iterator

from calm_lint.api import Bad, Finding, Good, Related, Severity, Source, Transport, rule


@rule(
    Transport,
    code="CALM601",
    rung="collects",
    since="0.1",
    severity=Severity.WARNING,
    source=Source("guide", "Information About Available Outbound Services", "after 2026-06-10"),
    screen="Export Customizing Transports, Export Software Collection",
    examples=[
        Good("exported_on: 2024-02-01"),
        Bad(
            "exported_on: 2024-01-14",
            at="2024-01-14",
            message="transport ABCK900123 was exported on 2024-01-14, before the connection on 2024-01-15: "
            "it stays invisible",
        ),
    ],
)
def transport_before_connection(transport: Transport) -> Iterator[Finding]:
    """The tenant reports only transports that were exported after the connection was made.

    SAP Cloud ALM never shows an earlier transport, because it does not collect historical data. Transports are exported
    from development and customizing tenants, so calm-lint looks at these only.
    """
    exported, tenant = transport.exported_on, transport.tenant
    if tenant is None or tenant.role.value not in ("development", "customizing"):
        return
    connected = tenant.connected_on
    if exported.value and connected.value and exported.value < connected.value:
        yield Finding(
            exported,
            f"transport{transport.named} was exported on {exported.value}, before the connection on {connected.value}: "
            "it stays invisible",
            related=(Related(connected, "connected on this day"),),
            named=transport.named,
        )
