"""CALM708: an inbound user with a certificate has a name and the certificate."""

from __future__ import annotations

from collections.abc import Iterator

from calm_lint.api import AlmSystem, Bad, Finding, Good, InboundUser, Severity, Source, rule


@rule(
    AlmSystem,
    code="CALM708",
    rung="collects",
    since="0.1",
    severity=Severity.ERROR,
    source=Source("guide", "Procedure 3.2, 3.4", "after 2026-06-10"),
    screen="Communication Systems > Users for Inbound Communication",
    examples=[
        Good(
            """
            inbound_users:
              - user_name: CALM_ATO_INBOUND
                certificate: calm-mtls
            """
        ),
        Bad(
            """
            inbound_users:
              - user_name: CALM_ATO_INBOUND
                certificate:
            """,
            at="CALM_ATO_INBOUND",
            message="the certificate of the inbound user is missing, must be the certificate-only .pem",
        ),
        Bad(
            """
            inbound_users:
              - user_name:
                certificate: calm-mtls
            """,
            at="authentication_method",
            message="User Name/Client ID of the inbound user is missing, must be given",
        ),
    ],
)
def inbound_user_incomplete(system: AlmSystem) -> Iterator[Finding]:
    """The certificate is uploaded for a user of this name.

    Without it, SAP Cloud ALM is refused.
    """
    if not (system.is_mtls and system.knows_kinds):
        return
    for user in system.inbound_users:
        if user.uses_certificate:
            yield from _missing(user)


def _missing(user: InboundUser) -> Iterator[Finding]:
    if user.user_name.blank and user.client_id.blank:
        yield Finding(user, "User Name/Client ID of the inbound user is missing, must be given")
    if user.certificate.blank:
        yield Finding(user, "the certificate of the inbound user is missing, must be the certificate-only .pem")
