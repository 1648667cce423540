"""CALM601 beyond its examples: the day of the connection."""

from __future__ import annotations

import pytest

from calm_lint.api import Transport
from calm_lint.rulebook.examples import complete
from findings import Lint, codes


@pytest.mark.parametrize(
    ("entries", "found"),
    [
        pytest.param("exported_on: 2024-01-15", [], id="exported on the day of the connection"),
    ],
)
def test_one_fault_one_finding(lint: Lint, entries: str, found: list[str]) -> None:
    assert codes(lint(complete(Transport, entries))) == found
