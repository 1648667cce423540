"""Counting in words."""

from __future__ import annotations

from calm_lint.rulebook.severity import Severity


def number(count: int, noun: str) -> str:
    """Return a count with its noun, as in `1 error` and `2 errors`."""
    return f"{count} {noun}" if count == 1 or noun == Severity.INFO else f"{count} {noun}s"


def more(count: int) -> str:
    """Tell how many findings a list leaves out."""
    return f"{count:,} more {'finding' if count == 1 else 'findings'}: --limit findings=NUMBER lists more"
