"""The worksheet as CSV, for the spreadsheet that people keep."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from io import StringIO
from typing import Final

from calm_lint.pages.worksheet import Sheet, Worksheet

COLUMNS: Final = ("Landscape", "Tenant", "Step", "App", "Section", "Field", "Value", "State", "Notes")
# A spreadsheet takes a cell for a formula if it begins with one of these (OWASP, CSV Injection).
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "\n")


def as_csv(worksheets: Iterable[Worksheet]) -> str:
    """Write worksheets as CSV: a line for each field, and one for what is wrong with a tenant or a section.

    A text that a spreadsheet would take for a formula begins with an apostrophe.
    """
    text = StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    for worksheet in worksheets:
        for sheet in worksheet.sheets:
            writer.writerows(map(_cell, (worksheet.title, sheet.title, *row)) for row in _rows(sheet))
    return text.getvalue()


def _rows(sheet: Sheet) -> Iterator[tuple[str, ...]]:
    for note in sheet.notes:
        yield ("", "", "", "", "", "wrong", note)
    for step in sheet.steps:
        place = (step.number, step.app, step.section)
        for note in step.notes:
            yield (*place, "", "", "wrong", note)
        for entry in step.entries:
            yield (*place, entry.label, entry.value, entry.state, "; ".join(entry.notes))


def _cell(text: str) -> str:
    return f"'{text}" if text.startswith(_FORMULA) else text
