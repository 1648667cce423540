"""CALM902 beyond its examples: case does not count."""

from __future__ import annotations

from environments import CTS, at, found, only


def test_later_name_is_reported() -> None:
    text, violation = only(CTS, ("DOMAIN_ECP", "domain_prd"))
    assert (violation.rule.code, violation.severity, at(text, violation)) == ("CALM902", "error", "domain_prd")
    assert violation.related


def test_rejected_name_is_left_out() -> None:
    assert found(CTS, ("domain_name: DOMAIN_ECP", "domain_name: [wrong]")) == ["CALM003"]
