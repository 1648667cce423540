"""CALM206: no value is a placeholder."""

from __future__ import annotations

from collections.abc import Iterator

from calm_lint.api import Bad, Entity, Finding, Good, Severity, Source, rule


@rule(
    Entity,
    code="CALM206",
    severity=Severity.ERROR,
    source=Source("guide", "Procedure 1.6"),
    screen="Communication Systems > Host Name, Token Endpoint, Users for Outbound Communication",
    examples=[
        Good(
            """
            cloud_alm_tenants:
              - id: calm-prod
                usage: productive
                binding:
                  uaa:
                    url: https://acme.authentication.eu10.hana.ondemand.com
            """
        ),
        Bad(
            """
            cloud_alm_tenants:
              - id: calm-prod
                usage: productive
                binding:
                  uaa:
                    url: https://tenant-name.authentication.eu10.hana.ondemand.com
            """,
            at="https://tenant-name.authentication.eu10.hana.ondemand.com",
            message="url holds a placeholder, must be the value of the binding credential",
        ),
    ],
)
def placeholder_value(entity: Entity) -> Iterator[Finding]:
    """SAP's guide shows placeholders instead of real values. With a copied placeholder, the connection fails."""
    for entry in entity.placeholders():
        yield Finding(entry, f"{entry.name} holds a placeholder, must be the value of the binding credential")
