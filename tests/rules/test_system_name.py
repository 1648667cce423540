"""CALM110 beyond its examples: blanks and letters of the name."""

from __future__ import annotations

import pytest

from calm_lint.api import AlmSystem
from calm_lint.rulebook.examples import complete
from findings import Lint, codes, span_of


@pytest.mark.parametrize(
    ("entries", "found"),
    [
        pytest.param('system_name: " "', ["CALM110"], id="blank name"),
        pytest.param("system_name: ALM", [], id="name that comes before the id"),
    ],
)
def test_one_fault_one_finding(lint: Lint, entries: str, found: list[str]) -> None:
    assert codes(lint(complete(AlmSystem, entries))) == found


@pytest.mark.parametrize(
    ("written", "found"),
    [
        ("CALM_PROD", ["CALM110"]),
        ("calm_prod", ["CALM110"]),
        ("' CALM_PROD '", ["CALM110"]),
        ("CALM_PROD of Acme", []),
        ("CALM PROD", []),
        ('""', ["CALM110"]),
        ("~", ["CALM110"]),
        ("[a]", ["CALM003"]),
    ],
)
def test_name(lint: Lint, written: str, found: list[str]) -> None:
    assert codes(lint(complete(AlmSystem, f"system_name: {written}"))) == found


def test_missing_name_is_shown_at_the_system_id(lint: Lint) -> None:
    text = complete(AlmSystem, "").replace("        system_name: SAP Cloud ALM of Acme\n", "")
    (violation,) = lint(text).violations
    assert violation.rule.code == "CALM110"
    assert violation.span == span_of(text, "CALM_PROD", after="system_id: ")
    assert violation.path == "/s4hana_tenants/0/communication_systems/0"
