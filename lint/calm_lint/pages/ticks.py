"""The keys under which a browser keeps what was ticked on a worksheet."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import blake2b

from calm_lint.pages.fields import Entry, Step
from calm_lint.pages.worksheet import Sheet

# The section with which a communication system or a communication arrangement begins.
_BEGINNING = "New"


@dataclass(frozen=True, slots=True)
class TickedStep:
    """A step with the keys of its boxes.

    Attributes:
        step: the step.
        entries: its entries, each with its key.
        action: the key of its action.
    """

    step: Step
    entries: list[tuple[Entry, str]]
    action: str


def ticked(sheet: Sheet, landscape: str, seen: Counter[str]) -> Iterator[TickedStep]:
    """Yield the steps of a sheet with a key for each box.

    A key is made of the landscape, the tenant, the communication system or arrangement, the field and its value: once
    a value changes, its box is no longer ticked. It does not depend on the order of the file.

    Args:
        sheet: the sheet of a tenant.
        landscape: the title of the landscape.
        seen: counts the keys of the page, so that no two boxes have the same.
    """
    around: tuple[str, ...] = ()

    def key(step: Step, *box: str) -> str:
        parts = (landscape, sheet.title, *around, step.app, step.section, step.tenant, *box)
        digest = blake2b("\n".join(parts).encode(), digest_size=8).hexdigest()
        seen[digest] += 1
        return digest if seen[digest] == 1 else f"{digest}-{seen[digest]}"

    for step in sheet.steps:
        if step.section == _BEGINNING:
            around = tuple(entry.value for entry in step.entries)
        entries = [(entry, key(step, entry.label, entry.value)) for entry in step.entries]
        yield TickedStep(step, entries, key(step, step.action) if step.action else "")
