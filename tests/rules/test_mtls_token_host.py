"""CALM705 beyond its examples: in which of the two endpoints the host for certificates may stand."""

from __future__ import annotations

import pytest

from findings import codes, span_of
from mtls import MTLS_HOST, TOKEN_HOST, changed, found, linted

ENDPOINT = f"mtls_endpoint: {MTLS_HOST}/oauth/token"
TOKEN_ENDPOINT = f"token_endpoint: {TOKEN_HOST}/oauth/token"
NO_MTLS_ENDPOINT = (ENDPOINT, "mtls_endpoint:")


def token_endpoint(value: str) -> tuple[str, str]:
    return TOKEN_ENDPOINT, f"token_endpoint: {value}"


def test_finding_is_an_information_without_fix() -> None:
    text = changed(NO_MTLS_ENDPOINT)
    (violation,) = linted(text).violations
    assert (violation.rule.code, violation.severity, violation.fix) == ("CALM705", "info", None)
    assert violation.span == span_of(text, f"{TOKEN_HOST}/oauth/token")


@pytest.mark.parametrize("host", [MTLS_HOST, MTLS_HOST.upper(), f"https://{MTLS_HOST}"])
def test_host_in_the_token_endpoint(host: str) -> None:
    assert found(NO_MTLS_ENDPOINT, token_endpoint(f"{host}/oauth/token")) == []


def test_mtls_endpoint_need_not_be_there() -> None:
    assert found((f"        {ENDPOINT}\n", "")) == ["CALM705"]


@pytest.mark.parametrize(
    ("value", "code"),
    [
        (TOKEN_HOST, "CALM105"),
        (f"{TOKEN_HOST}/oauth", "CALM105"),
        ("beta.authentication.eu10.hana.ondemand.com/oauth/token", "CALM107"),
        ("eu10.alm.cloud.sap/oauth/token", "CALM114"),
        ("api.authentication.eu10.hana.ondemand.com/oauth/token", "CALM114"),
    ],
)
def test_silent_where_another_rule_speaks_of_the_token_endpoint(value: str, code: str) -> None:
    codes = found(NO_MTLS_ENDPOINT, token_endpoint(value))
    assert code in codes
    assert "CALM705" not in codes


def test_silent_where_105_speaks_of_the_mtls_endpoint() -> None:
    codes = found((ENDPOINT, f"mtls_endpoint: {TOKEN_HOST}"))
    assert "CALM105" in codes
    assert "CALM705" not in codes


def test_system_with_a_secret_only_is_left_alone() -> None:
    basic = ("client_authentication: mTLS", "client_authentication: Basic")
    assert "CALM705" not in found(NO_MTLS_ENDPOINT, basic)


def test_user_of_unknown_kind_silences_its_system() -> None:
    text = changed(NO_MTLS_ENDPOINT, ("client_authentication: mTLS", "client_authentication: JWT"))
    assert codes(linted(text)) == ["CALM202"]
