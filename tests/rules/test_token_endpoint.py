"""Token endpoints that are right, those that the schema rejects, and those with faults of several rules."""

from __future__ import annotations

import pytest

from calm_lint.api import AlmSystem
from calm_lint.rulebook.examples import complete
from findings import Lint, codes, fixes

TOKEN = "https://acme.authentication.eu10.hana.ondemand.com"
RIGHT = [f"{TOKEN}/oauth/token"]


@pytest.mark.parametrize(
    ("written", "found", "fixed"),
    [
        (f"{TOKEN}/oauth/token", [], []),
        ("acme.authentication.eu10.hana.ondemand.com/oauth/token", [], []),
        (f"{TOKEN}:443/oauth/token", [], []),
        (f"http{TOKEN[5:]}", ["CALM105", "CALM106"], [f"http{RIGHT[0][5:]}", TOKEN]),
        ("[a]", ["CALM003"], [None]),
    ],
)
def test_token_endpoint(lint: Lint, written: str, found: list[str], fixed: list[str | None]) -> None:
    report = lint(complete(AlmSystem, f"token_endpoint: {written}"))
    assert codes(report) == found
    assert fixes(report) == fixed
