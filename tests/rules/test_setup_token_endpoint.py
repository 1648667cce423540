"""CALM914 beyond its examples: the order of its checks, mTLS, and what no fix changes."""

from __future__ import annotations

import pytest

from environments import CTS, at, found, in_block, only
from findings import fix_text

ENDPOINT = "https://acme.authentication.eu10.hana.ondemand.com/oauth/token"
HEAD = "cloud_alm_tenant: calm-prod\n"
ECP = "service_type: SAP SuccessFactors Employee Central Payroll\n        alm_setup:\n"


def with_endpoint(endpoint: str) -> str:
    return in_block(CTS, HEAD, f"token_endpoint: {ENDPOINT}", f"token_endpoint: {endpoint}")


@pytest.mark.parametrize(
    ("endpoint", "part", "fix"),
    [
        (ENDPOINT.removesuffix("/oauth/token"), "has no path", ENDPOINT),
        (f"{ENDPOINT}/oauth/token", "has the path", ENDPOINT),
        (ENDPOINT.replace("token", "authorize"), "has the path", None),
        (ENDPOINT.replace("https", "http"), "carries http://", ENDPOINT),
        (ENDPOINT.replace(".com", ".com:8443"), "carries port 8443", None),
        ("https://eu10.alm.cloud.sap/oauth/token", "must be on a host like", ENDPOINT),
        (ENDPOINT.replace("authentication", "authentication.cert"), "takes only clients with a certificate", None),
        (ENDPOINT.replace("acme", "amce"), "as in the binding of calm-prod", ENDPOINT),
        # The suffix is told first, then the host, then the binding.
        ("https://eu10.alm.cloud.sap", "must end in /oauth/token", "https://eu10.alm.cloud.sap/oauth/token"),
        ("http://amce.authentication.eu10.hana.ondemand.com", "must end in /oauth/token", None),
    ],
)
def test_first_fault(endpoint: str, part: str, fix: str | None) -> None:
    text, violation = only(with_endpoint(endpoint))
    assert (violation.rule.code, violation.severity, at(text, violation)) == ("CALM914", "error", endpoint)
    assert part in violation.message
    if endpoint.startswith("http://amce"):
        fix = "http://amce.authentication.eu10.hana.ondemand.com/oauth/token"
    assert fix_text(violation) == fix


@pytest.mark.parametrize("endpoint", ["", '""'])
def test_missing_endpoint_is_at_the_client(endpoint: str) -> None:
    text, violation = only(with_endpoint(endpoint))
    assert (violation.rule.code, at(text, violation)) == ("CALM914", '"000"')


@pytest.mark.parametrize("endpoint", [ENDPOINT.removeprefix("https://"), "${ENDPOINT}", "ACME" + ENDPOINT[12:]])
def test_accepted(endpoint: str) -> None:
    assert found(with_endpoint(endpoint)) == []


def test_placeholder_is_said_once() -> None:
    assert found(with_endpoint(ENDPOINT.replace("acme", "<tenant-name>"))) == ["CALM206"]


@pytest.mark.parametrize("host", ["authentication", "authentication.cert"])
def test_both_hosts_are_right_with_mtls(host: str) -> None:
    endpoint = ENDPOINT.replace("authentication", host)
    text = with_endpoint(f"{endpoint}\n            client_authentication: mTLS")
    assert found(text) == []


def test_fix_changes_nothing_but_the_path_with_mtls() -> None:
    endpoint = ENDPOINT.replace("acme.authentication", "amce.authentication.cert")
    _, violation = only(with_endpoint(f"{endpoint}\n            client_authentication: mTLS"))
    assert (violation.rule.code, violation.fix) == ("CALM914", None)


def test_ecp_operations_set_up_client_000() -> None:
    text = CTS.replace(
        f'{ECP}          - client: "100"\n', f'{ECP}          - client: "000"\n          - client: "100"\n'
    )
    assert found(text) == []
    text = text.replace('- client: "000"\n          - client: "100"', '- client: "200"\n          - client: "100"')
    assert found(text) == ["CALM914", "CALM915", "CALM916"]


def test_in_china_hosts_are_left_alone() -> None:
    endpoint = "https://acme.authentication.cn20.platform.sapcloud.cn/oauth/token"
    assert found(with_endpoint(endpoint), ("cloud_alm_tenant: calm-prod\n", "x-alm: a\n")) == []
