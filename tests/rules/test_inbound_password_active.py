"""CALM709 beyond its examples: whose password is looked at."""

from __future__ import annotations

import pytest

from findings import of_rule, span_of
from mtls import changed, found, linted

DEACTIVATED = "password_deactivated: true"
LAST = f"            {DEACTIVATED}\n"


def test_finding_is_at_the_value_and_has_no_fix() -> None:
    text = changed((DEACTIVATED, "password_deactivated: false"))
    (violation,) = linted(text).violations
    assert (violation.rule.code, violation.severity, violation.fix) == ("CALM709", "warning", None)
    assert violation.span == span_of(text, "false")


@pytest.mark.parametrize("line", ["password_deactivated:", "x-none: 1"])
def test_password_that_nothing_is_told_of(line: str) -> None:
    assert found((DEACTIVATED, line)) == []


def test_each_user_is_looked_at() -> None:
    second = "          - user_name: OTHER_INBOUND\n            password_deactivated: false\n"
    text = changed((LAST, LAST + second))
    (violation,) = of_rule(linted(text), "CALM709")
    assert violation.span == span_of(text, "false")


@pytest.mark.parametrize("kind", ["Basic", "JWT"])
def test_system_without_mtls_users_is_left_alone(kind: str) -> None:
    changes = [(DEACTIVATED, "password_deactivated: false"), ("authentication: mTLS", f"authentication: {kind}")]
    assert "CALM709" not in found(*changes)
