"""One fault, one finding, where several rules look at one value or at one binding."""

from __future__ import annotations

import pytest

from calm_lint.model import AlmSystem, Uaa
from calm_lint.reading.nodes import Node
from calm_lint.rulebook.examples import complete
from findings import Lint, codes


@pytest.mark.parametrize(
    ("node", "entries", "found"),
    [
        pytest.param(AlmSystem, "host_name: us10.alm.cloud.sap/api", ["CALM102", "CALM104"], id="two faults of a host"),
        pytest.param(
            AlmSystem, "host_name: https://EU10.alm.cloud.sap/api", ["CALM102", "CALM112"], id="bare hosts match"
        ),
        pytest.param(AlmSystem, "token_endpoint: eu10.alm.cloud.sap", ["CALM105", "CALM114"], id="API as token host"),
        pytest.param(Uaa, 'key: "-----BEGIN PRIVATE KEY----- <key>"', ["CALM205", "CALM206"], id="key after all"),
    ],
)
def test_one_fault_one_finding(lint: Lint, node: type[Node], entries: str, found: list[str]) -> None:
    assert codes(lint(complete(node, entries))) == found


BETA = "https://beta.authentication.eu10.hana.ondemand.com"


@pytest.mark.parametrize(
    "binding",
    ["wrong", "{endpoints: wrong, uaa: wrong}", "{endpoints: {Api: 'https://eu10.alm.cloud.sap/api'}, uaa: 5}"],
)
@pytest.mark.parametrize("usage", ["productive", "test"])
def test_rejected_binding_may_be_that_of_any_tenant(lint: Lint, binding: str, usage: str) -> None:
    text = complete(AlmSystem, f"token_endpoint: {BETA}/oauth/token\nsystem_name: SAP Cloud ALM beta")
    tenant = f"  - {{id: beta, usage: {usage}, provisioned_on: 2023-11-20, binding: {binding}}}\n"
    assert set(codes(lint(text.replace("s4hana_tenants:\n", f"{tenant}s4hana_tenants:\n")))) == {"CALM003"}
