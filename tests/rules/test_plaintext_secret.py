"""CALM205 beyond its examples: where secrets are found, and what their fix writes."""

from __future__ import annotations

import pytest

from calm_lint.api import AlmArrangement, AlmSystem, AlmUser, Landscape, Node, Uaa
from calm_lint.rulebook.examples import complete
from findings import Lint, codes, fix_file, span_of


@pytest.mark.parametrize(
    ("node", "entries", "found"),
    [
        pytest.param(AlmUser, "client_secret: Zx9Zx9Zx9Zx9", ["CALM205"], id="secret"),
        pytest.param(Uaa, "clientsecret: Zx9Zx9Zx9Zx9", ["CALM205"], id="secret in a binding"),
        pytest.param(Uaa, "key: Zx9Zx9Zx9Zx9", ["CALM205"], id="key in a binding"),
        pytest.param(Uaa, 'key: "-----BEGIN PRIVATE KEY----- Zx9"', ["CALM205"], id="private key in a binding"),
        pytest.param(Uaa, "clientsecret: ${CALM_SECRET}", [], id="secret of a binding by reference"),
    ],
)
def test_one_fault_one_finding(lint: Lint, node: type[Node], entries: str, found: list[str]) -> None:
    assert codes(lint(complete(node, entries))) == found


def test_secret_is_told_by_its_own_key(lint: Lint) -> None:
    text = complete(Uaa, "clientsecret: Zx9Zx9Zx9Zx9") + 'x-a: {notes: [{pem: "-----BEGIN PRIVATE KEY----- Zx9"}]}\n'
    secret, key = lint(text).violations
    assert secret.message.startswith("clientsecret is a secret in plain text, ")
    assert secret.fix
    assert secret.fix.edits[0].text.strip('"') == "${CALM_PROD_SECRET}"
    assert key.message.startswith("pem is a private key, ")


def test_a_plain_secret_is_replaced_by_a_quoted_reference_in_flow_style(lint: Lint) -> None:
    text = complete(
        AlmSystem, "outbound_users: [{authentication_method: OAuth 2.0, client_id: '${A}', client_secret: Zx9Zx9Zx9}]"
    )
    mended = fix_file(lint, text, "CALM205")
    assert mended == text.replace("Zx9Zx9Zx9", '"${CALM_PROD_SECRET}"')


def test_fix_of_a_system_with_a_number_for_a_name_is_a_reference(lint: Lint) -> None:
    text = complete(AlmSystem, 'system_id: "100"\noutbound_users: [{client_secret: hunter2hunter2}]')
    report = lint(text)
    fixes = [each.fix for each in report.violations if each.rule.code == "CALM205"]
    assert [fix.edits[0].text.strip('"') for fix in fixes if fix] == ["${_100_SECRET}"]


@pytest.mark.parametrize(
    "secret", ["Zx9Zx9Zx9Zx9", "$NAME", "${NAME:-Zx9Zx9}", "${NAME}Zx9", "https://acme.example/Zx9", "file:///Zx9"]
)
def test_finding_is_at_the_secret_and_its_fix_is_unsafe(lint: Lint, secret: str) -> None:
    text = complete(AlmUser, f"client_secret: '{secret}'")
    (violation,) = lint(text).violations
    assert (violation.rule.code, violation.span) == ("CALM205", span_of(text, f"'{secret}'"))
    assert violation.path == "/s4hana_tenants/0/communication_systems/0/outbound_users/0/client_secret"
    assert secret not in violation.message
    assert violation.fix
    assert not violation.fix.safe


@pytest.mark.parametrize("reference", ["${NAME}", "${env:NAME}", "vault://calm", "op://calm/prod", "VAULT://calm"])
def test_reference_is_no_secret(lint: Lint, reference: str) -> None:
    assert codes(lint(complete(AlmUser, f"client_secret: {reference}"))) == []


def test_secret_of_another_scenario_is_found(lint: Lint) -> None:
    text = complete(AlmArrangement, "scenario: SAP_COM_0466\noutbound_services:")
    assert codes(lint(text.replace("${CALM_PROD_SECRET}", "Zx9Zx9Zx9Zx9"))) == ["CALM301", "CALM205"]


def test_private_key_is_found_anywhere_and_has_no_fix(lint: Lint) -> None:
    key = '"-----BEGIN RSA PRIVATE KEY----- Zx9 -----END RSA PRIVATE KEY-----"'
    text = f"{complete(Landscape, '')}x-a:\n  - b: {key}\n"
    (violation,) = lint(text).violations
    assert (violation.rule.code, violation.path) == ("CALM205", "/x-a/0/b")
    assert violation.span == span_of(text, key)
    assert violation.fix is None
