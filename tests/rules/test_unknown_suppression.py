"""CALM011 beyond its examples: comments that suppress nothing, though they look as if they did."""

from __future__ import annotations

import pytest

from calm_lint.api import AlmSystem
from calm_lint.rulebook.examples import complete
from findings import Lint, codes


def port(comment: str) -> str:
    """Return a landscape whose communication system has another port than 443."""
    return complete(AlmSystem, f"port: 8443 {comment}")


@pytest.mark.parametrize(
    ("comment", "expected"),
    [
        # No rule, or none that exists.
        ("# calm-lint: ignore why", ["CALM101", "CALM011"]),
        ("# calm-lint: ignore[] why", ["CALM101", "CALM011"]),
        ("# calm-lint: ignore[CALM1] why", ["CALM101", "CALM011"]),
        ("# calm-lint: ignore[ALL] why", ["CALM101", "CALM011"]),
        ("# calm-lint: ignroe[system-port] why", ["CALM101", "CALM011"]),
        ("# calm-lint: ignore[system-port why", ["CALM101", "CALM011"]),
        ("# calm-lint:", ["CALM101", "CALM011"]),
        ("# calm-lint: ignore-file[system-port] why", ["CALM101", "CALM011"]),
        # The rest of the list counts.
        ("# calm-lint: ignore[system-prot, system-port] why", ["CALM011"]),
        # Nearly the name, or without the colon.
        ("# calm-lint ignore[system-port] why", ["CALM101", "CALM011"]),
        ("# calm-lint : ignore[system-port] why", ["CALM101", "CALM011"]),
        ("# calm-lint ignore-file[system-port] why", ["CALM101", "CALM011"]),
        ("# Calm-Lint: ignore[system-port] why", ["CALM101", "CALM011"]),
        ("# calm_lint: ignore[system-port] why", ["CALM101", "CALM011"]),
        ("# calm lint: ignore[system-port] why", ["CALM101", "CALM011"]),
        ("#CalmLint ignore[system-port] why", ["CALM101", "CALM011"]),
        ("## calm-lint: ignore[system-port] why", ["CALM101", "CALM011"]),
    ],
)
def test_comment_suppresses_nothing(lint: Lint, comment: str, expected: list[str]) -> None:
    assert codes(lint(port(comment))) == expected


@pytest.mark.parametrize(
    "comment",
    [
        "# calm-lint ignores this file",
        "# checked by calm-lint: see the wiki",
        "# https://calm-lint.example/x: until=2020-01-01",
        "# not calm_lint: ignore[system-port]",
    ],
)
def test_comment_about_calm_lint_is_no_suppression(lint: Lint, comment: str) -> None:
    assert codes(lint(port(comment))) == ["CALM101"]
