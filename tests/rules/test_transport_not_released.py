"""CALM602 beyond its examples: transports with and without a feature."""

from __future__ import annotations

import pytest

from calm_lint.api import Transport
from calm_lint.rulebook.examples import complete
from findings import Lint, codes


@pytest.mark.parametrize(
    ("entries", "found"),
    [
        pytest.param('status: modifiable\nfeature: ""', [], id="no feature"),
        pytest.param("status: modifiable\nfeature: [6]", ["CALM602", "CALM003"], id="unknown feature"),
    ],
)
def test_one_fault_one_finding(lint: Lint, entries: str, found: list[str]) -> None:
    assert codes(lint(complete(Transport, entries))) == found
