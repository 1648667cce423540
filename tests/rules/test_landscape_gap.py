"""CALM404 beyond its examples: which roles belong together."""

from __future__ import annotations

import pytest

from calm_lint.api import S4Tenant
from calm_lint.rulebook.examples import complete
from findings import Lint, codes


@pytest.mark.parametrize(
    ("entries", "found"),
    [
        pytest.param("role: development", ["CALM404"], id="development without test"),
        pytest.param("role: customizing", ["CALM404"], id="customizing without test"),
        pytest.param("role: test", ["CALM404"], id="test without development"),
    ],
)
def test_one_fault_one_finding(lint: Lint, entries: str, found: list[str]) -> None:
    assert codes(lint(complete(S4Tenant, entries))) == found
