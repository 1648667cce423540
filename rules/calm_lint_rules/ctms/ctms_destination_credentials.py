"""CALM805: a destination has the client ID and a reference to the secret of the service key."""

from __future__ import annotations

from collections.abc import Iterator

from calm_lint.api import Bad, Finding, Fix, Good, Landscape, Severity, Source, is_reference, rule
from calm_lint_rules._references import reference_for


@rule(
    Landscape,
    code="CALM805",
    rung="connects",
    since="0.1",
    severity=Severity.ERROR,
    source=Source(
        "SAP Cloud Transport Management Service (8b4af2f)", "Destination Configuration Values, Client ID, Client Secret"
    ),
    screen="SAP BTP cockpit > Connectivity > Destinations > Client ID, Client Secret",
    examples=[
        Good("""
            destinations:
              - name: CALM_FTR_CTMS_FEATURES
                client_id: sb-0a1b2c3d-1111-4222-8333-444455556666!b1234|alm-ts-backend!b1603
                client_secret: ${CTMS_MAIN_SECRET}
            """),
        Bad(
            """
            ctms_services:
              - id: ctms-main
                service_key:
                  uaa:
                    clientid: sb-0a1b2c3d-1111-4222-8333-444455556666!b1234|alm-ts-backend!b1603
            destinations:
              - name: CALM_FTR_CTMS_FEATURES
                ctms_service: ctms-main
                client_id: sb-0a1b2c3d-1111-4222-8333-444455556666!b1234
            """,
            at="sb-0a1b2c3d-1111-4222-8333-444455556666!b1234",
            message="Client ID is sb-0a1b2c3d-1111-4222-8333-444455556666!b1234, must be "
            "sb-0a1b2c3d-1111-4222-8333-444455556666!b1234|alm-ts-backend!b1603 as in the "
            "service key of ctms-main",
            fixed="""
            ctms_services:
              - id: ctms-main
                service_key:
                  uaa:
                    clientid: sb-0a1b2c3d-1111-4222-8333-444455556666!b1234|alm-ts-backend!b1603
            destinations:
              - name: CALM_FTR_CTMS_FEATURES
                ctms_service: ctms-main
                client_id: sb-0a1b2c3d-1111-4222-8333-444455556666!b1234|alm-ts-backend!b1603
            """,
        ),
        Bad(
            """
            destinations:
              - name: CALM_FTR_CTMS_FEATURES
                client_id:
            """,
            at="CALM_FTR_CTMS_FEATURES",
            message="Client ID is missing, must be uaa.clientid of the service key",
        ),
        Bad(
            """
            destinations:
              - name: CALM_FTR_CTMS_FEATURES
                client_secret:
            """,
            at="CALM_FTR_CTMS_FEATURES",
            message="Client Secret is missing, must be a reference, such as ${CTMS_MAIN_SECRET}",
        ),
    ],
)
def ctms_destination_credentials(landscape: Landscape) -> Iterator[Finding]:
    """The authorization server needs both the client ID and the client secret of the service key to issue a token.

    The client ID is long and contains a vertical bar, where copying often cuts it off. The reference shows which secret
    belongs to this destination and does not reveal it.
    """
    for destination, service in landscape.ctms_destinations:
        client_id = destination.client_id
        wanted = service.client_id if service else None
        if client_id.blank:
            yield Finding(destination, "Client ID is missing, must be uaa.clientid of the service key")
        elif service and wanted and client_id.value not in (None, wanted) and not is_reference(client_id.value or ""):
            source = f" as in the service key of {service.id.value}"
            message = f"Client ID is {client_id.value}, must be {wanted}{source}"
            yield Finding(client_id, message, Fix.replace(client_id, wanted), hint=source)
        if destination.client_secret.blank:
            hint = f", such as {reference_for(destination)}"
            yield Finding(destination, f"Client Secret is missing, must be a reference{hint}", hint=hint)
