"""CALM310 beyond its examples: spellings of the path, and services of other scenarios."""

from __future__ import annotations

import pytest

from calm_lint.api import AlmArrangement, OutboundService
from calm_lint.rulebook.examples import complete
from findings import Lint, codes, fixes


@pytest.mark.parametrize(
    ("written", "found", "fixed"),
    [
        ("/", [], []),
        ('"/"', [], []),
        ("", [], []),
        ("//", ["CALM310"], ["/"]),
        ("/api/", ["CALM310"], ["/"]),
        ("api", ["CALM310"], ["/"]),
        ("'/api'", ["CALM310"], ["'/'"]),
        ("[/]", ["CALM003"], [None]),
    ],
)
def test_path(lint: Lint, written: str, found: list[str], fixed: list[str | None]) -> None:
    report = lint(complete(OutboundService, f"path: {written}"))
    assert codes(report) == found
    assert fixes(report) == fixed


def test_path_of_another_scenario_is_left_alone(lint: Lint) -> None:
    text = complete(AlmArrangement, "scenario: SAP_COM_0466\noutbound_services: {printing: {path: /print}}")
    assert codes(lint(text)) == ["CALM301"]
