"""A document that ends in a syntax fault is checked as far as it is certain, and nothing untrue is said of it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from calm_lint.api import AlmSystem, Landscape, Linter, Rule
from calm_lint.engine.results import FileReport
from calm_lint.rulebook.examples import complete
from invariants import check

ROOT = Path(__file__).parents[1]
# What ends a document: a value, a line or an indentation that YAML does not take.
FAULTS = [
    "@",
    "x: @\n",
    "{\n",
    "- @\n",
    '"',
    " a: b\n",
    "   a: b\n",
    "     a: b\n",
    "%\n",
    "\t@\n",
    "a b\n",
    "]\n",
    "*no\n",
    "!no a\n",
]
LANDSCAPES = {
    "faulty": (ROOT / "examples" / "faulty.landscape.yaml").read_text("utf-8"),
    "example": (ROOT / "examples" / "landscape.yaml").read_text("utf-8"),
    "every fault": (ROOT / "tests" / "rules" / "every_fault.landscape.yaml").read_text("utf-8"),
}


def reversed_blocks(text: str) -> str:
    """Return a document with its top-level entries in reverse order, where no alias keeps them in order."""
    return "".join(reversed(re.findall(r"^\S.*\n(?:[ \n].*\n?)*", text, re.MULTILINE)))


Found = set[tuple[str, int, int, str]]


def found(report: FileReport) -> Found:
    """Return the findings less those about the syntax and about comments."""
    return {
        (each.rule.code, each.span.line, each.span.column, each.facts or each.message)
        for each in report.violations
        if not re.fullmatch("CALM001|CALM01[1-4]", each.rule.code)
    }


def lint(rules: list[Rule], text: str) -> FileReport:
    return Linter(rules).lint("a.yaml", text.encode())


@pytest.mark.once
@pytest.mark.parametrize(("order", "step"), [(str, 1), (reversed_blocks, 5)], ids=["in order", "reversed"])
@pytest.mark.parametrize("name", LANDSCAPES)
def test_nothing_is_found_that_the_whole_document_does_not_have(
    rules: list[Rule], name: str, order: type[str], step: int
) -> None:
    text = order(LANDSCAPES[name])
    lines = text.splitlines(keepends=True)
    whole = found(lint(rules, text))
    kept = 0
    for number in range(1, len(lines) + 1):
        # All of them on every line take four minutes.
        fault = FAULTS[number * step % len(FAULTS)]
        report = lint(rules, "".join(lines[:number]) + fault)
        if any(each.rule.code == "CALM001" for each in report.violations):
            # The key of the line that ends the document may be unknown.
            new = {each for each in found(report) - whole if each[1] <= number or each[0] != "CALM003"}
            assert new == set(), (number, fault)
            assert report.errors == []
            kept += len(found(report))
    assert kept or name == "example"


def test_what_stands_before_the_fault_is_checked() -> None:
    text = complete(AlmSystem, "port: 8443")
    tenant = text[text.index("  - id: prod") :]
    report = check(f"{text}{tenant.replace('prod', 'test').replace('port: 8443', 'port:8443')}".encode())
    assert [each.rule.code for each in report.violations] == ["CALM101", "CALM001"]
    assert report.landscapes == 1


def test_other_documents_are_checked() -> None:
    good, bad = complete(Landscape, ""), complete(AlmSystem, "port: 8443")
    broken = bad.replace("port: 8443", "port:8443")
    report = check(f"{bad}---\n{broken}---\n{good}---\n{broken}---\n{bad}".encode())
    assert [(each.rule.code, each.document) for each in report.violations] == [
        ("CALM101", 0),
        ("CALM001", 1),
        ("CALM001", 3),
        ("CALM101", 4),
    ]
    assert report.landscapes == 5
    at = [each.span for each in report.violations]
    lines = f"{bad}---\n{broken}---\n{good}---\n{broken}---\n{bad}".splitlines()
    assert [lines[span.line - 1][span.column - 1 : span.end_column - 1] for span in at] == [
        "8443",
        "port:",
        "port:",
        "8443",
    ]


def test_directives_of_the_next_document_count() -> None:
    bad = complete(AlmSystem, "port: 8443")
    report = check(f"x-a: @\n...\n%TAG !e! tag:yaml.org,2002:\n---\n{bad}name: !e!str a\n".encode())
    assert [each.rule.code for each in report.violations] == ["CALM001", "CALM101"]


def test_many_broken_documents_take_no_time() -> None:
    report = check(("x-a: @\n---\n" * 10_000).encode())
    assert {each.rule.code for each in report.violations} == {"CALM001"}


def test_text_of_an_anchor_is_not_fixed_where_its_uses_are_not_known(rules: list[Rule]) -> None:
    text = complete(AlmSystem, "port: 8443")
    tenant = text[text.index("  - id: prod") :]
    report = lint(rules, f"{text}{tenant.replace('prod', 'test')}    @\n")
    (port,) = [each for each in report.violations if each.rule.code == "CALM101"]
    assert port.fix is None


def test_secret_in_what_is_not_checked_is_masked(rules: list[Rule]) -> None:
    secret = "Xk93vQm2LpTz8"
    text = complete(AlmSystem, f"system_name: {secret}").replace("${CALM_PROD_SECRET}", secret)
    report = lint(rules, f"{text}    @\n")
    assert all(secret not in each.message for each in report.violations)
    assert all(secret not in report.line(number)[0] for number in range(1, text.count("\n") + 1))
