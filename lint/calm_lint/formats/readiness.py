"""How far the connections are, in a sentence: which S/4HANA tenants miss a rung."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Final

from calm_lint.engine.results import Report
from calm_lint.formats.words import listed, number
from calm_lint.rulebook.rungs import RUNGS, Rung

# Of more, people want to know how many there are.
_MOST_NAMED = 8

_READY: Final[Mapping[Rung, str]] = {
    "connects": "ready to connect", "collects": "ready to collect transports", "by-the-book": "set up by the book",
}  # fmt: skip
_BUT: Final[Mapping[Rung, str]] = {"collects": "to collect transports", "by-the-book": "set up by the book"}


def sentence(report: Report) -> str:
    """Say which tenants miss a rung, how many where there are many, and nothing if none does."""
    found = [(file, each) for file in report.files for each in file.missed]
    groups: dict[tuple[Rung, Rung | None], list[str]] = {}
    for file, each in found:
        groups.setdefault((each.rung, file.held(each)), []).append(each.tenant)
    names = Counter(each.tenant for _, each in found)
    # A name that several landscapes have tells nothing.
    named = len(found) <= _MOST_NAMED and all(count == 1 for count in names.values())
    parts = [
        f"{listed(tenants) if named else number(len(tenants), 'S/4HANA tenant')} {_state(missed, held, len(tenants))}"
        for (missed, held), tenants in sorted(groups.items(), key=lambda group: _order(*group[0]))
    ]
    return "; ".join(parts)


def _state(missed: Rung, held: Rung | None, count: int) -> str:
    be = "is" if count == 1 else "are"
    return f"{be} {_READY[held]}, but not {_BUT[missed]}" if held else f"{be} not {_READY[missed]}"


def _order(missed: Rung, held: Rung | None) -> tuple[int, int]:
    return RUNGS.index(missed), RUNGS.index(held) if held else -1
