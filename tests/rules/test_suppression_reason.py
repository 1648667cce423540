"""CALM013 beyond its examples: what is no reason."""

from __future__ import annotations

from datetime import date

import pytest

from calm_lint.api import AlmSystem, Linter, Rule
from calm_lint.rulebook.examples import complete
from findings import codes

TODAY = date(2026, 3, 31)


def port(comment: str) -> str:
    """Return a landscape whose communication system has another port than 443."""
    return complete(AlmSystem, f"port: 8443 {comment}")


@pytest.mark.parametrize(
    "comment",
    [
        "# calm-lint: ignore[system-port]",
        "# calm-lint: ignore[system-port] -",
        "# calm-lint: ignore[system-port] # why",
        "# calm-lint: ignore[system-port] until=2026-03-31",
    ],
)
def test_reason_is_missing(rules: list[Rule], comment: str) -> None:
    assert codes(Linter(rules, today=lambda: TODAY).lint("a.yaml", port(comment).encode())) == ["CALM013"]
