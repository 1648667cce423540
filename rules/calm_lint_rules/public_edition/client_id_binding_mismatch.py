"""CALM204: OAuth 2.0 Client ID matches the binding."""

from __future__ import annotations

from collections.abc import Iterator

from calm_lint.api import AlmUser, Bad, Finding, Fix, Good, Severity, Source, rule
from calm_lint_rules._bindings import as_in_binding
from calm_lint_rules._xsappname import is_client_id


@rule(
    AlmUser,
    code="CALM204",
    rung="connects",
    since="0.1",
    severity=Severity.ERROR,
    source=Source("guide", "Procedure 1.6", "2025-05-14"),
    screen="Communication Systems > Users for Outbound Communication > OAuth 2.0 Client ID",
    examples=[
        Good("client_id: sb-calm-deploy!b123456|sapcloudalm!b456789"),
        Bad(
            "client_id: sb-calm-deploy!b123457|sapcloudalm!b456789",
            at="sb-calm-deploy!b123457|sapcloudalm!b456789",
            message="OAuth 2.0 Client ID is sb-calm-deploy!b123457|sapcloudalm!b456789, "
            "must be sb-calm-deploy!b123456|sapcloudalm!b456789 as in the binding of calm-prod",
            fixed="client_id: sb-calm-deploy!b123456|sapcloudalm!b456789",
        ),
    ],
)
def client_id_binding_mismatch(user: AlmUser) -> Iterator[Finding]:
    """The client secret belongs to the client ID of the binding.

    With another client ID, the authorization server answers with 401 and issues no token. A user with Client
    Authentication mTLS is compared with the binding of credential type x509, and one with a secret with the other.
    """
    client_id, tenant = user.client_id, user.system.alm_tenant
    binding = tenant.binding_for(user.kind) if tenant else None
    expected = binding.uaa.clientid.value if binding else None
    if not user.uses_oauth or not client_id.value or not is_client_id(client_id.value):
        return
    if tenant and expected and is_client_id(expected) and client_id.value != expected:
        source = as_in_binding(tenant)
        yield Finding(
            client_id,
            f"OAuth 2.0 Client ID is {client_id.value}, must be {expected}{source}",
            None if _may_log_on_otherwise(user, expected) else Fix.replace(client_id, expected),
            hint=source,
        )


def _may_log_on_otherwise(user: AlmUser, expected: str) -> bool:
    """Check whether a user may be meant for another binding, such as one with a certificate in the place of a secret.

    Then another user of the system has the client ID, or the user has something that the schema does not allow.
    """
    taken = any(other.client_id.value == expected for other in user.system.outbound_users)
    return taken or any(user.entry(key).unknown for key in user.data)
