"""CALM509 beyond its examples: zones beside that of the URL."""

from __future__ import annotations

import pytest

from calm_lint.api import Uaa
from calm_lint.rulebook.examples import complete
from findings import Lint, codes


@pytest.mark.parametrize(
    ("entries", "found"),
    [
        pytest.param("identityzone: aaa", ["CALM509"], id="zone before that of the URL"),
        pytest.param("identityzone: zzz", ["CALM509"], id="zone behind that of the URL"),
        pytest.param("identityzone: ACME", [], id="zone in upper case"),
    ],
)
def test_one_fault_one_finding(lint: Lint, entries: str, found: list[str]) -> None:
    assert codes(lint(complete(Uaa, entries))) == found
