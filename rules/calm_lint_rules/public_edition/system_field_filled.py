"""CALM120: fields that the setup leaves alone are empty."""

from __future__ import annotations

from collections.abc import Iterator

from calm_lint.api import AlmSystem, Bad, Finding, Good, Severity, Source, rule


@rule(
    AlmSystem,
    code="CALM120",
    rung="by-the-book",
    since="0.1",
    severity=Severity.WARNING,
    source=Source("guide", "screens of Procedure 1.3 and 1.4", "2025-05-14"),
    screen="Communication Systems > Hub System; OAuth 2.0 Settings > Auth. Endpoint, Audience",
    examples=[
        Good(
            """
            is_hub_system: false
            auth_endpoint:
            audience:
            """
        ),
        Bad(
            """
            is_hub_system: true
            """,
            at="true",
            message="Hub System is ticked, should not be",
        ),
        Bad(
            """
            auth_endpoint: https://acme.authentication.eu10.hana.ondemand.com/oauth/authorize
            """,
            at="https://acme.authentication.eu10.hana.ondemand.com/oauth/authorize",
            message="Auth. Endpoint is filled in, should be empty",
        ),
        Bad(
            """
            audience: https://acme.authentication.eu10.hana.ondemand.com
            """,
            at="https://acme.authentication.eu10.hana.ondemand.com",
            message="Audience is filled in, should be empty",
        ),
    ],
)
def system_field_filled(system: AlmSystem) -> Iterator[Finding]:
    """The connection needs none of these fields.

    A hub system passes calls on to other systems, and the two others belong to other ways to log on.
    """
    if system.is_hub_system.value:
        yield Finding(system.is_hub_system, "Hub System is ticked, should not be")
    for field, label in ((system.auth_endpoint, "Auth. Endpoint"), (system.audience, "Audience")):
        if not field.blank:
            yield Finding(field, f"{label} is filled in, should be empty")
