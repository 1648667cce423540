"""CALM306 beyond its examples: how five minutes may be spelled, and what is another interval or none."""

from __future__ import annotations

import pytest

from calm_lint.api import OutboundService
from calm_lint.rulebook.examples import complete
from findings import Lint, codes, fixes

FIVE = ["5 minutes"]


@pytest.mark.parametrize(
    ("written", "found", "fixed"),
    [
        ("5 minutes", [], []),
        ("5 Minutes", [], []),
        ("5 minute", [], []),
        ("5 min", [], []),
        ("5min", [], []),
        ("5m", [], []),
        ("05 Minute(s)", [], []),
        ('"5 minutes"', [], []),
        ("5.0 minutes", [], []),
        ("{value: 5, unit: minutes}", [], []),
        ("{value: 05, unit: Minute(s)}", [], []),
        ("10 minutes", ["CALM306"], FIVE),
        ("1 minute", ["CALM306"], FIVE),
        ("5 hours", ["CALM306"], FIVE),
        ("5 h", ["CALM306"], FIVE),
        ("1 day", ["CALM306"], FIVE),
        ("5 seconds", ["CALM306"], FIVE),
        ("300", ["CALM306"], FIVE),
        ("0", ["CALM306"], FIVE),
        ("-5 minutes", ["CALM306"], FIVE),
        ("PT1H", ["CALM306"], FIVE),
        ("PT5S", ["CALM306"], FIVE),
        ("P5D", ["CALM306"], FIVE),
        ("P", ["CALM306"], FIVE),
        ("PT", ["CALM306"], FIVE),
        ("5:00", ["CALM306"], FIVE),
        ("5 fortnights", ["CALM306"], FIVE),
        ("five minutes", ["CALM306"], FIVE),
        ("'10 minutes'", ["CALM306"], ["'5 minutes'"]),
        ('""', ["CALM306"], ['"5 minutes"']),
        ("", ["CALM003"], [None]),
        ("true", ["CALM003"], [None]),
        ("[5, minutes]", ["CALM003"], [None]),
        ("{value: 5}", ["CALM003"], [None]),
    ],
)
def test_run_every(lint: Lint, written: str, found: list[str], fixed: list[str | None]) -> None:
    report = lint(complete(OutboundService, f"run_every: {written}"))
    assert codes(report) == found
    assert fixes(report) == fixed


@pytest.mark.parametrize(
    ("written", "fixed"),
    [
        ("{value: 10, unit: minutes}", ["5", "minutes"]),
        ("{value: 5, unit: hours}", ["5", "minutes"]),
        ("\n  value: 10 # slow\n  unit: minutes", ["5", "minutes"]),
    ],
)
def test_run_every_of_two_fields_is_mended_in_both(lint: Lint, written: str, fixed: list[str]) -> None:
    (violation,) = lint(complete(OutboundService, f"run_every: {written}")).violations
    assert violation.rule.code == "CALM306"
    assert violation.path.endswith("/export/run_every")
    assert violation.fix
    assert [edit.text for edit in violation.fix.edits] == fixed
