"""CALM106 beyond its examples: what a token endpoint carries besides host and path."""

from __future__ import annotations

import pytest

from calm_lint.api import AlmSystem
from calm_lint.rulebook.examples import complete
from findings import Lint, codes, fixes

TOKEN = "https://acme.authentication.eu10.hana.ondemand.com"
RIGHT = [f"{TOKEN}/oauth/token"]


@pytest.mark.parametrize(
    ("written", "found", "fixed"),
    [
        (f"http{TOKEN[5:]}/oauth/token", ["CALM106"], RIGHT),
        (f"HTTP{TOKEN[5:]}/oauth/token", ["CALM106"], RIGHT),
        (f"ftp{TOKEN[5:]}/oauth/token", ["CALM106"], [None]),
        (f"{TOKEN}:8443/oauth/token", ["CALM106"], [None]),
        ("https://user@acme.authentication.eu10.hana.ondemand.com/oauth/token", ["CALM106"], [None]),
        (f"{TOKEN}/oauth/token#top", ["CALM106"], [None]),
        (f"'{TOKEN}/oauth/token '", ["CALM106"], [None]),
        (f"{TOKEN}/oauth /token", ["CALM106"], [None]),
    ],
)
def test_token_endpoint(lint: Lint, written: str, found: list[str], fixed: list[str | None]) -> None:
    report = lint(complete(AlmSystem, f"token_endpoint: {written}"))
    assert codes(report) == found
    assert fixes(report) == fixed


@pytest.mark.parametrize(
    ("url", "message"),
    [
        ("http://HOST/oauth/token", "carries http://, must be an https URL"),
        ("https://HOST:8443/oauth/token", "carries port 8443, must be an https URL without it"),
        ("http://HOST:8443/oauth/token", "carries http:// and port 8443, must be an https URL without them"),
    ],
)
def test_message_names_all_that_is_wrong(lint: Lint, url: str, message: str) -> None:
    url = url.replace("HOST", "acme.authentication.eu10.hana.ondemand.com")
    (violation,) = lint(complete(AlmSystem, f"token_endpoint: {url}")).violations
    assert violation.message == f"Token Endpoint {message}"


WSS = "wss://acme.authentication.eu10.hana.ondemand.com"


@pytest.mark.parametrize(
    ("entries", "found"),
    [
        pytest.param(f"token_endpoint: {WSS}/oauth/token", ["CALM106"], id="scheme of a token endpoint"),
    ],
)
def test_one_fault_one_finding(lint: Lint, entries: str, found: list[str]) -> None:
    assert codes(lint(complete(AlmSystem, entries))) == found
