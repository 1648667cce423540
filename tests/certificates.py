"""The files of client certificates, made for tests."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID

from calm_lint.api import FileReport, Linter, Rule
from calm_lint.files.named_files import named_files

_KEY = ec.generate_private_key(ec.SECP256R1())
_NAMES = ((NameOID.COUNTRY_NAME, "DE"), (NameOID.ORGANIZATION_NAME, "SAP SE"), (NameOID.COMMON_NAME, "calm-deploy"))


def made(begin: datetime, end: datetime) -> bytes:
    """Return a certificate of CN=calm-deploy,O=SAP SE,C=DE as a PEM."""
    name = x509.Name([x509.NameAttribute(kind, value) for kind, value in _NAMES])
    builder = x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(_KEY.public_key())
    builder = builder.serial_number(7).not_valid_before(begin).not_valid_after(end)
    return builder.sign(_KEY, hashes.SHA256()).public_bytes(Encoding.PEM)


PEM = made(datetime(2026, 9, 1, tzinfo=UTC), datetime(2027, 9, 1, 23, 59, tzinfo=UTC))
PRIVATE = _KEY.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())


def lint_beside(rules: list[Rule], folder: Path, text: str, content: bytes) -> FileReport:
    """Lint a landscape beside a file a.pem, as on 2026-11-24."""
    (folder / "a.pem").write_bytes(content)
    linter = Linter(rules, today=lambda: date(2026, 11, 24))
    report = linter.lint("landscape.yaml", text.encode(), named_files(str(folder)))
    assert report.errors == []
    return report
