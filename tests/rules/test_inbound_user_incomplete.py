"""CALM708 beyond its examples: what is missing of which inbound users."""

from __future__ import annotations

import pytest

from findings import of_rule, span_of
from mtls import INBOUND_CERTIFICATE, changed, found, linted

NAME = "            user_name: CALM_ATO_INBOUND\n"
LAST = "            password_deactivated: true\n"


def test_missing_certificate_is_said_at_the_user() -> None:
    text = changed((INBOUND_CERTIFICATE, ""))
    (violation,) = linted(text).violations
    assert (violation.rule.code, violation.severity, violation.fix) == ("CALM708", "error", None)
    assert violation.span == span_of(text, "CALM_ATO_INBOUND")


@pytest.mark.parametrize("line", ["", "            user_name:\n", '            user_name: ""\n'])
def test_no_name(line: str) -> None:
    assert found((NAME, line)) == ["CALM708"]


def test_client_id_takes_the_place_of_a_name() -> None:
    assert found(("user_name: CALM", "client_id: CALM")) == []


def test_each_missing_field_is_reported() -> None:
    report = linted(changed((NAME, ""), (INBOUND_CERTIFICATE, "")))
    messages = [each.message for each in report.violations if each.rule.code == "CALM708"]
    assert len(messages) == 2
    assert any("User Name/Client ID" in each for each in messages)
    assert any("certificate" in each for each in messages)


def test_each_user_of_the_method_is_looked_at() -> None:
    second = "          - authentication_method: SSL Client Certificate\n            user_name: OTHER_INBOUND\n"
    text = changed((LAST, LAST + second))
    (violation,) = of_rule(linted(text), "CALM708")
    assert violation.span == span_of(text, "OTHER_INBOUND")


@pytest.mark.parametrize("method", ["User Name and Password", ""])
def test_user_of_another_method_is_left_alone(method: str) -> None:
    second = f"          - authentication_method: {method}\n            user_name: OTHER_INBOUND\n"
    assert found((LAST, LAST + second)) == []
    assert found((NAME, ""), (INBOUND_CERTIFICATE, ""), ("SSL Client Certificate", "Password")) == ["CALM707"]


@pytest.mark.parametrize("kind", ["Basic", "JWT"])
def test_system_without_mtls_users_is_left_alone(kind: str) -> None:
    changes = [(INBOUND_CERTIFICATE, ""), ("client_authentication: mTLS", f"client_authentication: {kind}")]
    assert "CALM708" not in found(*changes)
