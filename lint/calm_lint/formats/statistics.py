"""An account of a run: what each rule looked at, and what it found."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from calm_lint.engine.results import Report


class Row(NamedTuple):
    """The account of one rule.

    Attributes:
        code: the code of the rule.
        name: its name.
        looked_at: how many nodes it looked at.
        findings: how many of its findings count.
    """

    code: str
    name: str
    looked_at: int
    findings: int


def statistics(report: Report) -> Iterator[Row]:
    """Yield the account of each rule that was applied."""
    found = Counter(violation.rule.code for violation in report.violations)
    return (Row(rule.code, rule.name, report.applied(rule), found[rule.code]) for rule in report.rules)


def render_statistics(report: Report) -> str:
    """Tell of every rule how many nodes it looked at and what it found, as a table."""
    width = max((len(rule.name) for rule in report.rules), default=0)
    lines = [f"{'rule':<{width + 9}}  looked at  findings"]
    lines += (
        f"{row.code}  {row.name:<{width}} {row.looked_at or 'nothing':>10} {row.findings:>9}"
        for row in statistics(report)
    )
    return "\n".join(lines) + "\n"
