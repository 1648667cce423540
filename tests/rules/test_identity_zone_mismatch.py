"""CALM509 beyond its examples: zones beside that of the URL."""

from __future__ import annotations

import pytest

from calm_lint.api import Uaa
from calm_lint.rulebook.examples import complete
from findings import Lint, codes, span_of
from mtls import MIGRATION, linted

URL = "https://acme.authentication.eu10.hana.ondemand.com"


@pytest.mark.parametrize(
    ("entries", "found"),
    [
        pytest.param("identityzone: aaa", ["CALM509"], id="zone before that of the URL"),
        pytest.param("identityzone: zzz", ["CALM509"], id="zone behind that of the URL"),
        pytest.param("identityzone: ACME", [], id="zone in upper case"),
    ],
)
def test_one_fault_one_finding(lint: Lint, entries: str, found: list[str]) -> None:
    assert codes(lint(complete(Uaa, entries))) == found


@pytest.mark.parametrize(
    ("entries", "later", "earlier"),
    [
        (f"url: {URL}\nidentityzone: beta", "beta", URL),
        (f"identityzone: beta\nurl: {URL}", URL, "beta"),
    ],
)
def test_finding_is_at_the_later_of_both(lint: Lint, entries: str, later: str, earlier: str) -> None:
    text = complete(Uaa, entries)
    (violation,) = lint(text).violations
    (related,) = violation.related
    assert violation.span == span_of(text, later, after="uaa:")
    assert related.span == span_of(text, earlier, after="uaa:")


@pytest.mark.parametrize("written", ['""', ""])
def test_zone_that_is_not_given(lint: Lint, written: str) -> None:
    assert "CALM509" not in codes(lint(complete(Uaa, f"identityzone: {written}")))


CERTURL = "https://acme.authentication.cert.eu10.hana.ondemand.com"


@pytest.mark.parametrize(
    ("entries", "found"),
    [
        pytest.param(f"certurl: {CERTURL}", [], id="the twin of uaa.url"),
        pytest.param(f"certurl: {CERTURL}/", [], id="with a slash"),
        pytest.param(f"certurl: {URL}", ["CALM509"], id="without .cert"),
        pytest.param("certurl: https://evil.example.com", ["CALM509"], id="no host of SAP"),
        pytest.param(f"certurl: {CERTURL.replace('eu10', 'us10')}", ["CALM108", "CALM509"], id="another region"),
        pytest.param(f"url: {CERTURL}", ["CALM509"], id="swapped"),
    ],
)
def test_host_for_certificates(lint: Lint, entries: str, found: list[str]) -> None:
    assert codes(lint(complete(Uaa, entries))) == found


def test_second_binding_is_of_the_same_tenant() -> None:
    beta = URL.replace("acme", "beta")
    text = MIGRATION.replace("        certurl: ", f"        url: {beta}\n        certurl: ").replace(
        "certurl: https://acme", "certurl: https://beta"
    )
    (violation,) = (each for each in linted(text).violations if each.rule.code == "CALM509")
    assert violation.path == "/cloud_alm_tenants/0/mtls_binding/uaa/url"
    assert [each.span for each in violation.related] == [span_of(text, URL)]
