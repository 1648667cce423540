"""CALM714 beyond its examples: how URLs are compared, and where they must not lead."""

from __future__ import annotations

import pytest

from findings import fix_text, fixed, of_rule, span_of
from mtls import MTLS_HOST, TOKEN_HOST, changed, found, linted

SERVICE = "https://my400200-api.s4hana.cloud.sap/sap/opu/odata4/sap/a_transport"
URL = f"    url: {SERVICE}\n"
NO_SERVICE_URL = (f"            service_url: {SERVICE}\n", "            service_url:\n")


def url(value: str) -> tuple[str, str]:
    return URL, f"    url: {value}\n"


@pytest.mark.parametrize(
    "value", [SERVICE.replace("my400200-api.s4hana", "MY400200-api.S4hana"), f"{SERVICE}/", SERVICE]
)
def test_same_url(value: str) -> None:
    assert found(url(value)) == []


@pytest.mark.parametrize(
    "value",
    [
        SERVICE.replace("a_transport", "A_TRANSPORT"),
        SERVICE.removesuffix("/a_transport"),
        SERVICE.replace("my400200", "my400100"),
        "https://my400200.s4hana.cloud.sap",
        "https://eu10.alm.cloud.sap/api",
        SERVICE.replace("https://", "http://"),
        SERVICE.removeprefix("https://"),
    ],
)
def test_other_url_is_fixed(value: str) -> None:
    text = changed(url(value))
    (violation,) = linted(text).violations
    assert (violation.rule.code, violation.severity) == ("CALM714", "error")
    assert violation.span == span_of(text, value, after="\n    name: CALM_FTR_ATO_74558820100\n    url: ")
    assert fix_text(violation) == SERVICE
    assert linted(fixed(text, violation)).violations == []


@pytest.mark.parametrize("value", ["", '""'])
def test_missing_url_is_said_at_the_name(value: str) -> None:
    text = changed(url(value))
    (violation,) = of_rule(linted(text), "CALM714")
    assert (violation.severity, violation.fix) == ("error", None)
    assert violation.span == span_of(text, "CALM_FTR_ATO_74558820100")


@pytest.mark.parametrize(
    "value",
    [
        "https://my400200.s4hana.cloud.sap/sap",
        "https://MY400200.s4hana.cloud.sap",
        "https://eu10.alm.cloud.sap/api",
        "https://acme.eu10.alm.cloud.sap",
        f"https://{TOKEN_HOST}/oauth/token",
        f"https://{MTLS_HOST}/oauth/token",
        "http://my400200-api.s4hana.cloud.sap/sap",
        "my400200-api.s4hana.cloud.sap/sap",
    ],
)
def test_url_that_cannot_be_one_without_a_service_url(value: str) -> None:
    text = changed(NO_SERVICE_URL, url(value))
    (violation,) = linted(text).violations
    assert (violation.rule.code, violation.severity, violation.fix) == ("CALM714", "error", None)
    assert violation.span == span_of(text, value, after="\n    name: CALM_FTR_ATO_74558820100\n    url: ")


@pytest.mark.parametrize(
    "value",
    [
        SERVICE,
        "https://my400300-api.s4hana.cloud.sap/sap",
        "https://ato.acme.example.com",
        "https://my400100.s4hana.cloud.sap",
        "https://realm.cloud.sap",
    ],
)
def test_url_that_may_be_one_without_a_service_url(value: str) -> None:
    assert found(NO_SERVICE_URL, url(value)) == []


def test_host_for_certificates_stays() -> None:
    text = changed(url(f"https://{MTLS_HOST}/oauth/token"))
    (violation,) = linted(text).violations
    assert (violation.rule.code, violation.fix) == ("CALM714", None)


def test_destination_of_nobody_is_held_to_what_is_known() -> None:
    name = ("name: CALM_FTR_ATO_74558820100", "name: CALM_FTR_ATO_74558820101")
    assert found(name, url("https://ato.acme.example.com")) == ["CALM711"]
    assert found(name, url("https://eu10.alm.cloud.sap")) == ["CALM711", "CALM714"]


def test_other_destination_is_left_alone() -> None:
    other = "  - {name: OTHER, url: http://eu10.alm.cloud.sap}\n"
    assert found(("\ndestinations:\n", f"\ndestinations:\n{other}")) == []


@pytest.mark.parametrize("url", ["https://", "https:// x", "https://svc:Zx9-invented-Zx9@my-api.s4hana.cloud.sap/x"])
def test_url_that_cannot_be_right(url: str) -> None:
    old = "    url: https://my400200-api.s4hana.cloud.sap/sap/opu/odata4/sap/a_transport\n    desc"
    report = linted(changed((old, f'    url: "{url}"\n    desc')))
    (violation,) = of_rule(report, "CALM714")
    assert "Zx9" not in violation.message


def test_port_443_is_no_difference() -> None:
    old = "    url: https://my400200-api.s4hana.cloud.sap/sap/opu/odata4/sap/a_transport\n    desc"
    assert of_rule(linted(changed((old, old.replace(".sap/sap", ".sap:443/sap", 1)))), "CALM714") == []
