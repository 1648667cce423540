"""CALM403 beyond its examples: landscapes of which nothing is said."""

from __future__ import annotations

import pytest

from calm_lint.api import Landscape
from calm_lint.rulebook.examples import complete
from findings import Lint, codes


@pytest.mark.parametrize(
    ("entries", "found"),
    [
        pytest.param("cloud_alm_tenants: []", ["CALM003"], id="no tenant is none that is not productive"),
    ],
)
def test_one_fault_one_finding(lint: Lint, entries: str, found: list[str]) -> None:
    assert codes(lint(complete(Landscape, entries))) == found
