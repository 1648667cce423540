"""CALM114 beyond its examples: hosts that are none of an authorization server."""

from __future__ import annotations

from pathlib import Path

import pytest

from calm_lint.api import AlmSystem, Rule
from calm_lint.rulebook.examples import complete
from findings import Lint, all_fixed, codes, fix_text, fixes, of_rule

EXAMPLE = (Path(__file__).parents[2] / "examples" / "landscape.yaml").read_text("utf-8")
ENDPOINT = "https://acme.authentication.eu10.hana.ondemand.com/oauth/token"
CERTIFICATE_ENDPOINT = "https://acme.authentication.cert.eu10.hana.ondemand.com/oauth/token"


@pytest.mark.parametrize(
    "entries",
    [
        "token_endpoint: https://https://acme.authentication.eu10.hana.ondemand.com/oauth/token",
        "token_endpoint: https//acme.authentication.eu10.hana.ondemand.com/oauth/token",
    ],
)
def test_host_of_a_garbled_address_is_not_replaced(lint: Lint, entries: str) -> None:
    (violation,) = of_rule(lint(complete(AlmSystem, entries)), "CALM114")
    assert violation.fix is None


def test_host_for_certificates_stays(rules: list[Rule]) -> None:
    text = EXAMPLE.replace(ENDPOINT, CERTIFICATE_ENDPOINT)
    assert CERTIFICATE_ENDPOINT in text
    assert all_fixed(rules, text) == text
    assert all_fixed(rules, text.replace("/oauth/token", "")).count(".cert.") == text.count(".cert.")


def test_region_cn20_is_left_alone(lint: Lint) -> None:
    token = "https://acme.authentication.cn20.platform.sapcloud.cn/oauth/token"
    assert "CALM114" not in codes(lint(complete(AlmSystem, f"token_endpoint: {token}")))


@pytest.mark.parametrize(
    "host",
    ["acme.hana.ondemand.com", "authentication.eu10.hana.ondemand.com", "a.b.authentication.eu10.hana.ondemand.com"],
)
def test_host_of_another_form_is_replaced_by_that_of_the_binding(lint: Lint, host: str) -> None:
    report = lint(complete(AlmSystem, f"token_endpoint: https://{host}/oauth/token"))
    assert codes(report) == ["CALM114"]
    assert fixes(report) == [ENDPOINT]


@pytest.mark.parametrize("path", ["/api", "", "/oauth/token", "/api/"])
def test_fix_writes_a_whole_token_endpoint(lint: Lint, path: str) -> None:
    report = lint(complete(AlmSystem, f"token_endpoint: https://eu10.alm.cloud.sap{path}"))
    (violation,) = of_rule(report, "CALM114")
    assert fix_text(violation) == "https://acme.authentication.eu10.hana.ondemand.com/oauth/token"
