"""CALM206: no value is a placeholder."""

from __future__ import annotations

from collections.abc import Iterator

from calm_lint.api import (
    Bad,
    Destination,
    Entity,
    Finding,
    Good,
    InboundUser,
    ServiceKey,
    ServiceKeyUaa,
    Severity,
    Source,
    rule,
)
from calm_lint_rules._references import SECRET_FIELDS, reference_for

_OF_BINDING = (
    *("Api", "url", "certurl", "clientid", "identityzone"),
    *("host_name", "token_endpoint", "mtls_endpoint", "root_url", "client_id"),
)


@rule(
    Entity,
    code="CALM206",
    rung="connects",
    since="0.1",
    severity=Severity.ERROR,
    source=Source("guide", "Procedure 1.6", "2025-05-14"),
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
        Bad(
            """
            s4hana_tenants:
              - id: prod
                role: production
                communication_systems:
                  - system_id: CALM_PROD
                    outbound_users:
                      - client_secret: <client secret>
            """,
            at="<client secret>",
            message="client_secret holds a placeholder, must be a reference to the secret, such as ${CALM_PROD_SECRET}",
        ),
    ],
)
def placeholder_value(entity: Entity) -> Iterator[Finding]:
    """SAP's guide shows placeholders instead of real values. With a copied placeholder, the connection fails."""
    for entry in entity.placeholders():
        fault = f"{entry.name} holds a placeholder, must be"
        if entry.name in SECRET_FIELDS:
            hint = f", such as {reference_for(entity)}"
            yield Finding(entry, f"{fault} a reference to the secret{hint}", hint=hint)
        else:
            yield Finding(entry, f"{fault} the {_meant(entity, entry.name)}")


def _meant(entity: Entity, field: str) -> str:
    of_key = isinstance(entity, Destination) and entity.is_ctms and field in ("url", "client_id", "token_service_url")
    if of_key or isinstance(entity, ServiceKey | ServiceKeyUaa):
        return "value of the service key"
    of_binding = field in _OF_BINDING and not isinstance(entity, Destination | InboundUser)
    return "value of the binding credential" if of_binding else "real value"
