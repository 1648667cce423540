"""What reading the file of a client certificate gives."""

from collections.abc import Callable
from datetime import date
from typing import NamedTuple


class CertificateFile(NamedTuple):
    """What came of reading the file of a client certificate.

    Attributes:
        subject: the distinguished name of the owner of its first certificate (RFC 4514), empty if it is unknown.
        issued_on: the first day on which that certificate is valid, in UTC.
        expires_on: the last day.
        fault: why the file cannot be used, in words that hold nothing of its content; empty if it can.
        missing: whether there is no such file.
        private_key: whether it holds a private key.
    """

    subject: str = ""
    issued_on: date | None = None
    expires_on: date | None = None
    fault: str = ""
    missing: bool = False
    private_key: bool = False


CertificateReader = Callable[[str], CertificateFile]
