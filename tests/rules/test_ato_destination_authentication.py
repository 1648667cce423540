"""CALM712 beyond its examples: spellings of authentication and type."""

from __future__ import annotations

import pytest

from findings import fix_text, of_rule, span_of
from mtls import MTLS, changed, found, linted

AUTHENTICATION = "authentication: ClientCertificateAuthentication"
TYPE = "    type: HTTP\n"
NAME = "CALM_FTR_ATO_74558820099"


@pytest.mark.parametrize(
    "value",
    [
        "clientcertificateauthentication",
        "Client Certificate Authentication",
        "Client-Certificate-Authentication",
        "CLIENT_CERTIFICATE_AUTHENTICATION",
    ],
)
def test_other_spelling_of_the_authentication_is_fixed(value: str) -> None:
    text = changed((AUTHENTICATION, f"authentication: {value}"))
    (violation,) = linted(text).violations
    assert (violation.rule.code, violation.severity) == ("CALM712", "error")
    assert violation.span == span_of(text, value)
    assert fix_text(violation) == "ClientCertificateAuthentication"


@pytest.mark.parametrize(
    "value", ["NoAuthentication", "OAuth2ClientCredentials", "BasicAuthentication", "ClientCertificate"]
)
def test_other_authentication_has_no_fix(value: str) -> None:
    text = changed((AUTHENTICATION, f"authentication: {value}"))
    (violation,) = linted(text).violations
    assert (violation.rule.code, violation.span, violation.fix) == ("CALM712", span_of(text, value), None)


@pytest.mark.parametrize("line", ["", "    authentication:\n"])
def test_missing_authentication_is_said_at_the_name(line: str) -> None:
    text = changed((f"    {AUTHENTICATION}\n", line))
    first, _ = of_rule(linted(text), "CALM712")
    assert (first.severity, first.span, first.fix) == ("error", span_of(text, NAME), None)


@pytest.mark.parametrize("line", ["", "    type:\n"])
def test_type_need_not_be_there(line: str) -> None:
    assert found((TYPE, line)) == []


@pytest.mark.parametrize(("value", "fix"), [("http", "HTTP"), ("Http", "HTTP"), ("RFC", None), ("HTTPS", None)])
def test_type(value: str, fix: str | None) -> None:
    text = changed((TYPE, f"    type: {value}\n"))
    (violation,) = linted(text).violations
    assert (violation.rule.code, violation.severity) == ("CALM712", "error")
    assert violation.span == span_of(text, value, after="    type: ")
    assert fix_text(violation) == fix


def test_both_fields_are_said() -> None:
    text = changed((AUTHENTICATION, "authentication: NoAuthentication"), (TYPE, "    type: RFC\n"))
    assert sorted(each.span for each in linted(text).violations) == [
        span_of(text, "RFC"),
        span_of(text, "NoAuthentication"),
    ]


def test_other_destination_is_left_alone() -> None:
    assert found(("\ndestinations:\n", "\ndestinations:\n  - {name: OTHER, type: RFC}\n"), text=MTLS) == []
