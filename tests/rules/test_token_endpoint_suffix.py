"""CALM105 beyond its examples: what follows the host, and an endpoint that is missing."""

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
        (TOKEN, ["CALM105"], RIGHT),
        (f"{TOKEN}/", ["CALM105"], RIGHT),
        (f"{TOKEN}/oauth", ["CALM105"], RIGHT),
        (f"{TOKEN}/oauth/", ["CALM105"], RIGHT),
        (f"{TOKEN}/oauth/token/", ["CALM105"], RIGHT),
        (f"{TOKEN}/oauth/token/oauth/token", ["CALM105"], RIGHT),
        (f"{TOKEN}/oauth/token/oauth/token/oauth/token", ["CALM105"], RIGHT),
        (f"{TOKEN}//oauth/token", ["CALM105"], RIGHT),
        (f"{TOKEN}/OAuth/Token", ["CALM105"], RIGHT),
        (f"{TOKEN}/oauth/token?grant_type=client_credentials", ["CALM105"], RIGHT),
        (f"{TOKEN}/oauth/token?", ["CALM105"], RIGHT),
        (f"{TOKEN}?grant_type=client_credentials", ["CALM105"], RIGHT),
        (f"{TOKEN}/oauth/authorize", ["CALM105"], [None]),
        (f"{TOKEN}/token", ["CALM105"], [None]),
        (f"{TOKEN}/uaa/oauth/token", ["CALM105"], [None]),
        ("", ["CALM105"], [None]),
        ('""', ["CALM105"], [None]),
        ('"  "', ["CALM105"], [None]),
        ("acme.authentication.eu10.hana.ondemand.com", ["CALM105"], [RIGHT[0].removeprefix("https://")]),
        (f'"{TOKEN}"', ["CALM105"], [f'"{RIGHT[0]}"']),
    ],
)
def test_token_endpoint(lint: Lint, written: str, found: list[str], fixed: list[str | None]) -> None:
    report = lint(complete(AlmSystem, f"token_endpoint: {written}"))
    assert codes(report) == found
    assert fixes(report) == fixed


@pytest.mark.parametrize("written", ["token_endpoint:", 'token_endpoint: ""', "x-none: 1"])
def test_missing_token_endpoint_is_shown_at_the_system_id(lint: Lint, written: str) -> None:
    text = complete(AlmSystem, written)
    if "x-none" in written:
        text = text.replace(f"        token_endpoint: {TOKEN}/oauth/token\n", "")
    (violation,) = lint(text).violations
    assert (violation.rule.code, violation.path) == ("CALM105", "/s4hana_tenants/0/communication_systems/0")


@pytest.mark.parametrize(
    ("url", "message"),
    [
        ("https://HOST/oauth/token?x", "has a query, must end in /oauth/token"),
        ("https://HOST/oauth?x", "has the path /oauth and a query, must end in /oauth/token"),
        ("https://HOST/zoauth?x", "has the path /zoauth and a query, must end in /oauth/token"),
        ("https://HOST?x", "has no path and a query, must end in /oauth/token"),
    ],
)
def test_message_names_all_that_is_wrong(lint: Lint, url: str, message: str) -> None:
    url = url.replace("HOST", "acme.authentication.eu10.hana.ondemand.com")
    (violation,) = lint(complete(AlmSystem, f"token_endpoint: {url}")).violations
    assert violation.message == f"Token Endpoint {message}"
