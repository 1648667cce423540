"""CALM915 beyond its examples: what is mended, with and without a binding."""

from __future__ import annotations

import pytest

from environments import CTS, at, found, in_block, only
from findings import fix_text
from mtls import linted

RIGHT = "https://eu10.alm.cloud.sap"
HEAD = "cloud_alm_tenant: calm-prod\n"
BINDING = CTS[CTS.index("    binding:") : CTS.index("cts_domains:")]


def with_url(url: str, text: str = CTS) -> str:
    return in_block(text, HEAD, f"root_url: {RIGHT}", f"root_url: {url}")


@pytest.mark.parametrize(
    "url",
    [
        f"{RIGHT}/api",
        f"{RIGHT}/API/",
        f"{RIGHT}/launchpad",
        "http://eu10.alm.cloud.sap",
        "eu10.alm.cloud.sap",
        f"{RIGHT}:8443",
        f"{RIGHT}?a=b",
        f"{RIGHT}#top",
        "https://me@eu10.alm.cloud.sap:",
        "https://us10.alm.cloud.sap",
        "https://acme.authentication.eu10.hana.ondemand.com",
        "https://eu10. alm.cloud.sap",
    ],
)
def test_fix_writes_that_of_the_binding(url: str) -> None:
    text, violation = only(with_url(f'"{url}"'))
    assert (violation.rule.code, violation.severity, at(text, violation)) == ("CALM915", "error", f'"{url}"')
    assert fix_text(violation) == f'"{RIGHT}"'


@pytest.mark.parametrize("url", [f"{RIGHT}/", f"{RIGHT}:443", "HTTPS://EU10.alm.cloud.sap", "${ROOT_URL}"])
def test_accepted(url: str) -> None:
    assert found(with_url(url)) == []


@pytest.mark.parametrize("url", ["", '""'])
def test_missing_url_is_at_the_client(url: str) -> None:
    text, violation = only(with_url(url))
    assert (violation.rule.code, at(text, violation)) == ("CALM915", '"000"')


def test_placeholder_is_said_once() -> None:
    assert found(with_url("https://<tenant>.alm.cloud.sap")) == ["CALM206"]


@pytest.mark.parametrize(
    ("url", "fix"),
    [
        ("https://us10.alm.cloud.sap/api", "https://us10.alm.cloud.sap"),
        ("us10.alm.cloud.sap", "https://us10.alm.cloud.sap"),
        ("https://us10.alm.cloud.sap/launchpad", None),
        ("http://proxy.example.com", None),
    ],
)
def test_without_a_binding_only_the_form_is_checked(url: str, fix: str | None) -> None:
    text = CTS.replace(BINDING, "\n")
    _, violation = only(with_url(url, text))
    assert (violation.rule.code, fix_text(violation)) == ("CALM915", fix)
    assert found(with_url("https://us10.alm.cloud.sap", text)) == []


@pytest.mark.parametrize("host", ["eu10.alm.cloud.sapx", "eu10.alm.cloud.\u017fap"])
def test_fix_takes_no_value_of_a_changed_binding(host: str) -> None:
    text = CTS.replace("Api: https://eu10.alm.cloud.sap/api", f"Api: https://{host}/api")
    changed = linted(text).violations
    assert {each.rule.code for each in changed} == {"CALM915"}
    assert all(each.message.endswith(f"must be https://{host} as in the binding of calm-prod") for each in changed)
    assert not any(each.fix for each in changed)


def test_an_api_url_without_a_host_is_told_at_the_binding() -> None:
    assert found(CTS.replace("Api: https://", "Api: https://https://")) == ["CALM506"]
