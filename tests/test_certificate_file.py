"""Reading the file of a client certificate."""

from __future__ import annotations

import subprocess
import sys
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID

from calm_lint.engine.linter import Linter
from calm_lint.files.certificate_file import LARGEST, read_certificate
from calm_lint.files.named_files import named_files
from calm_lint.model import Certificate
from calm_lint.rulebook.examples import complete
from calm_lint.rulebook.rule import Rule

KEY = ec.generate_private_key(ec.SECP256R1())
NAMES = ((NameOID.COUNTRY_NAME, "DE"), (NameOID.ORGANIZATION_NAME, "SAP SE"), (NameOID.COMMON_NAME, "calm-deploy"))


def made(begin: datetime, end: datetime) -> bytes:
    name = x509.Name([x509.NameAttribute(kind, value) for kind, value in NAMES])
    builder = x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(KEY.public_key())
    builder = builder.serial_number(7).not_valid_before(begin).not_valid_after(end)
    return builder.sign(KEY, hashes.SHA256()).public_bytes(Encoding.PEM)


PEM = made(datetime(2026, 9, 1, tzinfo=UTC), datetime(2027, 9, 1, 23, 59, tzinfo=UTC))
PRIVATE = KEY.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())


def found(rules: list[Rule], folder: Path, entries: str, content: bytes) -> list[tuple[str, str, str]]:
    (folder / "a.pem").write_bytes(content)
    text = complete(Certificate, f"file: a.pem\n{entries}")
    linter = Linter(rules, today=lambda: date(2026, 11, 24))
    report = linter.lint("landscape.yaml", text.encode(), named_files(str(folder)))
    assert report.errors == []
    return [(each.rule.code, str(each.severity), each.message) for each in report.violations]


def test_first_certificate_of_a_chain_counts(tmp_path: Path) -> None:
    other = made(datetime(2020, 1, 1, tzinfo=UTC), datetime(2021, 1, 1, tzinfo=UTC))
    (tmp_path / "a.pem").write_bytes(b"subject=CN = calm-deploy\r\n" + PEM.replace(b"\n", b"\r\n") + other)
    read = read_certificate(str(tmp_path), "a.pem")
    assert (read.issued_on, read.expires_on) == (date(2026, 9, 1), date(2027, 9, 1))
    assert read.subject == "CN=calm-deploy,O=SAP SE,C=DE"


def test_days_are_those_of_utc(tmp_path: Path) -> None:
    east = timezone(timedelta(hours=9))
    begin, end = datetime(2026, 9, 1, 3, tzinfo=east), datetime(2027, 9, 1, 3, tzinfo=east)
    (tmp_path / "a.pem").write_bytes(made(begin.astimezone(UTC), end.astimezone(UTC)))
    read = read_certificate(str(tmp_path), "a.pem")
    assert (read.issued_on, read.expires_on) == (date(2026, 8, 31), date(2027, 8, 31))


@pytest.mark.parametrize(
    "entries",
    [
        "",
        "subject: C=DE, O=SAP SE, CN=calm-deploy",
        "subject: cn=calm-deploy + o=SAP SE + c=DE",
        "issued_on: 2026-09-01\nexpires_on: 2027-09-01",
    ],
)
def test_typed_values_are_those_of_the_file(rules: list[Rule], tmp_path: Path, entries: str) -> None:
    assert found(rules, tmp_path, entries, PEM) == []


def test_each_other_value_is_found(rules: list[Rule], tmp_path: Path) -> None:
    entries = "subject: CN=other\nissued_on: 2026-09-02\nexpires_on: 2027-09-02"
    assert sorted(message for _, _, message in found(rules, tmp_path, entries, PEM)) == [
        "expires_on of certificate calm-mtls is 2027-09-02, must be 2027-09-01 as in its file",
        "issued_on of certificate calm-mtls is 2026-09-02, must be 2026-09-01 as in its file",
        "subject of certificate calm-mtls is CN=other, must be CN=calm-deploy,O=SAP SE,C=DE as in its file",
    ]


def test_end_of_the_file_counts_where_none_is_typed(rules: list[Rule], tmp_path: Path) -> None:
    old = made(datetime(2025, 9, 1, tzinfo=UTC), datetime(2026, 9, 1, tzinfo=UTC))
    assert found(rules, tmp_path, "", old) == [
        ("CALM716", "error", "certificate calm-mtls expired on 2026-09-01, must be replaced")
    ]
    soon = made(datetime(2026, 9, 1, tzinfo=UTC), datetime(2026, 11, 26, tzinfo=UTC))
    assert found(rules, tmp_path, "", soon) == [
        ("CALM717", "warning", "certificate calm-mtls expires on 2026-11-26, in 2 days, should be replaced before")
    ]


@pytest.mark.parametrize("content", [PRIVATE, PEM + PRIVATE, PRIVATE + PEM])
def test_private_key_in_the_file_is_a_secret(rules: list[Rule], tmp_path: Path, content: bytes) -> None:
    message = "Certificate File a.pem holds a private key, must hold certificates only"
    assert found(rules, tmp_path, "", content) == [("CALM205", "error", message)]


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (b"", "holds no PEM certificate"),
        (b"\xff\xfe\x00", "holds no PEM certificate"),
        (b"-----BEGIN CERTIFICATE-----\nMIIINVENTED\n-----END CERTIFICATE-----\n", "holds a certificate that cannot"),
        (b"-----BEGIN CERTIFICATE-----\n", "holds a certificate that cannot be read"),
        (PEM + b"-----BEGIN PUBLIC KEY-----\nMIIB\n-----END PUBLIC KEY-----\n", "holds a PUBLIC KEY"),
        (b"x" * (LARGEST + 1), "has more than 1,000,000 bytes"),
    ],
)
def test_file_that_cannot_be_used(rules: list[Rule], tmp_path: Path, content: bytes, fault: str) -> None:
    ((code, severity, message),) = found(rules, tmp_path, "", content)
    assert (code, severity) == ("CALM718", "error")
    assert message.startswith(f"Certificate File a.pem {fault}")


def test_folder_and_missing_file(tmp_path: Path) -> None:
    assert read_certificate(str(tmp_path), ".").fault == "cannot be read: it is no file"
    missing = read_certificate(str(tmp_path), "b.pem")
    assert missing.missing


def test_cryptography_is_imported_for_a_file_only() -> None:
    code = "import sys; sys.argv[1:] = ['examples/landscape.yaml']\ntry:\n  from calm_lint.cli import main; main()\n"
    code += "finally:\n  assert 'cryptography' not in sys.modules"
    folder = Path(__file__).parents[1]
    subprocess.run([sys.executable, "-c", code], cwd=folder, check=True, capture_output=True)


def test_today_of_the_command_line_sets_what_has_expired(tmp_path: Path) -> None:
    (tmp_path / "landscape.yaml").write_text(complete(Certificate, "issued_on: 2026-09-01\nexpires_on: 2027-09-01"))
    for day, status in (("2027-06-01", 0), ("2027-09-02", 1)):
        command = [sys.executable, "-m", "calm_lint", "--today", day, "--format", "concise", "landscape.yaml"]
        done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True)
        assert done.returncode == status, done.stdout + done.stderr
        assert ("CALM716" in done.stdout) == bool(status)
