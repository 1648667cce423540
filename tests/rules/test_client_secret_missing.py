"""CALM208 beyond its examples: blank values."""

from __future__ import annotations

import pytest

from calm_lint.api import AlmUser
from calm_lint.rulebook.examples import complete
from findings import Lint, codes, span_of


@pytest.mark.parametrize(
    ("entries", "found"),
    [
        pytest.param('client_secret: " "', ["CALM208"], id="blank secret"),
        pytest.param('client_id: " "', ["CALM208"], id="blank client ID"),
    ],
)
def test_one_fault_one_finding(lint: Lint, entries: str, found: list[str]) -> None:
    assert codes(lint(complete(AlmUser, entries))) == found


ID = "            client_id: sb-calm-deploy!b123456|sapcloudalm!b456789\n"
SECRET = "            client_secret: ${CALM_PROD_SECRET}\n"


@pytest.mark.parametrize("written", ["", "            client_secret:\n", '            client_secret: ""\n'])
def test_missing_secret(lint: Lint, written: str) -> None:
    text = complete(AlmUser, "")
    assert SECRET in text
    (violation,) = lint(text.replace(SECRET, written)).violations
    assert violation.rule.code == "CALM208"
    assert violation.message == "Client Secret is missing, must be a reference, such as ${CALM_PROD_SECRET}"


def test_missing_secret_is_shown_at_the_client_id(lint: Lint) -> None:
    text = complete(AlmUser, "").replace(SECRET, "")
    (violation,) = lint(text).violations
    assert violation.span == span_of(text, ID.partition(": ")[2].strip(), after="outbound_users:")
    assert violation.path == "/s4hana_tenants/0/communication_systems/0/outbound_users/0"


def test_both_are_missing(lint: Lint) -> None:
    text = complete(AlmUser, "").replace(ID + SECRET, "")
    report = lint(text)
    assert codes(report) == ["CALM208", "CALM208"]
    assert {each.span for each in report.violations} == {span_of(text, "authentication_method")}


def test_user_of_another_method_is_left_alone(lint: Lint) -> None:
    text = complete(AlmUser, "authentication_method: None").replace(ID + SECRET, "")
    assert codes(lint(text)) == ["CALM202"]
