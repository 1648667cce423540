"""CALM206 beyond its examples: where placeholders are found, and that no other rule speaks of the same value."""

from __future__ import annotations

import pytest

from calm_lint.api import AlmSystem, AlmUser, Endpoints, InboundUser, Node, Uaa
from calm_lint.rulebook.examples import complete
from findings import Lint, codes

PLACEHOLDERS = [
    "<tenant>", "<your tenant>", "asdf", "asdfjkl", "ASDF1", "changeme", "CHANGEME", "xxx", "XXX", "tenant-name",
    "instance-name", "todo", "TODO",
]  # fmt: skip


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


@pytest.mark.parametrize("text", PLACEHOLDERS)
def test_placeholder_is_found_in_each_field(lint: Lint, text: str) -> None:
    fields = {
        AlmSystem: (f"host_name: '{text}.alm.cloud.sap'", f"token_endpoint: 'https://{text}.hana.ondemand.com/oauth'"),
        AlmUser: (f"client_id: '{text}!b1|sapcloudalm!b2'", f"client_secret: '{text}'"),
        Endpoints: (f"Api: 'https://{text}.alm.cloud.sap'",),
        Uaa: (
            f"url: 'https://{text}.authentication.eu10.hana.ondemand.com'", f"clientid: '{text}!b1|sapcloudalm!b2'",
            f"identityzone: '{text}'", f"clientsecret: '{text}'",
        ),
    }  # fmt: skip
    for node, entries in fields.items():
        for entry in entries:
            assert codes(lint(complete(node, entry))) == ["CALM206"], entry


@pytest.mark.parametrize("word", ["foo-changeme-bar", "xxxl", "todos", "my-instance-name"])
def test_part_of_a_word_is_no_placeholder(lint: Lint, word: str) -> None:
    assert codes(lint(complete(AlmUser, f"client_secret: {word}"))) == ["CALM205"]


def test_other_fields_are_left_alone(lint: Lint) -> None:
    assert codes(lint(complete(AlmSystem, "system_name: todo"))) == []


def test_reference_in_the_message_is_named_after_the_system(lint: Lint) -> None:
    (violation,) = lint(complete(AlmUser, "client_secret: changeme")).violations
    assert violation.message.endswith(", such as ${CALM_PROD_SECRET}")
    assert violation.fix is None


@pytest.mark.parametrize("entry", ["user_name: <user>", "certificate: <certificate of SAP Cloud ALM>"])
def test_placeholder_of_an_inbound_user_stands_for_the_real_value(lint: Lint, entry: str) -> None:
    (violation,) = [each for each in lint(complete(InboundUser, entry)).violations if each.rule.code == "CALM206"]
    assert violation.message.endswith("holds a placeholder, must be the real value"), violation.message
