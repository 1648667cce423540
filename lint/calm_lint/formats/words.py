"""Counting in words."""

from __future__ import annotations

from calm_lint.rulebook.severity import Severity


def number(count: int, noun: str, plural: str = "") -> str:
    """Return a count with its noun, as in `1 error` and `2 errors`."""
    return f"{count} {noun}" if count == 1 or noun == Severity.INFO else f"{count} {plural or f'{noun}s'}"


def more(count: int, noun: str = "finding", plural: str = "findings") -> str:
    """Say how many findings, or other things, a list leaves out."""
    return f"{count:,} more {noun if count == 1 else plural}: --limit findings=NUMBER lists more"


def more_gone(count: int) -> str:
    """Say how many entries of baselines whose findings are gone a list leaves out."""
    return more(count, "baseline entry whose finding is gone", "baseline entries whose findings are gone")
