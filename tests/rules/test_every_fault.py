"""One landscape file with a fault for every rule, whose comments tell what has to be found where, and nothing else."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from calm_lint.report import FileReport
from calm_lint.rule import Rule

Lint = Callable[[str], FileReport]

FILES = tuple(Path(__file__).with_name(f"{name}.landscape.yaml") for name in ("every_fault", "broken"))

# The rules that have no fault in the files yet: those about binding files and about suppressions.
NOT_COVERED = {"CALM006", "CALM511", "CALM011", "CALM012", "CALM013", "CALM014"}


def test_findings_are_those_of_the_comments(lint: Lint) -> None:
    for file in FILES:
        text = file.read_text("utf-8")
        assert found(lint(text)) == expected(text)


def test_every_rule_has_a_fault(rules: list[Rule]) -> None:
    codes = {code for file in FILES for _, code, _ in expected(file.read_text("utf-8"))}
    assert {rule.code for rule in rules} - NOT_COVERED == codes


def expected(text: str) -> list[tuple[int, str, str]]:
    """Read the comments: line, code and entity of each finding."""
    return [
        (number, code, match[1])
        for number, line in enumerate(text.splitlines(), 1)
        if (match := re.search(r" # ([^#]+):((?: CALM\d{3})+)$", line))
        for code in match[2].split()
    ]


def found(report: FileReport) -> list[tuple[int, str, str]]:
    """Return the same of what was found; an entity is named by the ids that lead to it."""
    return sorted(
        (each.span.line, each.rule.code, re.sub(r"\w+\[([^]]*)\]", r"\1", each.entity)) for each in report.violations
    )
