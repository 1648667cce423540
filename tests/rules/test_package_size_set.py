"""CALM308 beyond its examples: spellings of zero and of other sizes, and what the fix removes."""

from __future__ import annotations

import pytest

from calm_lint.api import AlmArrangement, OutboundService
from calm_lint.rulebook.examples import complete
from findings import Lint, codes, fix_file, span_of


@pytest.mark.parametrize("written", ["0", "00000000", '"0"', ""])
def test_nothing_is_set(lint: Lint, written: str) -> None:
    assert codes(lint(complete(OutboundService, f"package_size: {written}"))) == []


@pytest.mark.parametrize("written", ["1", "10", "00000100", '"5"'])
def test_finding_is_at_the_key_and_the_fix_removes_the_line(lint: Lint, written: str) -> None:
    text = complete(OutboundService, f"package_size: {written}")
    (violation,) = lint(text).violations
    assert (violation.rule.code, violation.severity) == ("CALM308", "info")
    assert violation.span == span_of(text, "package_size")
    assert fix_file(lint, text, "CALM308") == complete(OutboundService, "")


def test_service_of_another_scenario_is_left_alone(lint: Lint) -> None:
    text = complete(AlmArrangement, "scenario: SAP_COM_0466\noutbound_services: {printing: {package_size: 5}}")
    assert codes(lint(text)) == ["CALM301"]
