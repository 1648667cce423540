"""CALM718: the file of a certificate holds that certificate."""

from __future__ import annotations

import re
from collections.abc import Iterator

from calm_lint.api import Bad, Certificate, Finding, Good, Related, Severity, Source, rule
from calm_lint_rules.public_edition._certificate import CERTIFICATE


@rule(
    Certificate,
    code="CALM718",
    rung="by-the-book",
    since="0.1",
    severity=Severity.ERROR,
    source=Source("guide", "Procedure 3.4", "after 2026-06-10"),
    screen="Manage Client Certificates",
    examples=[
        Good(
            """
            id: calm-mtls
            subject: CN=calm-deploy,O=SAP SE,C=DE
            issued_on: 2026-09-01
            expires_on: 2027-09-01
            file: certs/calm-prod.pem
            """,
            files=(("certs/calm-prod.pem", CERTIFICATE),),
        ),
        Bad(
            """
            id: calm-mtls
            issued_on: 2026-09-01
            expires_on: 2027-09-10
            file: certs/calm-mtls.pem
            """,
            at="2027-09-10",
            message="expires_on of certificate calm-mtls is 2027-09-10, must be 2027-09-01 as in its file",
            files=(("certs/calm-mtls.pem", CERTIFICATE),),
        ),
        Bad(
            """
            id: calm-mtls
            file: certs/calm-key.pem
            """,
            at="certs/calm-key.pem",
            message="Certificate File certs/calm-key.pem holds no PEM certificate, "
            "must be a PEM with certificates only",
            files=(("certs/calm-key.pem", "PK"),),
        ),
        Bad(
            """
            id: calm-mtls
            file: certs/calm-new.pem
            """,
            at="certs/calm-new.pem",
            message="Certificate File certs/calm-new.pem does not exist, so nothing is compared with it",
        ),
    ],
)
def certificate_file(certificate: Certificate) -> Iterator[Finding]:
    """The file is the certificate that you upload for the inbound user.

    If subject or dates differ, the landscape describes another certificate. If the file does not exist, this is only a
    warning, because the machine that runs the checks may not have it.
    """
    content, file = certificate.content, certificate.file
    if content is None:
        return
    if content.fault:
        severity = Severity.WARNING if content.missing else None
        yield Finding(file, f"Certificate File {file.value} {content.fault}", severity=severity)
        return
    beside = (Related(file, "the file"),)
    subject = certificate.subject
    if content.subject and subject.value and _parts(subject.value) != _parts(content.subject):
        message = f"subject of {certificate.label} is {subject.value}, must be {content.subject} as in its file"
        yield Finding(subject, message, related=beside)
    dates = ((certificate.issued_on, content.issued_on), (certificate.expires_on, content.expires_on))
    for typed, read in dates:
        if typed.value and read and typed.value != read:
            message = f"{typed.steps[-1]} of {certificate.label} is {typed.value}, must be {read} as in its file"
            yield Finding(typed, message, related=beside)


def _parts(subject: str) -> list[str]:
    """Return the parts of a distinguished name, whose order and blanks do not count.

    Parts are separated by commas or by plus signs; what is escaped belongs to a part.
    """
    parts = re.split(r"(?<!\\)[,+]", subject)
    pairs = (part.partition("=") for part in parts)
    return sorted(f"{key.strip().upper()}={''.join(value.split())}" for key, _, value in pairs)
