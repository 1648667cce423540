"""CALM110 beyond its examples: blanks and letters of the name."""

from __future__ import annotations

import pytest

from calm_lint.api import AlmSystem
from calm_lint.rulebook.examples import complete
from findings import Lint, codes


@pytest.mark.parametrize(
    ("entries", "found"),
    [
        pytest.param('system_name: " "', ["CALM110"], id="blank name"),
        pytest.param("system_name: ALM", [], id="name that comes before the id"),
    ],
)
def test_one_fault_one_finding(lint: Lint, entries: str, found: list[str]) -> None:
    assert codes(lint(complete(AlmSystem, entries))) == found
