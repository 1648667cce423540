"""CALM812 beyond its examples: which routes count."""

from __future__ import annotations

from environments import CTMS, at, found, only

ROUTE = "      - {name: TEST_TO_PROD, source: TEST_NODE, target: PROD_NODE}\n"
SECOND = "      - {name: DEV_TO_PROD, source: DEV_NODE, target: PROD_NODE}\n"


def test_later_target_is_reported_with_the_earlier_one() -> None:
    text, violation = only(CTMS, (ROUTE, ROUTE + SECOND))
    assert (violation.rule.code, violation.severity, at(text, violation)) == ("CALM812", "error", "PROD_NODE")
    (related,) = violation.related
    assert related.span.line == violation.span.line - 1


def test_one_source_may_have_many_targets() -> None:
    assert found(CTMS, ("source: TEST_NODE", "source: DEV_NODE")) == []


def test_target_of_another_form_is_left_out() -> None:
    assert found(CTMS, (ROUTE, f"{ROUTE}{SECOND.replace('target: PROD_NODE', 'target: [wrong]')}")) == ["CALM003"]
