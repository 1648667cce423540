"""CALM704 beyond its examples: which hosts an mTLS Endpoint may have, and what is the fault of another rule."""

from __future__ import annotations

import pytest

from findings import codes, span_of
from mtls import MTLS_HOST, TOKEN_HOST, changed, found, linted

ENDPOINT = f"mtls_endpoint: {MTLS_HOST}/oauth/token"
TOKEN_ENDPOINT = f"token_endpoint: {TOKEN_HOST}/oauth/token"
NO_BINDING = ("    binding: ", "    x-binding: ")
NO_CERTURL = (f"        certurl: https://{MTLS_HOST}\n", "")
REST = "authentication.cert.eu10.hana.ondemand.com"


def mtls_endpoint(value: str) -> tuple[str, str]:
    return ENDPOINT, f"mtls_endpoint: {value}"


def test_finding_is_at_the_endpoint_and_has_no_fix() -> None:
    text = changed(mtls_endpoint(f"https://beta.{REST}/oauth/token"))
    (violation,) = linted(text).violations
    assert (violation.rule.code, violation.severity, violation.fix) == ("CALM704", "error", None)
    assert violation.span == span_of(text, f"https://beta.{REST}/oauth/token")


@pytest.mark.parametrize("host", [f"beta.{REST}", f"amce.{REST}", MTLS_HOST.replace("eu10", "us10")])
@pytest.mark.parametrize("binding", [(), (NO_CERTURL,), (NO_BINDING,)], ids=["certurl", "no certurl", "no binding"])
def test_other_zone_or_region(host: str, binding: tuple[tuple[str, str], ...]) -> None:
    assert found(mtls_endpoint(f"{host}/oauth/token"), *binding) == ["CALM704"]


@pytest.mark.parametrize(
    "host",
    [
        TOKEN_HOST,
        "eu10.alm.cloud.sap",
        "acme.authentication.cert.hana.ondemand.com",
        "acme.eu10.authentication.cert.hana.ondemand.com",
        "authentication.cert.eu10.hana.ondemand.com",
        f"{MTLS_HOST}.example.com",
        f"acme.{MTLS_HOST}",
    ],
)
@pytest.mark.parametrize("binding", [(), (NO_BINDING,)], ids=["binding", "no binding"])
def test_host_of_another_form(host: str, binding: tuple[tuple[str, str], ...]) -> None:
    assert "CALM704" in found(mtls_endpoint(f"{host}/oauth/token"), *binding)


@pytest.mark.parametrize("value", [f"https://{MTLS_HOST}/oauth/token", f"{MTLS_HOST.upper()}/oauth/token"])
@pytest.mark.parametrize("binding", [(), (NO_CERTURL,), (NO_BINDING,)], ids=["certurl", "no certurl", "no binding"])
def test_right_host(value: str, binding: tuple[tuple[str, str], ...]) -> None:
    assert found(mtls_endpoint(value), *binding) == []


def test_token_endpoint_may_be_the_same_host() -> None:
    token = (TOKEN_ENDPOINT, f"token_endpoint: {MTLS_HOST}/oauth/token")
    assert found(token) == []
    assert found(token, NO_BINDING) == []
    assert found(token, NO_BINDING, mtls_endpoint(f"beta.{REST}/oauth/token")) == ["CALM704"]


def test_path_is_the_fault_of_105() -> None:
    assert found(mtls_endpoint(MTLS_HOST)) == ["CALM105"]
    assert found(mtls_endpoint(f"beta.{REST}")) == ["CALM105", "CALM704"]


@pytest.mark.parametrize(
    "value",
    [
        f"http://{MTLS_HOST}/oauth/token",
        f"http://beta.{REST}/oauth/token",
        f"https://{MTLS_HOST}:8443/oauth/token",
        f"https://user@beta.{REST}/oauth/token",
        f'"https://beta.{REST}/oauth/token#1"',
        f'"https://beta. {REST}/oauth/token"',
    ],
)
def test_silent_where_106_speaks(value: str) -> None:
    assert "CALM106" in found(mtls_endpoint(value))
    assert "CALM704" not in found(mtls_endpoint(value))


@pytest.mark.parametrize("value", ["", '""'])
def test_no_endpoint(value: str) -> None:
    assert "CALM704" not in found(mtls_endpoint(value))


def test_placeholder_is_the_fault_of_206() -> None:
    assert found(mtls_endpoint(f"<identity-zone>.{REST}/oauth/token")) == ["CALM206"]


def test_hosts_of_china_are_not_known() -> None:
    text = changed(("eu10.hana.ondemand.com", "cn20.platform.sapcloud.cn"), ("eu10", "cn20"))
    assert "CALM704" not in codes(linted(text))


def test_system_with_a_secret_only_is_left_alone() -> None:
    basic = ("client_authentication: mTLS", "client_authentication: Basic")
    assert "CALM704" not in found(mtls_endpoint(f"beta.{REST}/oauth/token"), basic)
