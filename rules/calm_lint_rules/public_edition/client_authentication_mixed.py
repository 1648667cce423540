"""CALM702: an outbound user has a certificate or a secret, as its Client Authentication says."""

from __future__ import annotations

from collections.abc import Iterator

from calm_lint.api import BASIC, MTLS, AlmUser, Bad, Finding, Good, Severity, Source, rule


@rule(
    AlmUser,
    code="CALM702",
    rung="connects",
    since="0.1",
    severity=Severity.ERROR,
    source=Source("guide", "Procedure 4.4", "after 2026-06-10"),
    screen="Communication Systems > Users for Outbound Communication > Client Authentication",
    examples=[
        Good(
            """
            client_authentication: mTLS
            client_certificate: calm-mtls
            """
        ),
        Bad(
            """
            client_authentication: mTLS
            client_certificate: calm-mtls
            client_secret: ${CALM_PROD_SECRET}
            """,
            at="${CALM_PROD_SECRET}",
            message="Client Secret is given, must not be with Client Authentication mTLS",
        ),
        Bad(
            """
            client_authentication: Basic
            client_secret: ${CALM_PROD_SECRET}
            client_certificate: calm-mtls
            """,
            at="calm-mtls",
            message="SSL Client Certificate is given, must not be with Client Authentication Basic",
        ),
    ],
)
def client_authentication_mixed(user: AlmUser) -> Iterator[Finding]:
    """The screen shows either the field of the secret or that of the certificate.

    Where both are written down, nobody can tell which way the user logs on.
    """
    if not user.system.knows_kinds:
        return
    if user.kind == MTLS and not user.client_secret.blank:
        yield Finding(user.client_secret, "Client Secret is given, must not be with Client Authentication mTLS")
    if user.kind == BASIC and not user.client_certificate.blank:
        message = "SSL Client Certificate is given, must not be with Client Authentication Basic"
        yield Finding(user.client_certificate, message)
