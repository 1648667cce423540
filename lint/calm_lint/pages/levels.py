"""How bad what a picture shows is: the worst finding about it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from calm_lint.engine.violation import Violation
from calm_lint.rulebook.severity import Severity

CLEAN: Final = "clean"
"""The level of what has no finding; all others are severities."""

ERROR: Final = str(Severity.ERROR)

_LEVELS: Final = (*(str(severity) for severity in Severity), CLEAN)


def worst(violations: Iterable[Violation]) -> tuple[str, int]:
    """Return the level of the worst of some findings, and how many there are."""
    levels = [str(violation.severity) for violation in violations]
    return worst_of(levels), len(levels)


def worst_of(levels: Iterable[str]) -> str:
    """Return the worst of some levels."""
    return min(levels, key=_LEVELS.index, default=CLEAN)


def in_words(level: str) -> str:
    """Return a level as words that stand for its colour."""
    return "no findings" if level == CLEAN else f"{level} found"
