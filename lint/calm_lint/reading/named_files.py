"""The readers of the files that a landscape names."""

from typing import NamedTuple

from calm_lint.reading.certificate import CertificateReader
from calm_lint.reading.credential import CredentialReader


class NamedFiles(NamedTuple):
    """Reads the files that a landscape names, by their paths in it.

    Attributes:
        credential: reads a binding credential.
        service_key: reads a service key of SAP Cloud Transport Management.
        certificate: reads the file of a client certificate.
    """

    credential: CredentialReader
    service_key: CredentialReader
    certificate: CertificateReader
