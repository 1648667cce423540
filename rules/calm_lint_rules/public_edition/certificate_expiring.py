"""CALM717: a certificate in use does not expire soon."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from calm_lint.api import Bad, Finding, Good, Landscape, Severity, Source, rule


class Options(NamedTuple):
    """The options of certificate-expiring.

    Attributes:
        days: how many days before its end a certificate is to be replaced.
    """

    days: int = 30


@rule(
    Landscape,
    code="CALM717",
    rung="by-the-book",
    since="0.1",
    severity=Severity.WARNING,
    source=Source("SAP BTP documentation (436ed68)", "Certificate Rotation"),
    screen="Manage Client Certificates > Valid To",
    options=Options,
    examples=[
        Good(
            """
            certificates:
              - id: calm-mtls
                key_store: calm-mtls.pfx
                issued_on: 2027-07-20
                expires_on: 2028-07-20
            """,
            today=date(2027, 8, 2),
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
            message="certificate calm-mtls expires on 2027-09-01, in 30 days, should be replaced before",
            today=date(2027, 8, 2),
        ),
        Bad(
            """
            certificates:
              - id: calm-mtls
                key_store: calm-mtls.pfx
                issued_on: 2027-08-01
                expires_on: 2027-08-08
            """,
            at="2027-08-08",
            message="certificate calm-mtls expires on 2027-08-08, in 2 days, should be replaced before",
            today=date(2027, 8, 6),
        ),
    ],
)
def certificate_expiring(landscape: Landscape, options: Options) -> Iterator[Finding]:
    """Replacing a certificate takes time, and nothing is collected while the connection fails.

    It is entered in three places for each tenant: at the inbound user, at the outbound user, and in the key store of
    the destination.

    Of a certificate that lives for a short time, the last third of its life counts.
    """
    for certificate in landscape.certificates_used:
        first, last = certificate.first_day, certificate.last_day
        if not first or not last or landscape.today > last:
            continue
        left = (last - landscape.today).days
        if left <= min(options.days, (last - first).days // 3):
            hint = ", today" if not left else f", in {left} day{'s' if left > 1 else ''}"
            message = f"{certificate.label} expires on {last}{hint}, should be replaced before"
            yield Finding(certificate.end, message, hint=hint)
