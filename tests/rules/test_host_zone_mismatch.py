"""CALM119 beyond its examples: where it is silent."""

from __future__ import annotations

import pytest

from calm_lint.api import AlmSystem
from calm_lint.rulebook.examples import complete
from findings import Lint, codes, of_rule

TENANT = "cloud_alm_tenants:\n  - id: calm-prod\n    usage: productive\n    binding:\n"


@pytest.mark.parametrize(
    ("entries", "found"),
    [
        pytest.param("host_name: beta.eu10.alm.cloud.sap\n", ["CALM119"], id="another zone"),
        pytest.param("host_name: ACME.eu10.alm.cloud.sap\n", [], id="case"),
        pytest.param("host_name: eu10.alm.cloud.sap\n", [], id="host of the region"),
        pytest.param("host_name: beta.eu10.alm.cloud.sap/api\n", ["CALM102"], id="102"),
        pytest.param("host_name: beta.eu10.alm.cloud.sap:443\n", ["CALM103"], id="103"),
        pytest.param("host_name: a.beta.eu10.alm.cloud.sap\n", ["CALM113"], id="113"),
        pytest.param("host_name: beta.us10.alm.cloud.sap\n", ["CALM108"], id="108"),
        pytest.param(
            "host_name: beta.eu10.alm.cloud.sap\ntoken_endpoint: acme.authentication.eu10.hana.ondemand.com\n",
            ["CALM105"],
            id="105",
        ),
        pytest.param(
            "host_name: beta.eu10.alm.cloud.sap\n"
            "token_endpoint: api.authentication.eu10.hana.ondemand.com/oauth/token\n",
            ["CALM114"],
            id="114",
        ),
    ],
)
def test_one_fault_one_finding(lint: Lint, entries: str, found: list[str]) -> None:
    assert codes(lint(complete(AlmSystem, entries + TENANT))) == found


def test_with_a_binding_the_host_is_compared_with_it(lint: Lint) -> None:
    report = lint(complete(AlmSystem, "host_name: beta.eu10.alm.cloud.sap"))
    assert codes(report) == ["CALM104"]
    assert of_rule(report, "CALM119") == []


@pytest.mark.parametrize("token", ["eu10-004", "eu10"])
def test_numbered_region_is_the_region(lint: Lint, token: str) -> None:
    entries = f"""host_name: beta.eu10-004.alm.cloud.sap
token_endpoint: https://acme.authentication.{token}.hana.ondemand.com/oauth/token
"""
    assert codes(lint(complete(AlmSystem, entries + TENANT))) == ["CALM119"]
