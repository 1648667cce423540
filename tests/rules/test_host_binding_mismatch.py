"""CALM104 beyond its examples: hosts that are compared with the binding."""

from __future__ import annotations

import pytest

from calm_lint.api import AlmSystem
from calm_lint.rulebook.examples import complete
from findings import Lint, codes, fixes, of_rule
from landscapes import alm, landscape, s4

HOST = "eu10.alm.cloud.sap"


@pytest.mark.parametrize(
    ("written", "found", "fixed"),
    [
        (f"api.{HOST}", ["CALM104"], [HOST]),
    ],
)
def test_host_name(lint: Lint, written: str, found: list[str], fixed: list[str | None]) -> None:
    report = lint(complete(AlmSystem, f"host_name: {written}"))
    assert codes(report) == found
    assert fixes(report) == fixed


@pytest.mark.parametrize(
    ("written", "found"),
    [
        pytest.param("EU10.ALM.CLOUD.SAP", [], id="upper case"),
        pytest.param("acme.eu10.alm.cloud.sap", ["CALM104"], id="host of a tenant"),
        pytest.param("https://us10.alm.cloud.sap", ["CALM104", "CALM112"], id="scheme"),
        pytest.param("us10.example.com", ["CALM113"], id="no host of the API"),
    ],
)
def test_bare_hosts_are_compared(lint: Lint, written: str, found: list[str]) -> None:
    assert codes(lint(complete(AlmSystem, f"host_name: {written}"))) == found


def test_fix_keeps_what_is_around_the_host(lint: Lint) -> None:
    (violation,) = of_rule(lint(complete(AlmSystem, "host_name: https://us10.alm.cloud.sap/api")), "CALM104")
    assert violation.fix
    assert [edit.text for edit in violation.fix.edits] == ["https://eu10.alm.cloud.sap/api"]


def test_nothing_is_compared_without_a_binding(lint: Lint) -> None:
    text = landscape(
        (alm("calm-prod"),), (s4("acme").replace("eu10.alm", "eu11.alm").replace("eu10.hana", "eu11.hana"),)
    )
    assert codes(lint(text)) == []
