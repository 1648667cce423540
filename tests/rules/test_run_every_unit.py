"""CALM311 beyond its examples: five minutes that are written in another unit, or without one."""

from __future__ import annotations

import pytest

from calm_lint.api import OutboundService
from calm_lint.rulebook.examples import complete
from findings import Lint, codes, fixes

FIVE = ["5 minutes"]


@pytest.mark.parametrize(
    ("written", "found", "fixed"),
    [
        ("5", ["CALM311"], FIVE),
        ("05", ["CALM311"], FIVE),
        ("5.0", ["CALM311"], FIVE),
        ('"5"', ["CALM311"], ['"5 minutes"']),
        ("300 seconds", ["CALM311"], FIVE),
        ("300s", ["CALM311"], FIVE),
        ("300 Second(s)", ["CALM311"], FIVE),
        ("PT5M", ["CALM311"], FIVE),
        ("pt5m", ["CALM311"], FIVE),
        ("PT300S", ["CALM311"], FIVE),
        ("P0DT5M", ["CALM311"], FIVE),
    ],
)
def test_five_minutes_in_another_unit(lint: Lint, written: str, found: list[str], fixed: list[str | None]) -> None:
    report = lint(complete(OutboundService, f"run_every: {written}"))
    assert codes(report) == found
    assert fixes(report) == fixed


@pytest.mark.parametrize(
    ("written", "fixed"),
    [
        ("{value: '300', unit: seconds}", ["'5'", "minutes"]),
    ],
)
def test_run_every_of_two_fields_is_mended_in_both(lint: Lint, written: str, fixed: list[str]) -> None:
    (violation,) = lint(complete(OutboundService, f"run_every: {written}")).violations
    assert violation.rule.code == "CALM311"
    assert violation.path.endswith("/export/run_every")
    assert violation.fix
    assert [edit.text for edit in violation.fix.edits] == fixed
