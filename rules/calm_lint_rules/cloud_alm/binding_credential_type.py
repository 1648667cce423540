"""CALM507: the binding authenticates in the way that the outbound users do."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from calm_lint.api import Bad, Finding, Good, Landscape, Severity, Source, rule
from calm_lint_rules._credential_types import allowed_types


@rule(
    Landscape,
    code="CALM507",
    rung="connects",
    since="0.1",
    severity=Severity.ERROR,
    source=Source("Managing Your Service Credentials (87b7851)", "Uploading Service Credentials"),
    screen="SAP BTP cockpit > Services > Instances and Subscriptions > binding JSON > uaa.credential-type",
    examples=[
        Good(
            """
            cloud_alm_tenants:
              - id: calm-prod
                usage: productive
                binding:
                  uaa:
                    credential-type: binding-secret
            """
        ),
        Bad(
            """
            cloud_alm_tenants:
              - id: calm-prod
                usage: productive
                binding:
                  uaa:
                    credential-type: x509
            """,
            at="x509",
            message="credential-type is x509, must be binding-secret or instance-secret",
        ),
        Bad(
            """
            cloud_alm_tenants:
              - id: calm-prod
                usage: productive
                provisioned_on: 2026-01-19
                binding:
                  uaa:
                    credential-type: instance-secret
            s4hana_tenants:
              - id: prod
                role: production
                connected_on: 2026-02-02
            """,
            at="instance-secret",
            message="credential-type is instance-secret, must be binding-secret",
        ),
    ],
)
def binding_credential_type(landscape: Landscape) -> Iterator[Finding]:
    """An outbound user with Client Authentication Basic logs on with the secret of a binding.

    A binding of credential type x509 has a certificate and no secret: it is for users with Client Authentication mTLS.
    SAP Cloud ALM tenants provisioned since 2026-01-19 have no instance secrets.
    """
    for tenant in landscape.cloud_alm_tenants:
        for binding in (*tenant.bindings, *tenant.mtls_bindings):
            kind = binding.uaa.credential_type
            if not kind.value:
                continue
            allowed = allowed_types(binding, landscape.users_of.get(tenant, ()))
            if kind.value not in allowed:
                yield Finding(kind, f"credential-type is {kind.value}, must be {_any_of(allowed)}")


def _any_of(types: Sequence[str]) -> str:
    *others, last = types
    return f"{', '.join(others)} or {last}" if others else last
