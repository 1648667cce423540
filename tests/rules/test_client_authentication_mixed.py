"""CALM702 beyond its examples: what each kind of user must not have."""

from __future__ import annotations

import pytest

from findings import codes, of_rule, span_of
from mtls import AUTHENTICATION, CLIENT_CERTIFICATE, MIGRATION, changed, found, linted

BOTH = f"{CLIENT_CERTIFICATE}            client_secret: ${{CALM_PROD_SECRET}}\n"
WITH_SECRET = (CLIENT_CERTIFICATE, BOTH)


@pytest.mark.parametrize("spelling", ["mTLS", "M-TLS", '"m tls"'])
def test_secret_of_an_mtls_user(spelling: str) -> None:
    text = changed(WITH_SECRET, ("client_authentication: mTLS", f"client_authentication: {spelling}"))
    (violation,) = of_rule(linted(text), "CALM702")
    assert (violation.severity, violation.fix) == ("error", None)
    assert violation.span == span_of(text, "${CALM_PROD_SECRET}")


def test_secret_of_the_method_of_2025() -> None:
    assert found(WITH_SECRET, (AUTHENTICATION, ""), ("OAuth 2.0\n", "OAuth 2.0 mTLS\n")) == ["CALM202", "CALM702"]


def test_certificate_of_a_basic_user_beside_an_mtls_user() -> None:
    secret = "            client_secret: ${CALM_PROD_SECRET}\n"
    text = changed((secret, f"{secret}{CLIENT_CERTIFICATE}"), text=MIGRATION)
    (violation,) = of_rule(linted(text), "CALM702")
    assert (violation.severity, violation.fix) == ("error", None)
    assert violation.span == span_of(text, "calm-mtls", after=f"{secret}            client_certificate: ")


def test_user_with_both_and_without_client_authentication_is_a_basic_user() -> None:
    text = changed(WITH_SECRET, (AUTHENTICATION, ""))
    (violation,) = of_rule(linted(text), "CALM702")
    assert violation.span == span_of(text, "calm-mtls", after="client_certificate: ")


@pytest.mark.parametrize("authentication", ["JWT", "None"])
def test_user_of_unknown_kind_may_have_both(authentication: str) -> None:
    text = changed(WITH_SECRET, ("client_authentication: mTLS", f"client_authentication: {authentication}"))
    assert "CALM202" in codes(linted(text))
    assert "CALM702" not in codes(linted(text))


def test_user_of_unknown_kind_silences_its_system() -> None:
    text = changed(WITH_SECRET, ("client_authentication: Basic", "client_authentication: JWT"), text=MIGRATION)
    assert "CALM702" not in codes(linted(text))


def test_empty_fields_are_not_given() -> None:
    assert found((CLIENT_CERTIFICATE, f"{CLIENT_CERTIFICATE}            client_secret:\n")) == []
