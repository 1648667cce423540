"""CALM701 beyond its examples: which users need a certificate."""

from __future__ import annotations

import pytest

from findings import codes, of_rule, span_of
from mtls import AUTHENTICATION, CLIENT_CERTIFICATE, CLIENT_ID, MIGRATION, changed, found, linted

MISSING = (CLIENT_CERTIFICATE, "")


@pytest.mark.parametrize("spelling", ["mTLS", "mtls", "MTLS", "m-TLS", '"m tls"'])
def test_finding_is_at_the_client_id(spelling: str) -> None:
    text = changed(MISSING, ("client_authentication: mTLS", f"client_authentication: {spelling}"))
    (violation,) = of_rule(linted(text), "CALM701")
    assert (violation.severity, violation.fix) == ("error", None)
    assert violation.span == span_of(text, CLIENT_ID, after="outbound_users:")


def test_certificate_of_a_user_is_missing() -> None:
    assert found(MISSING) == ["CALM701"]
    assert found((CLIENT_CERTIFICATE, '            client_certificate: ""\n')) == ["CALM701"]


def test_method_of_2025_needs_a_certificate() -> None:
    assert found(MISSING, (AUTHENTICATION, ""), ("OAuth 2.0\n", "OAuth 2.0 mTLS\n")) == ["CALM202", "CALM701"]


@pytest.mark.parametrize("authentication", ["", "            client_authentication: Basic\n"])
def test_basic_user_needs_none(authentication: str) -> None:
    assert "CALM208" in found(MISSING, (AUTHENTICATION, authentication))
    assert "CALM701" not in found(MISSING, (AUTHENTICATION, authentication))


def test_each_user_is_looked_at_for_itself() -> None:
    text = changed(("client_authentication: Basic", "client_authentication: mTLS"), text=MIGRATION)
    text = changed(("            client_secret: ${CALM_PROD_SECRET}\n", ""), text=text)
    (violation,) = of_rule(linted(text), "CALM701")
    assert violation.span == span_of(text, CLIENT_ID, after="outbound_users:")


def test_user_of_unknown_kind_silences_its_system() -> None:
    text = changed(("client_authentication: Basic", "client_authentication: JWT"), MISSING, text=MIGRATION)
    assert "CALM701" not in codes(linted(text))
