"""What `calm-lint probe --format json` has written, for the report."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from calm_lint.errors import CalmLintError

_RUNG: Final = ("rung", "state", "message", "proves", "screen")


class NoAnswersError(CalmLintError):
    """A file is not what probe writes; the message goes on after its name."""


@dataclass(frozen=True, slots=True)
class Answered:
    """A rung: its name, its state, what was answered, what that proves, and the screen that it is about."""

    rung: str
    state: str
    message: str
    proves: str
    screen: str


@dataclass(frozen=True, slots=True)
class Answers:
    """The rungs of one connection."""

    entity: str
    rungs: tuple[Answered, ...]


def read_answers(content: bytes, show: Callable[[str], str]) -> tuple[Answers, ...]:
    """Return what is in a file that probe has written.

    Args:
        content: the bytes of the file.
        show: makes a text fit to be shown, and masks the secrets of the landscape.

    Raises:
        NoAnswersError: if it is another file.
    """
    try:
        data = json.loads(content)
        if data["version"] != 1:
            raise NoAnswersError(f"has version {data['version']!r:.20}, and only version 1 is known")
        return tuple(_answers(each, show) for each in data["tenants"])
    except (ValueError, RecursionError, KeyError, TypeError):
        raise NoAnswersError("is not what calm-lint probe --format json writes") from None


def _answers(tenant: Any, show: Callable[[str], str]) -> Answers:
    rungs = tuple(Answered(*(show(_text(each[key])) for key in _RUNG)) for each in tenant["rungs"])
    return Answers(show(_text(tenant["entity"])), rungs)


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError
    return value
