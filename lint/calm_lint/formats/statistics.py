"""An account of a run: what each rule looked at, and what it found."""

from __future__ import annotations

from collections import Counter

from calm_lint.engine.results import Report


def render_statistics(report: Report) -> str:
    """Tell of every rule how many nodes it looked at and what it found, as a table."""
    found = Counter(violation.rule.code for violation in report.violations)
    width = max((len(rule.name) for rule in report.rules), default=0)
    lines = [f"{'rule':<{width + 9}}  looked at  findings"]
    for rule in report.rules:
        looked = report.applied(rule) or "nothing"
        lines.append(f"{rule.code}  {rule.name:<{width}} {looked:>10} {found[rule.code]:>9}")
    return "\n".join(lines) + "\n"
