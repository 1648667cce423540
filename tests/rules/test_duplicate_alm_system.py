"""CALM118 beyond its examples: which systems stand for one SAP Cloud ALM tenant."""

from __future__ import annotations

import pytest

from calm_lint.api import S4Tenant
from calm_lint.rulebook.examples import complete
from findings import Lint, codes, of_rule

HOST = "acme.authentication.eu10.hana.ondemand.com"
TEXT = """
communication_systems:
  - system_id: CALM_PROD
  - system_id: CALM_MONITORING
    token_endpoint: https://HOST/oauth/token
communication_arrangements:
  - arrangement_name: SAP_COM_0690_CALM_ATO
    communication_system: CALM_PROD
  - arrangement_name: SAP_COM_0527_CALM
    scenario: SAP_COM_0527
    communication_system: CALM_MONITORING
    outbound_services:
"""


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        pytest.param("HOST", HOST.upper(), ["CALM118"], id="case of the host"),
        pytest.param("https://HOST", HOST, ["CALM118"], id="no scheme"),
        pytest.param("HOST", HOST.replace(".eu10", ".cert.eu10"), ["CALM118"], id="host for certificates"),
        pytest.param("HOST", "beta.authentication.eu10.hana.ondemand.com", [], id="another zone"),
        pytest.param("https://HOST/oauth/token", "", [], id="no Token Endpoint"),
        pytest.param(
            "    scenario: SAP_COM_0527\n    communication_system: CALM_MONITORING\n    outbound_services:\n",
            "    communication_system: CALM_MONITORING\n",
            ["CALM309"],
            id="two for transport management are 309",
        ),
        pytest.param(
            "    communication_system: CALM_MONITORING", "    communication_system: CALM_PROD", ["CALM111"], id="unused"
        ),
    ],
)
def test_one_fault_one_finding(lint: Lint, old: str, new: str, found: list[str]) -> None:
    assert old in TEXT
    text = TEXT.replace(old, new).replace("HOST", HOST)
    assert codes(lint(complete(S4Tenant, text))) == found


def test_both_systems_are_shown(lint: Lint) -> None:
    text = complete(S4Tenant, TEXT.replace("HOST", HOST))
    (violation,) = of_rule(lint(text), "CALM118")
    lines = text.splitlines()
    assert lines[violation.span.line - 1].strip().endswith("system_id: CALM_MONITORING")
    assert [lines[each.span.line - 1].strip() for each in violation.related] == ["system_id: CALM_PROD"]
