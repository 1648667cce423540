from __future__ import annotations

from collections.abc import Callable

import pytest

from calm_lint.engine import Linter
from calm_lint.plugins import load_rules
from calm_lint.report import FileReport
from calm_lint.rule import Rule

Lint = Callable[[str | bytes], FileReport]


@pytest.fixture(scope="session")
def rules() -> list[Rule]:
    """All rules, loaded as the command line loads them."""
    rules, errors = load_rules()
    assert errors == []
    return rules


@pytest.fixture(scope="session")
def lint(rules: list[Rule]) -> Lint:
    """Lint a text with all rules."""
    linter = Linter(rules)

    def lint(text: str | bytes) -> FileReport:
        report = linter.lint("landscape.yaml", text if isinstance(text, bytes) else text.encode())
        assert report.errors == []
        return report

    return lint
