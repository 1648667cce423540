"""CALM203 beyond its examples: forms of client IDs."""

from __future__ import annotations

import pytest

from calm_lint.api import AlmUser
from calm_lint.rulebook.examples import complete
from findings import Lint, codes


@pytest.mark.parametrize(
    ("entries", "found"),
    [
        pytest.param("client_id: sb-calm-deploy!b123456", ["CALM203"], id="cut client ID"),
        pytest.param("client_id: ${CALM_CLIENT}", [], id="client ID by reference"),
    ],
)
def test_one_fault_one_finding(lint: Lint, entries: str, found: list[str]) -> None:
    assert codes(lint(complete(AlmUser, entries))) == found


@pytest.mark.parametrize(
    "client_id",
    [
        "sb-!b1|sapcloudalm!b2",
        "'!b1|sapcloudalm!b2'",
        "sb-calm!b1|sapcloudalm!b",
        "sb-calm!b|sapcloudalm!b2",
        "sb-calm!1|sapcloudalm!b2",
        "sb-calm.deploy!b1|sapcloudalm!b2",
        "sb-calm!b1|sapcloudalm!b2x",
        "sb-calm!b1|other!b2",
        "sb-calm!b1 |sapcloudalm!b2",
        "sapcloudalm!b2|sb-calm!b1",
        "'sb-calm!b1|sapcloudalm!b2 '",
    ],
)
def test_other_form(lint: Lint, client_id: str) -> None:
    (violation,) = lint(complete(AlmUser, f"client_id: {client_id}")).violations
    assert violation.rule.code == "CALM203"
    assert violation.path.endswith("/outbound_users/0/client_id")
    assert violation.fix is None


@pytest.mark.parametrize("name", ["calm", "sb-calm", "CALM-deploy_1", "sb-sb", "calm/prod", "calm\\\\prod"])
def test_right_form(lint: Lint, name: str) -> None:
    assert "CALM203" not in codes(lint(complete(AlmUser, f"client_id: {name}!b1|sapcloudalm!b2")))


def test_user_of_another_method_is_left_alone(lint: Lint) -> None:
    user = "authentication_method: User Name and Password\nclient_id: CALM"
    assert codes(lint(complete(AlmUser, user))) == ["CALM202"]
