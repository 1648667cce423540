"""Colour for terminals that want it."""

from __future__ import annotations

from calm_lint.rulebook.severity import Severity

_RESET = "\x1b[0m"
_LEVELS = {Severity.ERROR: "\x1b[1;31m", Severity.WARNING: "\x1b[1;33m", Severity.INFO: "\x1b[1;36m"}


class Style:
    """Colours text, or leaves it alone.

    Args:
        color: whether to colour it.
    """

    def __init__(self, *, color: bool) -> None:
        self._color = color

    def level(self, severity: Severity | None, text: str) -> str:
        """Colour text as belonging to a level, or to the other end of a finding."""
        return self._wrap(_LEVELS[severity] if severity else "\x1b[34m", text)

    def bold(self, text: str) -> str:
        """Make text stand out."""
        return self._wrap("\x1b[1m", text)

    def dim(self, text: str) -> str:
        """Let text stand back."""
        return self._wrap("\x1b[34m", text)

    def _wrap(self, code: str, text: str) -> str:
        return f"{code}{text}{_RESET}" if self._color and text else text
