"""What SAP fixes, as a table: each value with its page, and the day by which somebody should read it again."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from textwrap import wrap
from typing import Any

from calm_lint.model.values.facts import Fact, NameLimit

VERSION = 1

_HEAD = ("fact", "value", "edition", "read on", "review by", "page")
# Longer values take several lines.
_WIDTH = 50


def as_text(facts: Sequence[Fact], today: date) -> str:
    """List facts in columns, and mark those that are past their review."""
    rows = [_HEAD, *((fact.name, *_cells(fact), _review_by(fact, today), _place(fact)) for fact in facts)]
    wrapped = [(row, wrap(row[1], _WIDTH, break_long_words=False, break_on_hyphens=False)) for row in rows]
    widths = [max(len(row[column]) for row in rows) for column in range(len(_HEAD))]
    widths[1] = max(len(line) for _, value in wrapped for line in value)
    lines = []
    for row, value in wrapped:
        lines.append(_line((row[0], value[0], *row[2:]), widths))
        lines += (_line(("", line), widths) for line in value[1:])
    return "".join(f"{line}\n" for line in lines)


def as_json(facts: Sequence[Fact], today: date) -> str:
    """List facts as JSON."""
    entries = [
        {
            "name": fact.name,
            "value": _plain(fact.value),
            "page": fact.page,
            "section": fact.section,
            "edition": fact.edition or None,
            "read_on": str(fact.read_on),
            "review_by": str(fact.review_by),
            "past": fact.is_past(today),
        }
        for fact in facts
    ]
    return json.dumps({"version": VERSION, "facts": entries}, indent=2) + "\n"


def as_markdown(facts: Sequence[Fact], today: date) -> str:
    """List facts as a table in Markdown."""
    head = "".join(f"| {name} " for name in _HEAD) + "|\n" + "| --- " * len(_HEAD) + "|\n"
    rows = []
    for fact in facts:
        value = ", ".join(f"`{each}`" for each in _values(fact))
        cells = (fact.name, value, *_cells(fact)[1:], _review_by(fact, today), _place(fact))
        rows.append("".join(f"| {cell} " for cell in cells) + "|\n")
    return head + "".join(rows)


def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
    return "  ".join(f"{cell:<{width}}" for cell, width in zip(cells, widths, strict=False)).rstrip()


def _cells(fact: Fact) -> tuple[str, str, str]:
    """Return value, edition and day of reading."""
    return ", ".join(_values(fact)), fact.edition, str(fact.read_on)


def _values(fact: Fact) -> list[str]:
    plain = _plain(fact.value)
    return plain if isinstance(plain, list) else [str(fact.value)]


def _review_by(fact: Fact, today: date) -> str:
    return f"{fact.review_by} (past)" if fact.is_past(today) else str(fact.review_by)


def _place(fact: Fact) -> str:
    return f"{fact.page}, {fact.section}"


def _plain(value: object) -> Any:
    """Return a value as JSON can hold it."""
    if isinstance(value, NameLimit):
        return value._asdict()
    if isinstance(value, tuple):
        return list(value)
    if isinstance(value, frozenset):
        return sorted(value)
    return str(value) if isinstance(value, date) else value
