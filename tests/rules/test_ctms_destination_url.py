"""CALM803 beyond its examples: how a URL is compared with the key, and its form without a key."""

from __future__ import annotations

import pytest

from environments import CTMS, at, found, only
from findings import fix_text

URL = "    url: https://transport-service-app-backend.ts.cfapps.eu10.hana.ondemand.com\n    proxy_type"
SANDBOX = "https://transport-service-app-backend.ts.cfapps.us10.hana.ondemand.com/"


@pytest.mark.parametrize("url", ["https://Transport-Service-App-Backend.ts.cfapps.EU10.hana.ondemand.com/"])
def test_case_and_a_final_slash_do_not_count(url: str) -> None:
    assert found(CTMS, (URL, f"    url: {url}\n    proxy_type")) == []


@pytest.mark.parametrize(
    "url",
    [
        "http://transport-service-app-backend.ts.cfapps.eu10.hana.ondemand.com",
        "https://transport-service-app-backend.ts.cfapps.eu10.hana.ondemand.com/v1",
        "transport-service-app-backend.ts.cfapps.eu10.hana.ondemand.com",
    ],
)
def test_another_url_than_that_of_the_key(url: str) -> None:
    text, violation = only(CTMS, (URL, f"    url: {url}\n    proxy_type"))
    assert (violation.rule.code, at(text, violation)) == ("CALM803", url)
    assert fix_text(violation) == "https://transport-service-app-backend.ts.cfapps.eu10.hana.ondemand.com"


@pytest.mark.parametrize(
    "url",
    [
        "http://transport-service-app-backend.ts.cfapps.us10.hana.ondemand.com",
        "https://eu10.alm.cloud.sap",
        "https://ts.cfapps.us10.hana.ondemand.com",
        "https://transport-service-app-backend.ts.cfapps.us10.hana.ondemand.com:8443",
        "https://transport-service-app-backend.ts.cfapps.us10.hana.ondemand.com/main?a=b",
        "https://a@transport-service-app-backend.ts.cfapps.us10.hana.ondemand.com:#top",
    ],
)
def test_form_without_a_key(url: str) -> None:
    _, violation = only(CTMS, (SANDBOX, f'"{url}"'))
    assert (violation.rule.code, violation.severity, violation.fix) == ("CALM803", "error", None)


@pytest.mark.parametrize(
    "url",
    [
        "https://a.ts.cfapps.us10-001.hana.ondemand.com:443",
        "https://transport.ts.cfapps.cn20.platform.sapcloud.cn",
        "${CTMS_URL}",
        "https://a.ts.cfapps.cn20.example.com/v1",
    ],
)
def test_accepted_without_a_key(url: str) -> None:
    assert found(CTMS, (SANDBOX, f'"{url}"')) == []


def test_placeholder_in_the_key_is_said_once() -> None:
    key = "uri: https://transport-service-app-backend.ts.cfapps.eu10"
    assert found(CTMS, (key, key.replace("transport-service", "<name>"))) == ["CALM206"]


def test_reference_that_leads_nowhere_leaves_the_form() -> None:
    assert found(CTMS, ("ctms_service: ctms-sandbox", "ctms_service: ctms-gone")) == ["CALM005"]


@pytest.mark.parametrize(
    "uri", ["https://ts.example", "http://transport-service-app-backend.ts.cfapps.eu10.hana.ondemand.com"]
)
def test_fix_takes_no_value_of_a_changed_key(uri: str) -> None:
    key = "uri: https://transport-service-app-backend.ts.cfapps.eu10.hana.ondemand.com"
    _, violation = only(CTMS, (key, f"uri: {uri}"))
    assert (violation.rule.code, violation.fix) == ("CALM803", None)
    assert violation.message.endswith(f"must be {uri} as in the service key of ctms-main")
