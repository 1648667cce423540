"""What other commands have written as JSON, for the report: the answers to probe, and what compare saw."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final, TypeVar

from calm_lint.errors import CalmLintError

_RUNG: Final = ("rung", "state", "message", "proves", "screen")
_WORDS: Final = {
    "same": "same",
    "different": "different",
    "waived": "waived",
    "older": "too old",
    "not-seen": "not seen",
}

Show = Callable[[str], str]
Content = TypeVar("Content")


class NoOutputError(CalmLintError):
    """A file is not what the command writes; the message goes on after its name."""


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


@dataclass(frozen=True, slots=True)
class Sighting:
    """The fields of a tenant that one person or one file showed.

    Attributes:
        tenant: the tenant, service or domain by its id, empty for what belongs to none.
        by: the person, else the file; empty for fields that nothing was seen of.
        on: the day, empty if that is unknown.
        fields: how many are same, different, waived or too old, in words.
        differs: whether any is different.
    """

    tenant: str
    by: str
    on: str
    fields: str
    differs: bool


def read_answers(content: bytes, show: Show) -> tuple[Answers, ...]:
    """Return what is in a file that probe has written.

    Args:
        content: the bytes of the file.
        show: makes a text fit to be shown, and masks the secrets of the landscape.

    Raises:
        NoOutputError: if it is another file.
    """
    return _read(content, "probe", lambda data: tuple(_answers(each, show) for each in data["tenants"]))


def read_sightings(content: bytes, show: Show) -> tuple[Sighting, ...]:
    """Return what is in a file that compare has written: who saw how much of each tenant, and when.

    Args:
        content: the bytes of the file.
        show: makes a text fit to be shown, and masks the secrets of the landscape.

    Raises:
        NoOutputError: if it is another file.
    """
    return _read(content, "compare", lambda data: _sightings(data["entries"], show))


def _read(content: bytes, command: str, take: Callable[[Any], Content]) -> Content:
    try:
        data = json.loads(content)
        if data["version"] != 1:
            raise NoOutputError(f"has version {data['version']!r:.20}, and only version 1 is known")
        return take(data)
    except (ValueError, RecursionError, KeyError, TypeError):
        raise NoOutputError(f"is not what calm-lint {command} --format json writes") from None


def _answers(tenant: Any, show: Show) -> Answers:
    rungs = tuple(Answered(*(show(_text(each[key])) for key in _RUNG)) for each in tenant["rungs"])
    return Answers(show(_text(tenant["entity"])), rungs)


def _sightings(entries: Any, show: Show) -> tuple[Sighting, ...]:
    found: dict[tuple[int, str], dict[tuple[str, str], Counter[str]]] = {}
    for each in entries:
        by = each["seen_by"] or (each["source"] or {"file": ""})["file"]
        seen = found.setdefault((each.get("document", 0), _text(each["tenant"])), {})
        seen.setdefault((_text(by), _text(each["seen_on"] or "")), Counter())[_WORDS[each["state"]]] += 1
    return tuple(
        Sighting(
            show(tenant),
            show(by),
            show(on),
            ", ".join(f"{states[word]} {word}" for word in _WORDS.values() if states[word]),
            states["different"] > 0,
        )
        for (_, tenant), seen in found.items()
        for (by, on), states in sorted(seen.items(), key=lambda item: (not item[0][0], item[0]))
    )


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError
    return value
