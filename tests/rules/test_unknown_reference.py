"""CALM005 beyond its examples: references, and that no other rule speaks of what they miss."""

from __future__ import annotations

import pytest

from calm_lint.api import AlmArrangement, AlmSystem, Node
from calm_lint.rulebook.examples import complete
from findings import Lint, codes


@pytest.mark.parametrize(
    ("node", "entries", "found"),
    [
        pytest.param(AlmArrangement, "communication_system: CALM_PRDO", ["CALM005"], id="unknown system is not unused"),
        pytest.param(AlmSystem, "cloud_alm_tenant: calm-prdo", ["CALM005"], id="reference to no tenant"),
    ],
)
def test_one_fault_one_finding(lint: Lint, node: type[Node], entries: str, found: list[str]) -> None:
    assert codes(lint(complete(node, entries))) == found
