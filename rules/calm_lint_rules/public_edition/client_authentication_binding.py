"""CALM703: SAP Cloud ALM has a binding for the way in which a user logs on."""

from __future__ import annotations

from collections.abc import Iterator

from calm_lint.api import (
    MTLS,
    Bad,
    Finding,
    Good,
    Landscape,
    Related,
    Severity,
    Source,
    rule,
)
from calm_lint_rules._credential_types import allowed_types


@rule(
    Landscape,
    code="CALM703",
    rung="connects",
    since="0.1",
    severity=Severity.ERROR,
    source=Source("guide", "Procedure 1", "after 2026-06-10"),
    screen="SAP BTP cockpit > Services > Instances and Subscriptions > binding JSON",
    examples=[
        Good(
            """
            cloud_alm_tenants:
              - id: calm-prod
                usage: productive
                binding:
                  uaa:
                    credential-type: binding-secret
            s4hana_tenants:
              - id: prod
                role: production
                communication_systems:
                  - system_id: CALM_PROD
                    outbound_users:
                      - client_authentication: Basic
                        client_secret: ${CALM_PROD_SECRET}
            """
        ),
        Bad(
            """
            cloud_alm_tenants:
              - id: calm-prod
                usage: productive
                binding:
                  uaa:
                    credential-type: binding-secret
            s4hana_tenants:
              - id: prod
                role: production
                communication_systems:
                  - system_id: CALM_PROD
                    outbound_users:
                      - client_authentication: mTLS
            """,
            at="mTLS",
            message="Client Authentication is mTLS, but calm-prod has no binding of credential type x509",
        ),
    ],
)
def client_authentication_binding(landscape: Landscape) -> Iterator[Finding]:
    """A binding with a secret has no certificate to log on with, and one of credential type x509 has no secret."""
    for tenant, users in landscape.users_of.items():
        bindings = tenant.valid_bindings
        types = [binding.uaa.credential_type for binding in bindings]
        if not types or any(each.blank or each.unknown for each in types):
            continue
        # binding-credential-type reports a binding that must be of another type.
        if any(binding.uaa.credential_type.value not in allowed_types(binding, users) for binding in bindings):
            continue
        for user in users:
            if user.kind and user.system.knows_kinds and not tenant.binding_for(user.kind):
                wanted = "of credential type x509" if user.kind == MTLS else "with a secret"
                at = user if user.client_authentication.blank else user.client_authentication
                name = tenant.id.value or "the SAP Cloud ALM tenant"
                yield Finding(
                    at,
                    f"Client Authentication is {user.kind}, but {name} has no binding {wanted}",
                    related=tuple(Related(each, "the credential type") for each in types),
                )
