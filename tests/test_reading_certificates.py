"""Reading the file of a client certificate."""

from __future__ import annotations

import subprocess
import sys
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path

import pytest

from calm_lint.files.certificate_file import read_certificate
from calm_lint.model import Certificate
from calm_lint.rulebook.examples import complete
from calm_lint.rulebook.rule import Rule
from certificates import PEM, PRIVATE, lint_beside, made
from command_line import run


def found(rules: list[Rule], folder: Path, content: bytes) -> list[tuple[str, str, str]]:
    report = lint_beside(rules, folder, complete(Certificate, "file: a.pem"), content)
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


def test_end_of_the_file_counts_where_none_is_typed(rules: list[Rule], tmp_path: Path) -> None:
    old = made(datetime(2025, 9, 1, tzinfo=UTC), datetime(2026, 9, 1, tzinfo=UTC))
    assert found(rules, tmp_path, old) == [
        ("CALM716", "error", "certificate calm-mtls expired on 2026-09-01, must be replaced")
    ]
    soon = made(datetime(2026, 9, 1, tzinfo=UTC), datetime(2026, 11, 26, tzinfo=UTC))
    assert found(rules, tmp_path, soon) == [
        ("CALM717", "warning", "certificate calm-mtls expires on 2026-11-26, in 2 days, should be replaced before")
    ]


@pytest.mark.parametrize("content", [PRIVATE, PEM + PRIVATE, PRIVATE + PEM], ids=["key", "key last", "key first"])
def test_private_key_in_the_file_is_a_secret(rules: list[Rule], tmp_path: Path, content: bytes) -> None:
    message = "Certificate File a.pem holds a private key, must hold certificates only"
    assert found(rules, tmp_path, content) == [("CALM205", "error", message)]


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


@pytest.mark.parametrize(
    "key",
    [
        b"-----begin private key-----\nMIIINVENTED\n",
        b"---- BEGIN PRIVATE KEY ----\nMIIINVENTED\n",
        b"PuTTY-User-Key-File-3: ssh-rsa\nPrivate-Lines: 8\n",
    ],
)
def test_private_key_in_another_form_is_one(tmp_path: Path, key: bytes) -> None:
    (tmp_path / "a.pem").write_bytes(PEM + key)
    assert read_certificate(str(tmp_path), "a.pem").private_key


def test_file_outside_of_the_repository_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "repository"
    (folder / ".git").mkdir(parents=True)
    (tmp_path / "out.pem").write_bytes(PEM)
    text = complete(Certificate, "file: ../out.pem\nsubject: CN=other\n")
    (folder / "landscape.yaml").write_text(text)
    monkeypatch.chdir(folder)
    done = run("--format=concise", "landscape.yaml", "--today=2026-11-24")
    assert "CALM718 certificate-file Certificate File ../out.pem is outside of the repository" in done.out
    assert "calm-deploy" not in done.out
    assert "CN=calm-deploy" in run("landscape.yaml", "--trust-paths", "--today=2026-11-24").out


def test_path_with_a_null_character_is_a_finding(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / "landscape.yaml").write_text(complete(Certificate, 'file: "a.pem\\0x"\n'))
    monkeypatch.chdir(tmp_path)
    done = run("--format=concise", "landscape.yaml", "--today=2026-11-24")
    assert (done.code, done.err) == (0, "")
    assert "CALM718" in done.out
