"""CALM312 beyond its examples: letters and length of the name."""

from __future__ import annotations

import pytest

from calm_lint.api import AlmArrangement
from calm_lint.rulebook.examples import complete
from findings import Lint, codes, span_of


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("A" * 80, []),
        ("A" * 81, ["CALM312"]),
        ("a-Z_09", []),
        ("1", []),
        ("'ATO '", ["CALM312"]),
        ("ATO.1", ["CALM312"]),
        ("ATO/1", ["CALM312"]),
        ("\u00c4TO", ["CALM312"]),
        ("ATO\u0661", ["CALM312"]),
    ],
)
def test_name(lint: Lint, name: str, found: list[str]) -> None:
    assert codes(lint(complete(AlmArrangement, f"arrangement_name: {name}"))) == found


def test_finding_is_at_the_name_and_has_no_fix(lint: Lint) -> None:
    text = complete(AlmArrangement, "arrangement_name: Cloud ALM")
    (violation,) = lint(text).violations
    assert violation.span == span_of(text, "Cloud ALM", after="arrangement_name: ")
    assert violation.severity == "warning"
    assert violation.fix is None


def test_name_of_another_scenario_is_left_alone(lint: Lint) -> None:
    text = complete(AlmArrangement, "arrangement_name: Printer 1\nscenario: SAP_COM_0466\noutbound_services:")
    assert "CALM312" not in codes(lint(text))
