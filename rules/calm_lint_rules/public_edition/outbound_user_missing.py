"""CALM201: the communication system has a user for outbound communication."""

from __future__ import annotations

from collections.abc import Iterator

from calm_lint.api import AlmSystem, Bad, Finding, Good, Severity, Source, rule


@rule(
    AlmSystem,
    code="CALM201",
    rung="connects",
    since="0.1",
    severity=Severity.ERROR,
    source=Source("guide", "Procedure 1.5", "2025-05-14"),
    screen="Communication Systems > Users for Outbound Communication",
    examples=[
        Good(
            """
            outbound_users:
              - authentication_method: OAuth 2.0
            """
        ),
        Bad(
            "outbound_users: []",
            at="CALM_PROD",
            message="user for outbound communication is missing in CALM_PROD",
        ),
    ],
)
def outbound_user_missing(system: AlmSystem) -> Iterator[Finding]:
    """The outbound services log on to SAP Cloud ALM with this user. Without it, SAP Cloud ALM rejects every call."""
    users = system.entry("outbound_users")
    if users.missing:
        named = system.named and f" in{system.named}"
        yield Finding(users, f"user for outbound communication is missing{named}", named=named)
