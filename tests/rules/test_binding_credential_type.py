"""CALM507 beyond its examples: the types of a credential."""

from __future__ import annotations

import pytest

from calm_lint.api import Uaa
from calm_lint.rulebook.examples import complete
from findings import Lint, codes


@pytest.mark.parametrize(
    ("entries", "found"),
    [
        pytest.param('credential-type: ""', [], id="empty credential type"),
    ],
)
def test_one_fault_one_finding(lint: Lint, entries: str, found: list[str]) -> None:
    assert codes(lint(complete(Uaa, entries))) == found
