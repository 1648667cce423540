"""CALM701: an mTLS user has a client certificate."""

from __future__ import annotations

from collections.abc import Iterator

from calm_lint.api import MTLS, AlmUser, Bad, Finding, Good, Severity, Source, rule


@rule(
    AlmUser,
    code="CALM701",
    rung="connects",
    since="0.1",
    severity=Severity.ERROR,
    source=Source("guide", "Procedure 4.5", "after 2026-06-10"),
    screen="Communication Systems > Users for Outbound Communication > SSL Client Certificate",
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
            client_certificate:
            """,
            at="sb-calm-deploy!b123456|sapcloudalm!b456789",
            message="SSL Client Certificate is missing, must be given with Client Authentication mTLS",
        ),
    ],
)
def client_certificate_missing(user: AlmUser) -> Iterator[Finding]:
    """The certificate takes the place of the client secret. Without it, no token is issued."""
    if user.kind == MTLS and user.system.knows_kinds and user.client_certificate.blank:
        yield Finding(user, "SSL Client Certificate is missing, must be given with Client Authentication mTLS")
