"""CALM718 beyond its examples: what is compared with the file, and files that cannot be used."""

from __future__ import annotations

from pathlib import Path

import pytest

from calm_lint.api import Certificate, Rule
from calm_lint.files.certificate_file import LARGEST
from calm_lint.rulebook.examples import complete
from certificates import PEM, lint_beside
from findings import codes, of_rule, span_of


def landscape(entries: str) -> str:
    return complete(Certificate, f"file: a.pem\n{entries}")


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
    assert codes(lint_beside(rules, tmp_path, landscape(entries), PEM)) == []


OTHER = "subject: CN=other\nissued_on: 2026-09-02\nexpires_on: 2027-09-02"


def test_each_other_value_is_found(rules: list[Rule], tmp_path: Path) -> None:
    report = lint_beside(rules, tmp_path, landscape(OTHER), PEM)
    assert sorted(each.message for each in of_rule(report, "CALM718")) == [
        "expires_on of certificate calm-mtls is 2027-09-02, must be 2027-09-01 as in its file",
        "issued_on of certificate calm-mtls is 2026-09-02, must be 2026-09-01 as in its file",
        "subject of certificate calm-mtls is CN=other, must be CN=calm-deploy,O=SAP SE,C=DE as in its file",
    ]


def test_findings_are_at_what_is_typed_and_show_the_file(rules: list[Rule], tmp_path: Path) -> None:
    text = landscape(OTHER)
    violations = of_rule(lint_beside(rules, tmp_path, text, PEM), "CALM718")
    assert {each.severity for each in violations} == {"error"}
    assert [each.fix for each in violations] == [None] * 3
    places = [span_of(text, value) for value in ("CN=other", "2026-09-02", "2027-09-02")]
    assert sorted(each.span for each in violations) == sorted(places)
    assert [[each.span for each in violation.related] for violation in violations] == [[span_of(text, "a.pem")]] * 3


@pytest.mark.parametrize(
    "subject", ["CN=calm-deploy", "CN=calm-deploy,O=SAP SE,C=DE,L=Walldorf", "CN=calm-deploy,O=SAP AG,C=DE"]
)
def test_subject_with_other_parts(rules: list[Rule], tmp_path: Path, subject: str) -> None:
    assert codes(lint_beside(rules, tmp_path, landscape(f"subject: {subject}"), PEM)) == ["CALM718"]


def test_file_of_a_certificate_that_nobody_uses_is_compared(rules: list[Rule], tmp_path: Path) -> None:
    text = landscape("").replace("id: calm-mtls", "id: calm-old\n    subject: CN=other")
    text = text.replace("key_store: calm-mtls.pfx", "key_store: calm-old.pfx")
    assert "CALM718" in codes(lint_beside(rules, tmp_path, text, PEM))


def test_missing_file_is_a_warning(rules: list[Rule], tmp_path: Path) -> None:
    text = landscape("").replace("a.pem", "b.pem")
    (violation,) = lint_beside(rules, tmp_path, text, PEM).violations
    assert (violation.rule.code, violation.severity, violation.fix) == ("CALM718", "warning", None)
    assert violation.span == span_of(text, "b.pem")


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
    # An id must not hold a key that each process generates anew.
    ids=["empty", "binary", "no certificate", "cut off", "public key", "too large"],
)
def test_file_that_cannot_be_used(rules: list[Rule], tmp_path: Path, content: bytes, fault: str) -> None:
    text = landscape("")
    (violation,) = lint_beside(rules, tmp_path, text, content).violations
    assert (violation.rule.code, violation.severity) == ("CALM718", "error")
    assert violation.span == span_of(text, "a.pem")
    assert violation.message.startswith(f"Certificate File a.pem {fault}")
