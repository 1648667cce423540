"""The levels of findings."""

from __future__ import annotations

import enum


class Severity(enum.StrEnum):
    """How bad a finding is."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"
