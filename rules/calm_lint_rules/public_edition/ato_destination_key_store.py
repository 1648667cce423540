"""CALM713: a destination to the ATO names the key store."""

from __future__ import annotations

from collections.abc import Iterator

from calm_lint.api import Bad, Finding, Good, Landscape, Severity, Source, rule


@rule(
    Landscape,
    code="CALM713",
    rung="collects",
    since="0.1",
    severity=Severity.ERROR,
    source=Source("guide", "Procedure 6.7", "after 2026-06-10"),
    screen="SAP BTP cockpit > Connectivity > Destinations > Key Store Location",
    examples=[
        Good(
            """
            destinations:
              - key_store_location: calm-mtls.pfx
            """
        ),
        Bad(
            """
            destinations:
              - name: CALM_FTR_ATO_745588200
                key_store_location:
            """,
            at="CALM_FTR_ATO_745588200",
            message="Key Store Location is missing, must be the .pfx with the certificate and its key",
        ),
    ],
)
def ato_destination_key_store(landscape: Landscape) -> Iterator[Finding]:
    """SAP Cloud ALM logs on with the certificate in this key store."""
    for destination in landscape.ato_destinations:
        if destination.key_store_location.blank:
            message = "Key Store Location is missing, must be the .pfx with the certificate and its key"
            yield Finding(destination, message)
