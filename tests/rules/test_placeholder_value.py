"""CALM206 beyond its examples: where placeholders are found, and that no other rule speaks of the same value."""

from __future__ import annotations

import pytest

from calm_lint.api import AlmSystem, AlmUser, Node, Uaa
from calm_lint.rulebook.examples import complete
from findings import Lint, codes


@pytest.mark.parametrize(
    ("node", "entries", "found"),
    [
        pytest.param(AlmSystem, "host_name: <tenant>.alm.cloud.sap/api", ["CALM206"], id="placeholder host"),
        pytest.param(
            AlmSystem,
            "token_endpoint: http://tenant-name.authentication.eu10.hana.ondemand.com",
            ["CALM206"],
            id="placeholder token endpoint",
        ),
        pytest.param(
            AlmSystem,
            "token_endpoint: my-tenant-name.authentication.eu10.hana.ondemand.com/oauth/token",
            ["CALM107"],
            id="no whole word, so no placeholder",
        ),
        pytest.param(AlmUser, "client_secret: asdfasdfasdf", ["CALM206"], id="placeholder secret"),
        pytest.param(Uaa, "key: <private key>", ["CALM206"], id="placeholder key"),
        pytest.param(
            Uaa,
            "url: https://asdf.authentication.eu10.hana.ondemand.com\nidentityzone: acme",
            ["CALM206"],
            id="binding",
        ),
    ],
)
def test_one_fault_one_finding(lint: Lint, node: type[Node], entries: str, found: list[str]) -> None:
    assert codes(lint(complete(node, entries))) == found
