"""Copying and changing plain data: dict, list and scalars."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any


def copied(value: Any) -> Any:
    """Copy plain data; what aliases share is copied for each."""
    if isinstance(value, dict):
        return {key: copied(each) for key, each in value.items()}
    return [copied(each) for each in value] if isinstance(value, list) else value


def at(data: Any, path: Iterable[str | int]) -> Any:
    """Return what stands at a path."""
    for step in path:
        data = data[step]
    return data


def put(mapping: dict[str, Any], key: str, value: object, *, after: Sequence[str]) -> None:
    """Put an entry behind the last of some others, or at the end of a mapping."""
    if key in mapping:
        mapping[key] = value
        return
    entries = list(mapping.items())
    place = max((n + 1 for n, (name, _) in enumerate(entries) if name in after), default=len(entries))
    mapping.clear()
    mapping.update([*entries[:place], (key, value), *entries[place:]])
