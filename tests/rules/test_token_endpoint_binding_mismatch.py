"""CALM107 beyond its examples: when a token endpoint is compared with the binding."""

from __future__ import annotations

import pytest

from calm_lint.api import AlmSystem, Node, Uaa
from calm_lint.rulebook.examples import complete
from findings import Lint, codes, of_rule

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


HOST = "authentication.eu10.hana.ondemand.com"


@pytest.mark.parametrize(
    ("url", "found"),
    [
        pytest.param(f"https://ACME.{HOST}/oauth/token", [], id="upper case"),
        pytest.param(f"acme.{HOST}/oauth/token", [], id="without the scheme"),
        pytest.param(f"http://acme.{HOST}/oauth/token", ["CALM106"], id="only the scheme is at fault"),
        pytest.param(f"https://acme.{HOST}", ["CALM105"], id="only the suffix is at fault"),
        pytest.param(f"https://beta.{HOST}", ["CALM105", "CALM107"], id="suffix and host are at fault"),
        pytest.param("https://acme.example.com/oauth/token", ["CALM114"], id="no host of an authorization server"),
        pytest.param(f"https://<zone>.{HOST}/oauth/token", ["CALM206"], id="placeholder"),
    ],
)
def test_hosts_are_compared(lint: Lint, url: str, found: list[str]) -> None:
    assert codes(lint(complete(AlmSystem, f"token_endpoint: {url}"))) == found


def test_fix_keeps_what_is_around_the_host(lint: Lint) -> None:
    (violation,) = of_rule(lint(complete(AlmSystem, f"token_endpoint: beta.{HOST}:443/oauth")), "CALM107")
    assert violation.fix
    assert [edit.text for edit in violation.fix.edits] == [f"acme.{HOST}:443/oauth"]
