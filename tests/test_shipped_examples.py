"""The shipped examples: one by the book, and one whose comments name the rules that find its faults."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from calm_lint.engine.results import FileReport

Lint = Callable[[str], FileReport]

EXAMPLES = Path(__file__).parents[1] / "examples"


def test_landscape_by_the_book_is_clean(lint: Lint) -> None:
    report = lint((EXAMPLES / "landscape.yaml").read_text("utf-8"))
    assert report.violations == []
    assert (report.landscapes, report.tenants) == (1, 4)


def test_every_fault_is_found_where_its_comment_stands(lint: Lint) -> None:
    text = (EXAMPLES / "faulty.landscape.yaml").read_text("utf-8")
    expected = set()
    for number, line in enumerate(text.splitlines(), 1):
        entry = re.fullmatch(r"(\s*(?:- )?)(\w+):(?: (.*?))? #((?: CALM\d+)+)", line)
        if entry is None:
            continue
        for code in entry[4].split():
            # Findings about keys and about what is absent point at the key, all others at the value.
            at_key = code == "CALM002" or entry[2] in ("statuschange", "outbound_services")
            start = entry.start(2 if at_key else 3)
            end = entry.end(2 if at_key else 3)
            expected.add((number, start + 1, end + 1, code))
    assert len(expected) == 18
    found = {(each.span.line, each.span.column, each.span.end_column, each.rule.code) for each in lint(text).violations}
    assert found == expected


def test_faulty_example_has_a_fault_for_every_rule_but_the_syntax(lint: Lint) -> None:
    report = lint((EXAMPLES / "faulty.landscape.yaml").read_text("utf-8"))
    six_checks_and_structure = {
        *("CALM002", "CALM003", "CALM004", "CALM005"),
        *("CALM101", "CALM102", "CALM103", "CALM105", "CALM106", "CALM112"),
        *("CALM303", "CALM304", "CALM305", "CALM306", "CALM311", "CALM401"),
    }
    assert {violation.rule.code for violation in report.violations} == six_checks_and_structure
