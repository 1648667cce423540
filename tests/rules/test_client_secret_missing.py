"""CALM208 beyond its examples: blank values."""

from __future__ import annotations

import pytest

from calm_lint.api import AlmUser
from calm_lint.rulebook.examples import complete
from findings import Lint, codes


@pytest.mark.parametrize(
    ("entries", "found"),
    [
        pytest.param('client_secret: " "', ["CALM208"], id="blank secret"),
        pytest.param('client_id: " "', ["CALM208"], id="blank client ID"),
    ],
)
def test_one_fault_one_finding(lint: Lint, entries: str, found: list[str]) -> None:
    assert codes(lint(complete(AlmUser, entries))) == found
