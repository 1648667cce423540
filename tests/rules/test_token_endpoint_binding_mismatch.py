"""CALM107 beyond its examples: when a token endpoint is compared with the binding."""

from __future__ import annotations

import pytest

from calm_lint.api import AlmSystem, Node, Uaa
from calm_lint.rulebook.examples import complete
from findings import Lint, codes

ZONE_AAA = "https://aaa.authentication.eu10.hana.ondemand.com"


@pytest.mark.parametrize(
    ("node", "entries", "found"),
    [
        pytest.param(Uaa, "url: foo", [], id="binding of another form is not compared with the token endpoint"),
        pytest.param(AlmSystem, f"token_endpoint: {ZONE_AAA}/oauth/token", ["CALM107"], id="zone before the binding's"),
    ],
)
def test_one_fault_one_finding(lint: Lint, node: type[Node], entries: str, found: list[str]) -> None:
    assert codes(lint(complete(node, entries))) == found
