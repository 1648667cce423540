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
