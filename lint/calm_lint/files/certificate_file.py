"""Reading the file of a client certificate: the PEM that `file` names."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from datetime import UTC

from calm_lint.files.binding_file import read_regular_file
from calm_lint.files.boundary import Boundary, within
from calm_lint.reading.certificate import CertificateFile

# A chain of a few certificates has about ten thousand characters.
LARGEST = 1_000_000

_BLOCK = re.compile(r"-----BEGIN ([A-Z0-9 ]+)-----")
_CERTIFICATE = "CERTIFICATE"
_CERTIFICATES = re.compile(r"-----BEGIN CERTIFICATE-----[^-]*-----END CERTIFICATE-----")
# However it is spelled, and in the files of PuTTY.
_PRIVATE = re.compile(r"private[ -](?:key|lines)", re.IGNORECASE)
_ADVICE = "must be a PEM with certificates only"


MISSING = CertificateFile(fault="does not exist, so nothing is compared with it", missing=True)


def read_certificate(
    folder: str, path: str, boundary: Callable[[str], Boundary | None] = lambda _: None
) -> CertificateFile:
    """Read the file of a client certificate.

    Args:
        folder: the folder of the landscape file.
        path: the path as it stands there, relative to the folder unless it is absolute.
        boundary: returns what a folder belongs to; a file outside of that is not read.
    """
    file = os.path.join(folder, path)
    limit = boundary(os.path.abspath(folder))
    if limit is None or within(file, limit):
        return _read_certificate(file)
    fault = f"is outside of {limit.name}, so that nothing is compared with it; --trust-paths reads it"
    return CertificateFile(fault=fault, missing=True)


def _read_certificate(file: str) -> CertificateFile:
    try:
        raw = read_regular_file(file, LARGEST)
    except FileNotFoundError:
        return MISSING
    except OSError as error:
        return CertificateFile(fault=f"cannot be read: {(error.strerror or 'unknown reason').lower()}")
    except ValueError:
        return CertificateFile(fault="cannot be read: it is no file")
    return certificate_of(raw)


def certificate_of(raw: bytes) -> CertificateFile:
    """Return what the content of a file says of the client certificate."""
    if len(raw) > LARGEST:
        return CertificateFile(fault=f"has more than {LARGEST:,} bytes, {_ADVICE}")
    # PEM is ASCII; the text around the blocks may have any encoding.
    text = raw.decode("latin-1")
    blocks = _BLOCK.findall(text)
    if _PRIVATE.search(_CERTIFICATES.sub("", text)):
        return CertificateFile(private_key=True)
    if not blocks:
        return CertificateFile(fault=f"holds no PEM certificate, {_ADVICE}")
    if set(blocks) != {_CERTIFICATE}:
        other = next(block for block in blocks if block != _CERTIFICATE)
        return CertificateFile(fault=f"holds a {other}, {_ADVICE}")
    return _parse(raw)


def _parse(raw: bytes) -> CertificateFile:
    # Few landscapes name such a file, and importing this takes as long as a whole run.
    from cryptography import x509

    try:
        certificate = x509.load_pem_x509_certificates(raw)[0]
        return CertificateFile(
            certificate.subject.rfc4514_string(),
            certificate.not_valid_before_utc.astimezone(UTC).date(),
            certificate.not_valid_after_utc.astimezone(UTC).date(),
        )
    except ValueError:
        return CertificateFile(fault=f"holds a certificate that cannot be read, {_ADVICE}")
