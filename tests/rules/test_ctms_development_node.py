"""CALM811 beyond its examples: which nodes are in a route, and where it is silent."""

from __future__ import annotations

import pytest

from environments import CTMS, at, found, only

ROUTES = CTMS[CTMS.index("    routes:") : CTMS.index("    transports:")]


def test_role_may_be_left_out() -> None:
    assert found(CTMS, ("        role: development\n", "")) == []


@pytest.mark.parametrize("role", ["test", "production"])
def test_first_node_of_another_role(role: str) -> None:
    text, violation = only(CTMS, ("role: development", f"role: {role}"))
    assert (violation.rule.code, violation.severity, at(text, violation)) == ("CALM811", "warning", role)


@pytest.mark.parametrize("routes", ["", "    routes: []\n"])
def test_without_routes_each_node_is_said(routes: str) -> None:
    from mtls import changed, linted

    violations = linted(changed((ROUTES, routes), text=CTMS)).violations
    assert [each.rule.code for each in violations] == ["CALM811"] * 3


def test_silent_where_a_route_is_not_known() -> None:
    assert found(CTMS, ("target: PROD_NODE", "target: PRD_NODE")) == ["CALM005"]
    assert found(CTMS, ("source: TEST_NODE, ", "")) == ["CALM003"]
    assert found(CTMS, ("{name: PROD_NODE, role: production}", "wrong")) == ["CALM003"]


def test_names_are_case_sensitive() -> None:
    assert found(CTMS, ("source: DEV_NODE", "source: dev_node")) == ["CALM005"]
