"""What comes of a comparison: one entry for each field."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final, Literal

from calm_lint.evidence.records import Seen
from calm_lint.model import Landscape
from calm_lint.reading.document import Path

State = Literal["same", "different", "not-seen", "older", "waived"]
STATES: Final[tuple[State, ...]] = ("same", "different", "not-seen", "older", "waived")


@dataclass(frozen=True, slots=True)
class Entry:
    """A field, or an entry of a list as a whole, beside what a system shows.

    Attributes:
        state: how the two compare.
        landscape: the landscape.
        path: where it stands in the landscape; of an entry that the landscape lacks, what should hold it.
        screen: the app, the section and the field, empty if it is on no screen.
        label: its label on the screen.
        expected: the value of the landscape, None if it has none.
        seen: the value of the system, None if the field is empty or there is none.
        source: where the system's value came from, None if it is not seen.
        addition: what the landscape lacks, where that is a whole entry.
        gone: whether the system lacks a whole entry.
        tenant: the id of its tenant, empty if it belongs to none.
        reason: the reason of a waiver.
    """

    state: State
    landscape: Landscape
    path: Path
    screen: str
    label: str
    expected: Any
    seen: Any
    source: Seen | None
    addition: Any = None
    gone: bool = False
    tenant: str = ""
    reason: str = ""
