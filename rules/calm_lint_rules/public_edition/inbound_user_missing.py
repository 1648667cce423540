"""CALM706: a communication system with mTLS has an inbound user."""

from __future__ import annotations

from collections.abc import Iterator

from calm_lint.api import AlmSystem, Bad, Finding, Good, Severity, Source, rule


@rule(
    AlmSystem,
    code="CALM706",
    rung="collects",
    since="0.1",
    severity=Severity.WARNING,
    source=Source("guide", "Procedure 3", "after 2026-06-10"),
    screen="Communication Systems > Users for Inbound Communication",
    examples=[
        Good(
            """
            inbound_users:
              - authentication_method: SSL Client Certificate
                user_name: CALM_ATO_INBOUND
                certificate: calm-mtls
            """
        ),
        Bad(
            """
            mtls_endpoint: acme.authentication.cert.eu10.hana.ondemand.com/oauth/token
            inbound_users:
            """,
            at="CALM_PROD",
            message="the inbound user of CALM_PROD is missing, "
            "SAP Cloud ALM should have one of method SSL Client Certificate",
        ),
    ],
)
def inbound_user_missing(system: AlmSystem) -> Iterator[Finding]:
    """SAP Cloud ALM logs on to the tenant with it, to create transports."""
    if system.is_mtls and system.knows_kinds and system.entry("inbound_users").missing:
        named = system.named and f" of{system.named}"
        message = f"the inbound user{named} is missing, SAP Cloud ALM should have one of method SSL Client Certificate"
        yield Finding(system, message, named=named)
