"""CALM716: a certificate in use has not expired."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from calm_lint.api import Bad, Finding, Good, Landscape, Related, Severity, Source, rule


@rule(
    Landscape,
    code="CALM716",
    rung="connects",
    since="0.1",
    severity=Severity.ERROR,
    source=Source("SAP BTP documentation (63fd9f1)", "Configuring client certificates"),
    screen="Manage Client Certificates > Valid To",
    examples=[
        Good(
            """
            certificates:
              - id: calm-mtls
                key_store: calm-mtls.pfx
                issued_on: 2027-08-20
                expires_on: 2028-08-20
            """,
            today=date(2027, 9, 2),
        ),
        Bad(
            """
            certificates:
              - id: calm-mtls
                key_store: calm-mtls.pfx
                issued_on: 2026-09-01
                expires_on: 2027-09-01
            """,
            at="2027-09-01",
            message="certificate calm-mtls expired on 2027-09-01, must be replaced",
            today=date(2027, 9, 2),
        ),
    ],
)
def certificate_expired(landscape: Landscape) -> Iterator[Finding]:
    """With an expired certificate, neither the tenants log on to SAP Cloud ALM nor SAP Cloud ALM to the tenants.

    One certificate is entered in three places for each tenant: at the inbound user, at the outbound user, and in the
    key store of the destination.
    """
    for certificate, names in landscape.certificates_used.items():
        last = certificate.last_day
        if last and landscape.today > last:
            yield Finding(
                certificate.end,
                f"{certificate.label} expired on {last}, must be replaced",
                related=tuple(Related(name, "uses it") for name in names),
            )
