"""The worksheet as CSV, for the spreadsheet that people keep."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from io import StringIO
from typing import Final

from calm_lint.pages.worksheet import Sheet, Worksheet

PLACE: Final = "Place"
SEEN: Final = ("Seen Value", "Seen By", "Seen On")
"""The columns that people fill in, which `calm-lint compare --seen` reads back."""

COLUMNS: Final = ("Landscape", "Tenant", "Step", "App", "Section", "Field", "Value", "State", "Notes", PLACE, *SEEN)
# A spreadsheet takes a cell for a formula if it begins with one of these (OWASP, CSV Injection).
FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "\n")


def as_csv(worksheets: Sequence[Worksheet], files: Sequence[str] = ()) -> str:
    """Write worksheets as CSV: a line for each field, and one for what is wrong with a tenant or a section.

    A text that a spreadsheet would take for a formula begins with an apostrophe.

    Args:
        worksheets: the worksheets.
        files: the name of the file of each, for a first column that tells them apart; none for no such column.
    """
    text = StringIO()
    writer = csv.writer(text, lineterminator="\n")
    first: Sequence[tuple[str, ...]] = [(_cell(file),) for file in files] or [()] * len(worksheets)
    writer.writerow((*(("File",) if files else ()), *COLUMNS))
    for own, worksheet in zip(first, worksheets, strict=True):
        for sheet in worksheet.sheets:
            writer.writerows((*own, *map(_cell, (worksheet.title, sheet.title, *row))) for row in _rows(sheet))
    return text.getvalue()


def _rows(sheet: Sheet) -> Iterator[tuple[str, ...]]:
    empty = ("",) * len(SEEN)
    for note in sheet.notes:
        yield ("", "", "", "", "", "wrong", note, "", *empty)
    for step in sheet.steps:
        place = (step.number, step.app, step.section)
        for note in step.notes:
            yield (*place, "", "", "wrong", note, "", *empty)
        for entry in step.entries:
            yield (*place, entry.label, entry.value, entry.state, "; ".join(entry.notes), entry.place, *empty)


def _cell(text: str) -> str:
    return f"'{text}" if text.startswith(FORMULA) else text
