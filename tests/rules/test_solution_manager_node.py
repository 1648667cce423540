"""CALM815 beyond its examples: which values count."""

from __future__ import annotations

from environments import CTMS, at, found, only

LINE = "controlled_by_sap_solution_manager: false"


def test_finding_is_at_the_value() -> None:
    text, violation = only(CTMS, (LINE, LINE.replace("false", "true")))
    assert (violation.rule.code, violation.severity, at(text, violation)) == ("CALM815", "warning", "true")
    assert violation.path == "/ctms_services/0/nodes/0/controlled_by_sap_solution_manager"


def test_other_values() -> None:
    assert found(CTMS, (LINE, "controlled_by_sap_solution_manager:")) == []
    assert found(CTMS, (LINE, "controlled_by_sap_solution_manager: maybe")) == ["CALM003"]
