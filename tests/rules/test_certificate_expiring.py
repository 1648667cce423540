"""CALM717 beyond its examples: from which day on a certificate is to be replaced."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from calm_lint.api import Linter, Rule
from calm_lint.rulebook.options import with_options
from certificates import lint_beside, made
from findings import codes, span_of
from mtls import CLIENT_CERTIFICATE, INBOUND_CERTIFICATE, MIGRATION, MTLS, changed, found, linted

ISSUED = "issued_on: 2026-09-01"


@pytest.mark.parametrize(
    ("issued", "day", "expected"),
    [
        ("2026-09-01", date(2027, 8, 1), []),
        ("2026-09-01", date(2027, 8, 2), ["CALM717"]),
        ("2026-09-01", date(2027, 9, 1), ["CALM717"]),
        ("2026-09-01", date(2027, 9, 2), ["CALM716"]),
        ("2027-08-02", date(2027, 8, 21), []),
        ("2027-08-02", date(2027, 8, 22), ["CALM717"]),
        ("2027-08-25", date(2027, 8, 29), []),
        ("2027-08-25", date(2027, 8, 30), ["CALM717"]),
        ("2027-08-31", date(2027, 8, 31), []),
        ("2027-08-31", date(2027, 9, 1), ["CALM717"]),
    ],
)
def test_the_last_third_of_its_life_or_thirty_days(issued: str, day: date, expected: list[str]) -> None:
    assert found((ISSUED, f"issued_on: {issued}"), day=day) == expected


@pytest.mark.parametrize(
    ("days", "issued", "day", "expected"),
    [
        pytest.param(60, "2026-09-01", date(2027, 7, 2), [], id="61 days are left"),
        pytest.param(60, "2026-09-01", date(2027, 7, 3), ["CALM717"], id="60 days are left"),
        pytest.param(60, "2027-08-02", date(2027, 8, 21), [], id="a third of 30 days is less than 60"),
        pytest.param(60, "2027-08-02", date(2027, 8, 22), ["CALM717"], id="a third of 30 days"),
        pytest.param(7, "2026-09-01", date(2027, 8, 24), [], id="8 days are left"),
        pytest.param(7, "2026-09-01", date(2027, 8, 25), ["CALM717"], id="7 days are left"),
        pytest.param(0, "2026-09-01", date(2027, 8, 31), [], id="the day before"),
        pytest.param(0, "2026-09-01", date(2027, 9, 1), ["CALM717"], id="the last day"),
    ],
)
def test_option_days(rules: list[Rule], days: int, issued: str, day: date, expected: list[str]) -> None:
    some = [with_options(rule, {"days": days}) for rule in rules if rule.code == "CALM717"]
    text = changed((ISSUED, f"issued_on: {issued}"))
    assert codes(Linter(some, today=lambda: day).lint("a.yaml", text.encode())) == expected


def test_finding_is_a_warning_at_the_day() -> None:
    (violation,) = linted(MTLS, date(2027, 8, 2)).violations
    assert (violation.rule.code, violation.severity, violation.fix) == ("CALM717", "warning", None)
    assert violation.span == span_of(MTLS, "2027-09-01")


def test_end_of_the_file_is_said_at_the_file(rules: list[Rule], tmp_path: Path) -> None:
    soon = made(datetime(2026, 9, 1, tzinfo=UTC), datetime(2026, 11, 26, tzinfo=UTC))
    text = changed(("    issued_on: 2026-09-01\n    expires_on: 2027-09-01\n", "    file: a.pem\n"))
    (violation,) = lint_beside(rules, tmp_path, text, soon).violations
    assert (violation.rule.code, violation.span) == ("CALM717", span_of(text, "a.pem"))


def test_certificate_of_tomorrow() -> None:
    assert found((ISSUED, "issued_on: 2026-12-01")) == []


def test_certificate_that_nobody_uses_may_expire() -> None:
    assert found(text=MIGRATION, day=date(2026, 8, 20)) == []
    assert found(text=MIGRATION, day=date(2027, 8, 1)) == ["CALM717"]


@pytest.mark.parametrize("kind", ["Basic", "JWT"])
def test_users_of_a_system_without_mtls_users_do_not_count(kind: str) -> None:
    changes = [("client_authentication: mTLS", f"client_authentication: {kind}")]
    changes += [("    key_store_location: calm-mtls.pfx\n", "")]
    assert "CALM717" not in found(*changes, day=date(2027, 8, 20))


def test_destination_alone_uses_it() -> None:
    changes = [(CLIENT_CERTIFICATE, ""), (INBOUND_CERTIFICATE, "")]
    assert "CALM717" in found(*changes, day=date(2027, 8, 20))
