"""CALM802: a destination to SAP Cloud Transport Management logs on with a client secret."""

from __future__ import annotations

from collections.abc import Iterator

from calm_lint.api import Bad, Finding, Good, Landscape, Severity, Source, facts, rule
from calm_lint_rules._destinations import differs


@rule(
    Landscape,
    code="CALM802",
    rung="connects",
    since="0.1",
    severity=Severity.ERROR,
    source=Source("SAP Cloud Transport Management Service (8b4af2f)", "Destination Configuration Values"),
    screen="SAP BTP cockpit > Connectivity > Destinations > Authentication, Type, Proxy Type",
    examples=[
        Good("""
            destinations:
              - name: CALM_FTR_CTMS_FEATURES
                type: HTTP
                proxy_type: Internet
                authentication: OAuth2ClientCredentials
                token_service_url_type: Dedicated
            """),
        Bad(
            """
            destinations:
              - name: CALM_FTR_CTMS_FEATURES
                authentication: OAuth2 Client Credentials
            """,
            at="OAuth2 Client Credentials",
            message="Authentication is OAuth2 Client Credentials, must be OAuth2ClientCredentials",
            fixed="""
            destinations:
              - name: CALM_FTR_CTMS_FEATURES
                authentication: OAuth2ClientCredentials
            """,
        ),
        Bad(
            """
            destinations:
              - name: CALM_FTR_CTMS_FEATURES
                authentication: BasicAuthentication
            """,
            at="BasicAuthentication",
            message="Authentication is BasicAuthentication, must be OAuth2ClientCredentials",
        ),
        Bad(
            """
            destinations:
              - name: CALM_FTR_CTMS_FEATURES
                authentication:
            """,
            at="CALM_FTR_CTMS_FEATURES",
            message="Authentication is missing, must be OAuth2ClientCredentials",
        ),
        Bad(
            """
            destinations:
              - name: CALM_FTR_CTMS_FEATURES
                proxy_type: OnPremise
            """,
            at="OnPremise",
            message="Proxy Type is OnPremise, must be Internet",
        ),
    ],
)
def ctms_destination_settings(landscape: Landscape) -> Iterator[Finding]:
    """SAP Cloud Transport Management is reached over the internet, with the client of its service key.

    With other settings, SAP Cloud ALM gets no token and shows no transports of the service.
    """
    for destination, _ in landscape.ctms_destinations:
        if destination.authentication.blank:
            yield Finding(destination, f"Authentication is missing, must be {facts.CTMS_AUTHENTICATION}")
        else:
            yield from differs("Authentication", destination.authentication, facts.CTMS_AUTHENTICATION)
        for label, field, wanted in (
            ("Type", destination.type, "HTTP"),
            ("Proxy Type", destination.proxy_type, "Internet"),
            ("Token Service URL Type", destination.token_service_url_type, "Dedicated"),
        ):
            if not field.blank:
                yield from differs(label, field, wanted)
