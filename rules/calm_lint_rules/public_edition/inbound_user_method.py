"""CALM707: an inbound user logs on with a certificate."""

from __future__ import annotations

from collections.abc import Iterator

from calm_lint.api import CLIENT_CERTIFICATE, AlmSystem, Bad, Finding, Fix, Good, Severity, Source, rule


@rule(
    AlmSystem,
    code="CALM707",
    rung="collects",
    since="0.1",
    severity=Severity.ERROR,
    source=Source("guide", "Procedure 3.2", "after 2026-06-10"),
    screen="Communication Systems > Users for Inbound Communication > Authentication Method",
    examples=[
        Good(
            """
            inbound_users:
              - authentication_method: SSL Client Certificate
                user_name: CALM_ATO_INBOUND
            """
        ),
        Bad(
            """
            inbound_users:
              - authentication_method: ssl client-certificate
                user_name: CALM_ATO_INBOUND
            """,
            at="ssl client-certificate",
            message="Authentication Method is ssl client-certificate, must be SSL Client Certificate",
            fixed="""
            inbound_users:
              - authentication_method: SSL Client Certificate
                user_name: CALM_ATO_INBOUND
            """,
        ),
        Bad(
            """
            inbound_users:
              - authentication_method: User Name and Password
                user_name: CALM_ATO_INBOUND
            """,
            at="User Name and Password",
            message="Authentication Method is User Name and Password, must be SSL Client Certificate",
        ),
    ],
)
def inbound_user_method(system: AlmSystem) -> Iterator[Finding]:
    """SAP Cloud ALM has a certificate to log on with, and no password."""
    users = system.inbound_users
    methods = [user.authentication_method for user in users]
    if not (system.is_mtls and system.knows_kinds and system.knows("inbound_users")) or not users:
        return
    if any(method.unknown or method.value == CLIENT_CERTIFICATE for method in methods):
        return
    first = methods[0]
    if first.blank:
        yield Finding(users[0], f"Authentication Method is missing, must be {CLIENT_CERTIFICATE}")
        return
    fix = Fix.replace(first, CLIENT_CERTIFICATE) if users[0].uses_certificate else None
    yield Finding(first, f"Authentication Method is {first.value}, must be {CLIENT_CERTIFICATE}", fix)
