"""CALM202 beyond its examples: other methods and their spellings."""

from __future__ import annotations

import pytest

from calm_lint.api import AlmUser
from calm_lint.rulebook.examples import complete
from findings import Lint, codes


@pytest.mark.parametrize(
    ("entries", "found"),
    [
        pytest.param("authentication_method: None\nclient_id: x", ["CALM202"], id="other method"),
        pytest.param('authentication_method: " "', ["CALM202"], id="blank method"),
    ],
)
def test_one_fault_one_finding(lint: Lint, entries: str, found: list[str]) -> None:
    assert codes(lint(complete(AlmUser, entries))) == found
