"""CALM707 beyond its examples: spellings of the method, and systems with several users."""

from __future__ import annotations

import pytest

from findings import fix_text, fixed, of_rule, span_of
from mtls import INBOUND_CERTIFICATE, changed, found, linted

METHOD = "authentication_method: SSL Client Certificate"
SECOND = """\
          - authentication_method: {}
            user_name: OTHER_INBOUND
            certificate: calm-mtls
"""
LAST = "            password_deactivated: true\n"


@pytest.mark.parametrize(
    "spelling",
    [
        "ssl client certificate",
        "SSL CLIENT CERTIFICATE",
        "SSL-Client-Certificate",
        "SSL_Client_Certificate",
        "SSLClientCertificate",
        '"SSL  Client Certificate"',
    ],
)
def test_other_spelling_is_fixed(spelling: str) -> None:
    text = changed((METHOD, f"authentication_method: {spelling}"))
    (violation,) = linted(text).violations
    assert (violation.rule.code, violation.severity) == ("CALM707", "error")
    assert violation.span == span_of(text, spelling)
    assert (fix_text(violation) or "").strip('"') == "SSL Client Certificate"
    assert linted(fixed(text, violation)).violations == []


@pytest.mark.parametrize("method", ["User Name and Password", "OAuth 2.0", "SSL Certificate"])
def test_other_method_has_no_fix(method: str) -> None:
    text = changed((METHOD, f"authentication_method: {method}"))
    (violation,) = linted(text).violations
    assert (violation.rule.code, violation.severity, violation.fix) == ("CALM707", "error", None)
    assert violation.span == span_of(text, method, after="inbound_users:")


@pytest.mark.parametrize("line", ["authentication_method:", "x-method: none"])
def test_missing_method_is_said_at_the_user(line: str) -> None:
    text = changed((METHOD, line))
    (violation,) = of_rule(linted(text), "CALM707")
    assert violation.span == span_of(text, "CALM_ATO_INBOUND")
    assert violation.fix is None


@pytest.mark.parametrize("method", ["User Name and Password", "ssl client certificate", ""])
def test_one_user_of_the_method_is_enough(method: str) -> None:
    assert "CALM707" not in found((LAST, LAST + SECOND.format(method)))
    first_of_two = (METHOD, f"authentication_method: {method}"), (LAST, LAST + SECOND.format("SSL Client Certificate"))
    assert "CALM707" not in found(*first_of_two)


def test_finding_is_at_the_method_of_the_first_user() -> None:
    text = changed((METHOD, "authentication_method: OAuth 2.0"), (LAST, LAST + SECOND.format("Password")))
    (violation,) = of_rule(linted(text), "CALM707")
    assert violation.span == span_of(text, "OAuth 2.0", after="inbound_users:")


@pytest.mark.parametrize("kind", ["Basic", "JWT"])
def test_system_without_mtls_users_is_left_alone(kind: str) -> None:
    changes = [(METHOD, "authentication_method: Password"), ("authentication: mTLS", f"authentication: {kind}")]
    assert "CALM707" not in found(*changes)


def test_certificate_of_the_user_does_not_count() -> None:
    assert found((METHOD, "authentication_method: Password"), (INBOUND_CERTIFICATE, "")) == ["CALM707"]
