"""CALM716 beyond its examples: which certificates are in use, and on which day they have expired."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from calm_lint.api import Rule
from certificates import lint_beside, made
from findings import codes, of_rule, span_of
from mtls import CLIENT_CERTIFICATE, INBOUND_CERTIFICATE, MIGRATION, MTLS, changed, found, linted

AFTER = date(2027, 9, 2)
LOCATION = "    key_store_location: calm-mtls.pfx\n"


def test_certificate_is_valid_on_its_last_day() -> None:
    assert "CALM716" not in found(day=date(2027, 9, 1))
    assert found(day=AFTER) == ["CALM716"]


def test_finding_is_at_the_day_and_shows_what_uses_the_certificate() -> None:
    (violation,) = linted(MTLS, AFTER).violations
    assert (violation.severity, violation.fix) == ("error", None)
    assert violation.span == span_of(MTLS, "2027-09-01")
    assert {each.span for each in violation.related} == {
        span_of(MTLS, "calm-mtls", after="client_certificate: "),
        span_of(MTLS, "calm-mtls", after="            certificate: "),
        span_of(MTLS, "calm-mtls.pfx", after="key_store_location: "),
    }


USES = [
    pytest.param([(CLIENT_CERTIFICATE, ""), (INBOUND_CERTIFICATE, "")], id="destination"),
    pytest.param([(CLIENT_CERTIFICATE, ""), (LOCATION, "")], id="inbound user"),
    pytest.param([(INBOUND_CERTIFICATE, ""), (LOCATION, "")], id="outbound user"),
]


@pytest.mark.parametrize("changes", USES)
def test_one_use_is_enough(changes: list[tuple[str, str]]) -> None:
    assert "CALM716" in found(*changes, day=AFTER)


def test_certificate_that_nobody_uses_may_expire() -> None:
    assert "calm-mtls-2025" in MIGRATION
    assert found(text=MIGRATION, day=date(2026, 9, 2)) == []
    assert found(text=MIGRATION, day=date(2027, 8, 16)) == ["CALM716"]
    unused = [(CLIENT_CERTIFICATE, ""), (INBOUND_CERTIFICATE, ""), (LOCATION, "")]
    assert "CALM716" not in found(*unused, day=AFTER)


def test_only_destinations_to_the_ato_use_a_certificate() -> None:
    changes = [(CLIENT_CERTIFICATE, ""), (INBOUND_CERTIFICATE, ""), ("name: CALM_FTR_ATO_", "name: OTHER_")]
    assert "CALM716" not in found(*changes, day=AFTER)


@pytest.mark.parametrize("kind", ["Basic", "JWT"])
def test_users_of_a_system_without_mtls_users_do_not_count(kind: str) -> None:
    changes = [("client_authentication: mTLS", f"client_authentication: {kind}"), (LOCATION, "")]
    assert "CALM716" not in found(*changes, day=AFTER)


def test_certificate_without_an_end() -> None:
    assert found(("    expires_on: 2027-09-01\n", ""), day=AFTER) == []


def test_end_of_the_file_is_said_at_the_file(rules: list[Rule], tmp_path: Path) -> None:
    old = made(datetime(2025, 9, 1, tzinfo=UTC), datetime(2026, 11, 23, tzinfo=UTC))
    text = changed(("    issued_on: 2026-09-01\n    expires_on: 2027-09-01\n", "    file: a.pem\n"))
    report = lint_beside(rules, tmp_path, text, old)
    (violation,) = report.violations
    assert (violation.rule.code, violation.span) == ("CALM716", span_of(text, "a.pem"))


def test_typed_end_counts_before_that_of_the_file(rules: list[Rule], tmp_path: Path) -> None:
    old = made(datetime(2025, 9, 1, tzinfo=UTC), datetime(2026, 11, 23, tzinfo=UTC))
    text = changed(("    expires_on: 2027-09-01\n", "    expires_on: 2027-09-01\n    file: a.pem\n"))
    assert set(codes(lint_beside(rules, tmp_path, text, old))) == {"CALM718"}


def test_each_expired_certificate_is_one_finding() -> None:
    text = changed((LOCATION, "    key_store_location: calm-mtls-2025.pfx\n"), text=MIGRATION)
    violations = of_rule(linted(text, date(2027, 8, 16)), "CALM716")
    assert [each.span for each in violations] == [span_of(text, "2026-09-01"), span_of(text, "2027-08-15")]
