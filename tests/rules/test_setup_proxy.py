"""CALM917 beyond its examples: which systems need the proxy."""

from __future__ import annotations

import pytest

from environments import CTS, at, found, in_block, only
from mtls import linted

HEAD = "cloud_alm_tenant: calm-prod\n"


@pytest.mark.parametrize(
    ("old", "new", "where"),
    [
        ("proxy_host: proxy\n", "proxy_host: proxy.acme.example\n", "proxy.acme.example"),
        ("            proxy_host: proxy\n", "", '"000"'),
        ("proxy_port: 3128\n", "proxy_port: 8080\n", "8080"),
        ("            proxy_port: 3128\n", "", '"000"'),
    ],
)
def test_each_field(old: str, new: str, where: str) -> None:
    text, violation = only(in_block(CTS, HEAD, old, new))
    assert (violation.rule.code, violation.severity, at(text, violation)) == ("CALM917", "error", where)
    assert violation.fix
    assert violation.fix.safe


def test_other_systems_have_a_proxy_of_their_own() -> None:
    text = in_block(CTS, HEAD, "proxy_port: 3128\n", "proxy_port: 8080\n")
    assert found(text, ("        hosted_by_sap: true\n", "")) == []
    assert found(text, ("hosted_by_sap: true", "hosted_by_sap: false")) == []


def test_ecp_operations_set_up_client_000() -> None:
    head = "service_type: SAP SuccessFactors Employee Central Payroll\n        alm_setup:\n"
    setups = 'alm_setup:\n          - client: "000"\n'
    text = CTS.replace(head, head.replace("alm_setup:\n", f"hosted_by_sap: true\n        {setups}"))
    assert found(text) == ["CALM917"]
    assert [violation.path.rpartition("/")[0] for violation in linted(text).violations] == [
        *["/cts_domains/1/systems/0/alm_setup"] * 2,
        *["/cts_domains/1/systems/1/alm_setup"] * 2,
    ]


def test_placeholder_and_rejected_value_are_said_once() -> None:
    assert found(in_block(CTS, HEAD, "proxy_host: proxy\n", "proxy_host: <proxy>\n")) == ["CALM206"]
    assert found(in_block(CTS, HEAD, "proxy_port: 3128\n", "proxy_port: none\n")) == ["CALM003"]
