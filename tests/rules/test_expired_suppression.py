"""CALM014 beyond its examples: which days end a suppression, and where they have to stand."""

from __future__ import annotations

from datetime import date

import pytest

from calm_lint.api import AlmSystem, Linter, Rule
from calm_lint.rulebook.examples import complete
from findings import Lint, codes

TODAY = date(2026, 3, 31)


def port(comment: str) -> str:
    """Return a landscape whose communication system has another port than 443."""
    return complete(AlmSystem, f"port: 8443 {comment}")


@pytest.mark.parametrize(
    ("comment", "expected"),
    [
        # A day that is over, or none at all.
        ("# calm-lint: ignore[system-port] until=2026-03-30 why", ["CALM101", "CALM014"]),
        ("# calm-lint: ignore[system-port] until=2026-02-30 why", ["CALM101", "CALM014"]),
        ("# calm-lint: ignore[system-port] until= why", ["CALM101", "CALM014"]),
        ("# calm-lint: ignore[system-port] until=soon why", ["CALM101", "CALM014"]),
        # A day that would never end anything, as it does not stand directly after the bracket.
        ("# calm-lint: ignore[system-port] proxy until=2020-01-01", ["CALM101", "CALM014"]),
        ("# calm-lint: ignore[system-port] proxy until=2999-01-01", ["CALM101", "CALM014"]),
        ("# calm-lint: ignore[system-port] proxy (until 2999-01-01)", ["CALM101", "CALM014"]),
        ("# calm-lint: ignore[system-port] Until: 2999-01-01 proxy", ["CALM101", "CALM014"]),
        ("# calm-lint: ignore[system-port] until = 2999-01-01 proxy", ["CALM101", "CALM014"]),
        ("# calm-lint: ignore[system-port] proxy until=soon", ["CALM101", "CALM014"]),
        ("# calm-lint: ignore[system-port until=2999-01-01] proxy", ["CALM101", "CALM011", "CALM014"]),
        ("# calm-lint: until=2999-01-01 ignore[system-port] proxy", ["CALM101", "CALM011", "CALM014"]),
    ],
)
def test_day_ends_the_suppression(rules: list[Rule], comment: str, expected: list[str]) -> None:
    assert codes(Linter(rules, today=lambda: TODAY).lint("a.yaml", port(comment).encode())) == expected


def test_reason_may_say_when_something_ends(rules: list[Rule]) -> None:
    text = port("# calm-lint: ignore[system-port] until=2026-04-01 the contract runs until 2026-04-30")
    assert codes(Linter(rules, today=lambda: TODAY).lint("a.yaml", text.encode())) == []


@pytest.mark.parametrize(
    ("until", "message"), [("soon", "until is soon, must be a date"), ("", "until is empty, must")]
)
def test_day_that_is_none_is_quoted(lint: Lint, until: str, message: str) -> None:
    report = lint(port(f"# calm-lint: ignore[system-port] until={until} why"))
    assert report.violations[-1].message.startswith(message)
