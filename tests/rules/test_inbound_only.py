"""CALM115 beyond its examples: spellings of the tick, and systems of other scenarios."""

from __future__ import annotations

import pytest

from calm_lint.api import AlmArrangement, AlmSystem
from calm_lint.rulebook.examples import complete
from findings import Lint, codes, fix_file, fixes


@pytest.mark.parametrize(
    ("written", "found", "fixed"),
    [
        ("false", [], []),
        ("False", [], []),
        ("", [], []),
        ("true", ["CALM115"], ["false"]),
        ("True", ["CALM115"], ["false"]),
        ("TRUE", ["CALM115"], ["false"]),
        ("yes", ["CALM003"], [None]),
        ("1", ["CALM003"], [None]),
    ],
)
def test_tick(lint: Lint, written: str, found: list[str], fixed: list[str | None]) -> None:
    report = lint(complete(AlmSystem, f"inbound_only: {written}"))
    assert codes(report) == found
    assert fixes(report) == fixed


def test_fix_keeps_the_comment(lint: Lint) -> None:
    text = complete(AlmSystem, "inbound_only: true # as on the screen")
    assert fix_file(lint, text, "CALM115") == text.replace("true #", "false #")


def test_system_of_another_scenario_may_be_inbound_only(lint: Lint) -> None:
    text = complete(AlmArrangement, "scenario: SAP_COM_0466\noutbound_services:")
    text = text.replace("        host_name:", "        inbound_only: true\n        host_name:")
    assert codes(lint(text)) == ["CALM301"]
