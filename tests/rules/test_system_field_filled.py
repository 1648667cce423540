"""CALM120 beyond its examples: what counts as filled in, and in which communication systems."""

from __future__ import annotations

import pytest

from calm_lint.api import AlmSystem
from calm_lint.rulebook.examples import complete
from findings import Lint, codes, of_rule, span_of

ALL = "is_hub_system: true\nauth_endpoint: acme.example.com\naudience: acme"


def test_each_field_is_said_at_its_value_without_a_fix(lint: Lint) -> None:
    text = complete(AlmSystem, ALL)
    violations = lint(text).violations
    assert [(each.rule.code, each.severity, each.fix) for each in violations] == [("CALM120", "warning", None)] * 3
    places = (("true", "is_hub_system: "), ("acme.example.com", ""), ("acme", "audience: "))
    assert sorted(each.span for each in violations) == [span_of(text, part, after=after) for part, after in places]


@pytest.mark.parametrize("entries", ["", "is_hub_system:", 'auth_endpoint: ""\naudience: ""'])
def test_empty_field(lint: Lint, entries: str) -> None:
    assert codes(lint(complete(AlmSystem, entries))) == []


def test_system_with_mtls_is_looked_at_too(lint: Lint) -> None:
    text = complete(AlmSystem, f"inbound_users:\n  - user_name: CALM_ATO_INBOUND\n{ALL}")
    assert len(of_rule(lint(text), "CALM120")) == 3


def test_system_of_another_scenario_is_left_alone(lint: Lint) -> None:
    text = complete(AlmSystem, ALL)
    text = text.replace("communication_system: CALM_PROD", "communication_system: OTHER")
    assert "CALM120" not in codes(lint(text))
