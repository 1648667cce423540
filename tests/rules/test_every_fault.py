"""One landscape with many faults, whose comments say which finding is where: no fault hides another."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

from calm_lint.engine.results import FileReport
from calm_lint.rulebook.rule import Bad, Good, Rule

LintExample = Callable[[Good | Bad, str], FileReport]

FILES = tuple(
    Path(__file__).with_name(f"{name}.landscape.yaml")
    for name in ("every_fault", "every_mtls_fault", "every_ctms_fault", "every_cts_fault", "broken")
)

UAA = '"uaa": {"url": "https://acme.authentication.eu10.hana.ondemand.com", @CLIENT@}'
CLIENT = '"clientid": "sb-calm-deploy!b123456|sapcloudalm!b456789", "clientsecret": "an-invented-secret"'
API = '"endpoints": {"Api": "https://eu10.alm.cloud.sap/api"}'

# The credentials that the landscape names; there are others that it does not find.
BESIDE = Good(
    "",
    files=(
        ("keys/tracked.json", f"{{{API}, {UAA.replace('@CLIENT@', CLIENT)}}}"),
        ("keys/half.json", f'{{{API}, "uaa": {{{CLIENT}}}}}'),
        ("certs/empty.pem", ""),
        (".gitignore", "half.json"),
    ),
    today=date(2026, 11, 24),
)


def test_findings_are_those_of_the_comments(lint_example: LintExample) -> None:
    for file in FILES:
        text = file.read_text("utf-8")
        assert found(lint_example(BESIDE, text)) == expected(text)


def test_most_rules_have_a_fault(rules: list[Rule]) -> None:
    """A new rule need not be among them: its own examples hold its fault."""
    codes = {code for file in FILES for _, code, _ in expected(file.read_text("utf-8"))}
    known = {rule.code for rule in rules}
    assert codes <= known
    assert len(codes) > len(known) * 0.8


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
