"""The levels of findings."""

from __future__ import annotations

import enum


class Severity(enum.StrEnum):
    """How bad a finding is, the worst first."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"

    def below(self, other: Severity) -> bool:
        """Return whether it is less bad than another level."""
        levels = list(Severity)
        return levels.index(self) > levels.index(other)
