"""CALM101 beyond its examples: spellings of the port, and a port that is missing."""

from __future__ import annotations

import pytest

from calm_lint.api import AlmSystem
from calm_lint.rulebook.examples import complete
from findings import Lint, codes, fixes


@pytest.mark.parametrize(
    ("written", "found", "fixed"),
    [
        ("443", [], []),
        ("8443", ["CALM101"], ["443"]),
        ("80", ["CALM101"], ["443"]),
        ("0", ["CALM101"], ["443"]),
        ("-443", ["CALM101"], ["443"]),
        ("+443", [], []),
        ("", ["CALM101"], [None]),
        ("~", ["CALM101"], [None]),
        ('"443"', ["CALM003"], ["443"]),
        ("0443", ["CALM003"], [None]),
        ("443.0", ["CALM003"], [None]),
        ("0x1BB", ["CALM003"], [None]),
        ("true", ["CALM003"], [None]),
        ("[443]", ["CALM003"], [None]),
    ],
)
def test_system_port(lint: Lint, written: str, found: list[str], fixed: list[str | None]) -> None:
    report = lint(complete(AlmSystem, f"port: {written}"))
    assert codes(report) == found
    assert fixes(report) == fixed


def test_missing_port_is_shown_at_the_system_id(lint: Lint) -> None:
    text = complete(AlmSystem, "").replace("        port: 443\n        token", "        token")
    (violation,) = lint(text).violations
    assert (violation.rule.code, violation.path) == ("CALM101", "/s4hana_tenants/0/communication_systems/0")
    line = text.splitlines()[violation.span.line - 1]
    assert line[violation.span.column - 1 : violation.span.end_column - 1] == "CALM_PROD"
