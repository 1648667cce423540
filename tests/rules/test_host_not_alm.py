"""CALM113 beyond its examples: hosts that are none, and hosts that another rule speaks of."""

from __future__ import annotations

import pytest

from calm_lint.api import AlmSystem
from calm_lint.rulebook.examples import complete
from findings import Lint, codes, fix_text, fixed, fixes, of_rule, span_of
from landscapes import alm, landscape, s4


@pytest.mark.parametrize(
    ("entries", "found"),
    [
        pytest.param("host_name: my400100.s4hana.cloud.sap", ["CALM113"], id="not ALM, so not the binding's"),
        pytest.param("host_name: https:///api", ["CALM113"], id="no host, so no suffix and no port"),
        pytest.param('host_name: " "', ["CALM113"], id="blank host"),
    ],
)
def test_one_fault_one_finding(lint: Lint, entries: str, found: list[str]) -> None:
    assert codes(lint(complete(AlmSystem, entries))) == found


def test_host_of_a_garbled_address_is_not_replaced(lint: Lint) -> None:
    (violation,) = of_rule(lint(complete(AlmSystem, "host_name: https//eu10.alm.cloud.sap")), "CALM113")
    assert violation.fix is None


@pytest.mark.parametrize("host", ["cn20.alm.cloud.sap", "eu10.alm.cloud.sap", "acme.eu10.alm.cloud.sap", "10.0.0.7"])
def test_host_that_is_one_or_that_another_rule_speaks_of(lint: Lint, host: str) -> None:
    assert "CALM113" not in codes(lint(complete(AlmSystem, f"host_name: {host}")))


@pytest.mark.parametrize("host", ["alm.cloud.sap", "eu10.alm.cloud.sap.example.com", "eu10-alm.cloud.sap"])
def test_host_that_is_none(lint: Lint, host: str) -> None:
    report = lint(complete(AlmSystem, f"host_name: {host}"))
    assert codes(report) == ["CALM113"]
    assert fixes(report) == ["eu10.alm.cloud.sap"]


def test_host_without_a_binding_is_not_replaced(lint: Lint) -> None:
    text = landscape((alm("calm-prod"),), (s4("acme").replace("eu10.alm.cloud.sap", "acme.example.com"),))
    report = lint(text)
    assert codes(report) == ["CALM113"]
    assert fixes(report) == [None]


SWAPPED = "host_name: {}\ntoken_endpoint: {}\n"


@pytest.mark.parametrize(
    ("host", "token"),
    [
        ("https://acme.authentication.eu10.hana.ondemand.com", "eu10.alm.cloud.sap"),
        ("acme.authentication.eu10.hana.ondemand.com/oauth/token", "https://eu10.alm.cloud.sap/api"),
        ("ACME.authentication.eu10.hana.ondemand.com", "EU10.alm.cloud.sap:443"),
    ],
)
def test_swapped_values_are_one_finding(lint: Lint, host: str, token: str) -> None:
    text = complete(AlmSystem, SWAPPED.format(host, token))
    (violation,) = lint(text).violations
    assert violation.rule.code == "CALM113"
    assert tuple(violation.span)[:2] == span_of(text, host, after="host_name")[:2]
    mended = fixed(text, violation)
    assert "host_name: eu10.alm.cloud.sap\n" in mended
    assert "token_endpoint: https://acme.authentication.eu10.hana.ondemand.com/oauth/token\n" in mended
    assert codes(lint(mended)) == []


def test_swapped_values_of_a_system_with_mtls_have_no_fix(lint: Lint) -> None:
    entries = SWAPPED.format("acme.authentication.eu10.hana.ondemand.com", "eu10.alm.cloud.sap")
    users = "outbound_users:\n  - client_authentication: mTLS\n    client_certificate: calm-mtls\n"
    (violation,) = lint(complete(AlmSystem, entries + users)).violations
    assert (violation.rule.code, violation.fix) == ("CALM113", None)


def test_value_of_the_other_field_is_replaced_as_a_whole(lint: Lint) -> None:
    text = complete(AlmSystem, "host_name: https://acme.authentication.eu10.hana.ondemand.com/oauth/token")
    (violation,) = of_rule(lint(text), "CALM113")
    assert fix_text(violation) == "eu10.alm.cloud.sap"
    assert all("must be acme" not in each.message for each in lint(text).violations)
