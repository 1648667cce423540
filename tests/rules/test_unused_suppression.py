"""CALM012 beyond its examples: what suppresses nothing, and what the fix leaves of the comment."""

from __future__ import annotations

import pytest

from calm_lint.api import AlmSystem
from calm_lint.rulebook.examples import complete
from findings import Lint, codes, fixed


def port(comment: str) -> str:
    """Return a landscape whose communication system has another port than 443."""
    return complete(AlmSystem, f"port: 8443 {comment}")


def test_rest_of_the_list_counts(lint: Lint) -> None:
    assert codes(lint(port("# calm-lint: ignore[system-port, service-port] why"))) == ["CALM012"]


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("port: 443 # calm-lint: ignore[system-port] why@", "port: 443@"),
        ("port: 443   # proxy # calm-lint: ignore[system-port] why@", "port: 443   # proxy@"),
        ("port: 443 # calm-lint: ignore[system-port] why # proxy@", "port: 443  # proxy@"),
        ("# calm-lint: ignore[system-port] why@        port: 443@", "port: 443@"),
        ("# kept@        # calm-lint: ignore[system-port] why@        port: 443@", "# kept@        port: 443@"),
    ],
)
def test_fix_takes_out_the_comment_and_nothing_else(lint: Lint, before: str, after: str, end: str) -> None:
    text = complete(AlmSystem, "port: @TEXT@").replace("port: @TEXT@\n", before.replace("@", "\n")).replace("\n", end)
    expected = complete(AlmSystem, "port: @TEXT@").replace("port: @TEXT@\n", after.replace("@", "\n"))
    (violation,) = lint(text).violations
    assert violation.rule.code == "CALM012"
    assert fixed(text, violation) == expected.replace("\n", end)


@pytest.mark.parametrize(
    ("names", "left"),
    [
        ("system-port, service-port", "system-port"),
        ("service-port, system-port", "system-port"),
        ("service-port , system-port , schema", "system-port , schema"),
    ],
)
def test_fix_takes_a_rule_out_of_the_list(lint: Lint, names: str, left: str) -> None:
    text = port(f"# calm-lint: ignore[{names}] why")
    violation = lint(text).violations[0]
    assert fixed(text, violation) == port(f"# calm-lint: ignore[{left}] why")
