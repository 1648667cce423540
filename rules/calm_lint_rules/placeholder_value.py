"""CALM206: no placeholder of an example is left."""

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
        Good("name: Acme"),
        Bad(
            """
            cloud_alm_tenants:
              - id: calm-prod
                usage: productive
                provisioned_on: 2023-11-20
                binding:
                  endpoints: {Api: "https://eu10.alm.cloud.sap/api"}
                  uaa:
                    url: https://tenant-name.authentication.eu10.hana.ondemand.com
                    clientid: sb-calm-deploy!b123456|sapcloudalm!b456789
            """,
            at="https://tenant-name.authentication.eu10.hana.ondemand.com",
            message="url holds a placeholder, must be the value of the binding credential",
        ),
    ],
)
def placeholder_value(entity: Entity) -> Iterator[Finding]:
    """SAP's guide shows made-up values. One that is copied with the rest connects to nothing."""
    for entry in entity.placeholders():
        yield Finding(entry, f"{entry.name} holds a placeholder, must be the value of the binding credential")
