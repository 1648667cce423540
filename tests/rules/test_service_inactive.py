"""CALM304 beyond its examples: spellings of the status."""

from __future__ import annotations

import pytest

from calm_lint.api import OutboundService
from calm_lint.rulebook.examples import complete
from findings import Lint, codes, fixes


@pytest.mark.parametrize(
    ("written", "found", "fixed"),
    [
        ("active", [], []),
        ("inactive", ["CALM304"], ["active"]),
        ("'inactive'", ["CALM304"], ["'active'"]),
        ("Active", ["CALM003"], ["active"]),
        ("true", ["CALM003"], [None]),
        ("", ["CALM003"], [None]),
    ],
)
def test_service_status(lint: Lint, written: str, found: list[str], fixed: list[str | None]) -> None:
    report = lint(complete(OutboundService, f"service_status: {written}"))
    assert codes(report) == found
    assert fixes(report) == fixed
