"""CALM712: SAP Cloud ALM logs on with a certificate."""

from __future__ import annotations

from collections.abc import Iterator

from calm_lint.api import Bad, Finding, Good, Landscape, Severity, Source, facts, rule
from calm_lint_rules._destinations import differs


@rule(
    Landscape,
    code="CALM712",
    rung="collects",
    since="0.1",
    severity=Severity.ERROR,
    source=Source("guide", "Procedure 6.6", "after 2026-06-10"),
    screen="SAP BTP cockpit > Connectivity > Destinations > Authentication, Type",
    examples=[
        Good(
            """
            destinations:
              - authentication: ClientCertificateAuthentication
                type: HTTP
            """
        ),
        Bad(
            """
            destinations:
              - authentication: Client Certificate Authentication
            """,
            at="Client Certificate Authentication",
            message="Authentication is Client Certificate Authentication, must be ClientCertificateAuthentication",
            fixed="""
            destinations:
              - authentication: ClientCertificateAuthentication
            """,
        ),
        Bad(
            """
            destinations:
              - authentication: BasicAuthentication
            """,
            at="BasicAuthentication",
            message="Authentication is BasicAuthentication, must be ClientCertificateAuthentication",
        ),
        Bad(
            """
            destinations:
              - name: CALM_FTR_ATO_745588200
                authentication:
            """,
            at="CALM_FTR_ATO_745588200",
            message="Authentication is missing, must be ClientCertificateAuthentication",
        ),
        Bad(
            """
            destinations:
              - type: RFC
            """,
            at="RFC",
            message="Type is RFC, must be HTTP",
        ),
    ],
)
def ato_destination_authentication(landscape: Landscape) -> Iterator[Finding]:
    """The inbound user of the tenant has a certificate, and no password."""
    for destination in landscape.ato_destinations:
        authentication, kind = destination.authentication, destination.type
        if authentication.blank:
            yield Finding(destination, f"Authentication is missing, must be {facts.DESTINATION_AUTHENTICATION}")
        else:
            yield from differs("Authentication", authentication, facts.DESTINATION_AUTHENTICATION)
        if not kind.blank:
            yield from differs("Type", kind, "HTTP")
