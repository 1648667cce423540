"""CALM601: transports are exported after their tenant is connected."""

from __future__ import annotations

from collections.abc import Iterator

from calm_lint.api import Bad, Finding, Good, Landscape, Related, Severity, Source, rule


@rule(
    Landscape,
    code="CALM601",
    severity=Severity.WARNING,
    source=Source("guide", "Note 2"),
    screen="Export Customizing Transports, Export Software Collection",
    examples=[
        Good(
            """
            s4hana_tenants:
              - id: cust
                role: customizing
                connected_on: 2024-01-15
                transports:
                  - request: D1CK900001
                    status: released
                    exported_on: 2024-02-01
              - id: dev
                role: development
              - id: test
                role: test
            """
        ),
        Bad(
            """
            s4hana_tenants:
              - id: cust
                role: customizing
                connected_on: 2024-01-15
                transports:
                  - request: D1CK900001
                    status: released
                    exported_on: 2024-01-14
              - id: dev
                role: development
              - id: test
                role: test
            """,
            at="2024-01-14",
            message="transport was exported on 2024-01-14, before the connection on 2024-01-15: it stays invisible",
        ),
    ],
)
def transport_before_connection(landscape: Landscape) -> Iterator[Finding]:
    """The tenant reports only transports that were exported after the connection was made.

    SAP Cloud ALM never shows an earlier transport, because it does not collect historical data. Transports are exported
    from development and customizing tenants, so calm-lint looks at these only.
    """
    for tenant in landscape.s4hana_tenants:
        connected = tenant.connected_on
        for transport in tenant.transports if tenant.role.value in ("development", "customizing") else ():
            exported = transport.exported_on
            if exported.value and connected.value and exported.value < connected.value:
                yield Finding(
                    exported,
                    f"transport was exported on {exported.value}, before the connection on {connected.value}: "
                    "it stays invisible",
                    related=(Related(connected, "connected on this day"),),
                )
