"""What landscape files cannot use of YAML, although it is well-formed."""

from __future__ import annotations

from calm_lint.text.limits import DEEPEST, Limits


class RefusedError(Exception):
    """Well-formed YAML that a landscape file cannot use.

    Attributes:
        message: what is wrong, and what to do where that is known.
        start: the offset at which it begins.
        end: the offset after it.
    """

    def __init__(self, message: str, start: int, end: int) -> None:
        super().__init__(message)
        self.message = message
        self.start = start
        self.end = end


def too_deep(limits: Limits, start: int, end: int) -> RefusedError:
    """Return the error for a collection that is inside of more others than the limits allow."""
    allowed = min(limits.depth, DEEPEST)
    advice = f"--limit depth=NUMBER allows up to {DEEPEST:,}" if allowed < DEEPEST else "libyaml reads no deeper"
    message = f"there are more than {allowed:,} mappings and lists in one another: {advice}"
    return RefusedError(message, start, max(end, start + 1))


def too_many_documents(limits: Limits, start: int, end: int) -> RefusedError:
    """Return the error for a document that is one more than the limits allow."""
    message = f"the file holds more than {limits.documents:,} documents: --limit documents=NUMBER allows more"
    return RefusedError(message, start, max(end, start + 1))


def too_many_repeated(limits: Limits, start: int, end: int) -> RefusedError:
    """Return the error for an alias with which aliases stand for more values than the limits allow."""
    message = f"aliases stand for more than {limits.aliases:,} values: --limit aliases=NUMBER allows more"
    return RefusedError(message, start, max(end, start + 1))
