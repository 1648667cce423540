"""CALM709: the password of an inbound user is deactivated."""

from __future__ import annotations

from collections.abc import Iterator

from calm_lint.api import AlmSystem, Bad, Finding, Good, Severity, Source, rule


@rule(
    AlmSystem,
    code="CALM709",
    rung="by-the-book",
    since="0.1",
    severity=Severity.WARNING,
    source=Source("guide", "Procedure 3.4, note", "after 2026-06-10"),
    screen="Maintain Communication Users > Deactivate Password",
    examples=[
        Good(
            """
            inbound_users:
              - user_name: CALM_ATO_INBOUND
                password_deactivated: true
            """
        ),
        Bad(
            """
            inbound_users:
              - user_name: CALM_ATO_INBOUND
                password_deactivated: false
            """,
            at="false",
            message="the password of the inbound user is active, should be deactivated",
        ),
    ],
)
def inbound_password_active(system: AlmSystem) -> Iterator[Finding]:
    """A user that logs on with a certificate needs no password, and a password can be guessed."""
    if system.is_mtls and system.knows_kinds:
        for user in system.inbound_users:
            if user.password_deactivated.value is False:
                message = "the password of the inbound user is active, should be deactivated"
                yield Finding(user.password_deactivated, message)
