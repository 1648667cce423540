"""CALM208: an OAuth 2.0 user has a client ID and, unless it uses mTLS, a reference to its client secret."""

from __future__ import annotations

from collections.abc import Iterator

from calm_lint.api import BASIC, AlmUser, Bad, Finding, Good, Scalar, Severity, Source, rule
from calm_lint_rules._references import reference_for


@rule(
    AlmUser,
    code="CALM208",
    rung="connects",
    since="0.1",
    severity=Severity.ERROR,
    source=Source("guide", "Procedure 1.6", "2025-05-14"),
    screen="Communication Systems > Users for Outbound Communication > OAuth 2.0 Client ID, Client Secret",
    examples=[
        Good("client_secret: ${CALM_PROD_SECRET}"),
        Bad(
            "client_secret:",
            at="sb-calm-deploy!b123456|sapcloudalm!b456789",
            message="Client Secret is missing, must be a reference, such as ${CALM_PROD_SECRET}",
        ),
        Bad(
            "client_id:",
            at="authentication_method",
            message="OAuth 2.0 Client ID is missing, must be that of the binding",
        ),
    ],
)
def client_secret_missing(user: AlmUser) -> Iterator[Finding]:
    """The authorization server needs both the client ID and the client secret to issue a token.

    The reference shows which secret belongs to this user and does not reveal it. A user with Client Authentication
    mTLS has a client certificate in the place of the secret.
    """
    if not user.uses_oauth or user.kind is None:
        return
    if _is_empty(user.client_id):
        yield Finding(user.client_id, "OAuth 2.0 Client ID is missing, must be that of the binding")
    if user.kind == BASIC and _is_empty(user.client_secret):
        hint = f", such as {reference_for(user)}"
        yield Finding(user.client_secret, f"Client Secret is missing, must be a reference{hint}", hint=hint)


def _is_empty(field: Scalar[str]) -> bool:
    return field.missing or field.value == "" or (field.value or "").isspace()
