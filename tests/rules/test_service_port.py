"""CALM305 beyond its examples: spellings of the port."""

from __future__ import annotations

import pytest

from calm_lint.api import OutboundService
from calm_lint.rulebook.examples import complete
from findings import Lint, codes, fixes


@pytest.mark.parametrize(
    ("written", "found", "fixed"),
    [
        ("443", [], []),
        ("44300", ["CALM305"], ["443"]),
        ("80", ["CALM305"], ["443"]),
        ("", ["CALM003"], [None]),
        ('"443"', ["CALM003"], ["443"]),
    ],
)
def test_service_port(lint: Lint, written: str, found: list[str], fixed: list[str | None]) -> None:
    report = lint(complete(OutboundService, f"port: {written}"))
    assert codes(report) == found
    assert fixes(report) == fixed
