"""CALM804 beyond its examples: how a URL is compared with the key, its form without a key, and what no fix changes."""

from __future__ import annotations

import pytest

from environments import CTMS, at, found, only
from findings import fix_text

MAIN = "https://acme-admin.authentication.eu10.hana.ondemand.com/oauth/token"
SANDBOX = "https://acme-sandbox.authentication.us10.hana.ondemand.com/oauth/token"


@pytest.mark.parametrize("url", [MAIN.replace("acme", "ACME"), MAIN.replace(".com", ".com:443")])
def test_same_as_the_key(url: str) -> None:
    assert found(CTMS, (MAIN, url)) == []


@pytest.mark.parametrize(
    "url",
    [
        MAIN.removesuffix("/oauth/token"),
        MAIN.removesuffix("/token"),
        f"{MAIN}/",
        f"{MAIN}/oauth/token",
        MAIN.replace("https://", ""),
        MAIN.replace("https", "http"),
        MAIN.replace("eu10", "us10"),
        f"{MAIN}?grant_type=client_credentials",
    ],
)
def test_unlike_the_key(url: str) -> None:
    text, violation = only(CTMS, (MAIN, url))
    assert (violation.rule.code, at(text, violation), fix_text(violation)) == ("CALM804", url, MAIN)


@pytest.mark.parametrize(
    ("url", "fixed"),
    [
        (SANDBOX.removesuffix("/oauth/token"), SANDBOX),
        (SANDBOX.removesuffix("/token"), SANDBOX),
        (f"{SANDBOX}/oauth/token", SANDBOX),
        (f"{SANDBOX}/", SANDBOX),
        (SANDBOX.replace("token", "authorize"), None),
        (SANDBOX.replace("https", "http"), None),
        (SANDBOX.replace("https://", ""), None),
        ("https://eu10.alm.cloud.sap/oauth/token", None),
        (SANDBOX.replace("acme-sandbox", "api"), None),
        ("https:///oauth/token", None),
    ],
)
def test_form_without_a_key(url: str, fixed: str | None) -> None:
    _, violation = only(CTMS, (SANDBOX, url))
    assert (violation.rule.code, fix_text(violation)) == ("CALM804", fixed)


@pytest.mark.parametrize("url", ["https://a.authentication.cn20.platform.sapcloud.cn/oauth/token", '"${URL}"'])
def test_accepted_without_a_key(url: str) -> None:
    assert found(CTMS, (SANDBOX, url)) == []


def test_host_for_certificates_is_left_by_every_fix() -> None:
    _, violation = only(CTMS, (MAIN, MAIN.replace("authentication", "authentication.cert")))
    assert (violation.rule.code, violation.fix) == ("CALM804", None)
    url = SANDBOX.replace("authentication", "authentication.cert").removesuffix("/oauth/token")
    _, violation = only(CTMS, (SANDBOX, url))
    assert (violation.rule.code, violation.fix) == ("CALM804", None)


def test_unknown_url_in_the_key() -> None:
    assert found(CTMS, ("url: https://acme-admin.authentication.eu10.hana.ondemand.com\n", "url: <uaa.url>\n")) == [
        "CALM206"
    ]


@pytest.mark.parametrize("host", ["acme-admin.example", "acme-admin.authentication.eu10.hana.ondemand.comx"])
def test_fix_takes_no_value_of_a_changed_key(host: str) -> None:
    url = "url: https://acme-admin.authentication.eu10.hana.ondemand.com\n"
    _, violation = only(CTMS, (url, f"url: https://{host}\n"))
    assert (violation.rule.code, violation.fix) == ("CALM804", None)
    assert violation.message.endswith(f"must be https://{host}/oauth/token as in the service key of ctms-main")


def test_a_path_in_the_key_is_not_repeated() -> None:
    url = "url: https://acme-admin.authentication.eu10.hana.ondemand.com"
    assert found(CTMS, (f"{url}\n", f"{url}/oauth/token\n")) == []
