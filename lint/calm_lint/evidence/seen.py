"""A worksheet that people filled in, read back from the CSV of Excel or LibreOffice.

They write the separator, the dates and the numbers of the language that they are set to.
"""

from __future__ import annotations

import csv
import io
import re
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta
from typing import Any, Final

from calm_lint.errors import CalmLintError
from calm_lint.evidence.records import Origin, Seen, Unplaced
from calm_lint.pages.spreadsheet import FORMULA, PLACE, SEEN
from calm_lint_schemas import landscape_gate

_SEPARATORS: Final = (",", ";", "\t")
_NEEDED: Final = ("Landscape", "Value", "State", PLACE, *SEEN)
_CONFIRMED: Final = frozenset({"ok", "x", "✓", "✔"})
_DAYS: Final = ("%Y-%m-%d", "%d.%m.%Y", "%d.%m.%y")
_TRUE: Final = frozenset({"true", "yes", "ticked", "active", "wahr", "ja"})
_FALSE: Final = frozenset({"false", "no", "not ticked", "inactive", "falsch", "nein"})
_FLAGS: Final = frozenset(
    {"inbound_only", "is_hub_system", "password_deactivated", "allow_upload_to_node", "virtual_node"}
    | {"controlled_by_sap_solution_manager"}
)

Rows = dict[tuple[int, str], dict[tuple[Any, str], Seen]]
"""What people saw, by the number of the landscape and the name of the field; of each, by the value and the person."""


def read_worksheet(
    raw: bytes, file: str, landscapes: Mapping[str, int], today: date
) -> tuple[Rows, list[str], list[Unplaced]]:
    """Read the values that people saw on the screens.

    Args:
        raw: the bytes of the file.
        file: the name that messages show for it.
        landscapes: the numbers of the landscapes, by their titles.
        today: the day after which nobody can have seen anything.

    Returns:
        The values that people saw, why others do not count, and what is about no field of a landscape, such as a job to
        look at.

    Raises:
        CalmLintError: if the file is no worksheet. The message holds nothing of its content.
    """
    found: Rows = {}
    faults: list[str] = []
    unplaced: list[Unplaced] = []
    for number, row in _rows(_decoded(raw)):
        cells = [row[name].strip() for name in SEEN]
        if not any(cells):
            continue
        try:
            document = landscapes.get(_plain(row["Landscape"].strip()))
            if document is None:
                raise CalmLintError("is of another landscape")
            seen = _seen(row, cells, Origin(file), number)
            day = seen.origin.exported_on
            # Far in the east, it is tomorrow already.
            if day and day > today + timedelta(days=1):
                raise CalmLintError(f"has a {SEEN[2]} that is in the future")
            if row[PLACE].strip():
                add(found, (document, row[PLACE].strip()), seen)
            else:
                unplaced.append(Unplaced(file, seen.pointer, "has no Place: there is no field to compare it with"))
        except CalmLintError as error:
            faults.append(f"row {number} {error}")
    return found, faults, unplaced


def add(rows: Rows, place: tuple[int, str], seen: Seen) -> None:
    """Add what a person saw to rows. Of several values of a field those of the last day count, all of them."""
    known = rows.get(place, {})
    last = next((_day(each) for each in known.values()), date.min)
    if _day(seen) > last:
        known = {}
    if _day(seen) >= last:
        known.setdefault((seen.value, seen.by), seen)
        rows[place] = known


def _seen(row: Mapping[str, str], cells: list[str], origin: Origin, number: int) -> Seen:
    value, by, on = cells
    for name, cell in zip(SEEN, cells, strict=True):
        if cell.startswith(FORMULA):
            raise CalmLintError(f"has a {name} that begins with {cell[0]!r}, which a spreadsheet takes for a formula")
    if not value or not by or not on:
        lacking = " and ".join(name for name, cell in zip(SEEN, cells, strict=True) if not cell)
        raise CalmLintError(f"lacks {lacking}: a value counts with who saw it, and on which day")
    origin = Origin(origin.file, exported_on=day_of(on))
    confirmed = value.lower() in _CONFIRMED
    text = _plain(row["Value"].strip() if confirmed else value)
    pointer = f"/{number}/{SEEN[0]}"
    if confirmed and row["State"].strip() == "leave":
        # The worksheet may say in words how the field is left alone.
        return Seen(text, pointer, origin, by=by, left=True)
    return Seen(_typed(row[PLACE].rpartition(".")[2].strip(), text), pointer, origin, by=by)


def _day(seen: Seen) -> date:
    return seen.origin.exported_on or date.min


def _typed(key: str, text: str) -> Any:
    """Return a text as the kind of value that a field has."""
    if key in _FLAGS:
        word = text.lower()
        if word not in _TRUE | _FALSE:
            raise CalmLintError(f"has a {SEEN[0]} that is neither true nor false")
        return word in _TRUE
    if key not in landscape_gate.TYPED_KEYS or not re.match(r"[0-9]", text):
        return text
    if key == "run_every":
        return text
    # A spreadsheet may show a whole number with decimals; a group of three digits may be a thousand.
    if not (match := re.fullmatch(r"([0-9]{1,9})(?:[.,]0{1,2})?", text, re.ASCII)):
        raise CalmLintError(f"has a {SEEN[0]} that is no whole number")
    return int(match[1])


def day_of(text: str) -> date:
    """Return the day that a cell holds.

    Raises:
        CalmLintError: if it is no day, or may be two.
    """
    for form in _DAYS:
        try:
            return datetime.strptime(text, form).date()
        except ValueError:
            continue
    if match := re.fullmatch(r"([0-9]{1,2})/([0-9]{1,2})/(?:20)?([0-9]{2})", text, re.ASCII):
        one, other, year = map(int, match.groups())
        # Some write the month first, others the day.
        possible = [each for each in {(one, other), (other, one)} if each[0] <= 12 and each[1] <= 31]
        if len(possible) == 1:
            try:
                return date(2000 + year, *possible[0])
            except ValueError:
                pass
        elif possible:
            raise CalmLintError(f"has a {SEEN[2]} that may be two days: write it as 2027-01-31")
    raise CalmLintError(f"has a {SEEN[2]} that is no day: write it as 2027-01-31")


def _rows(text: str) -> Iterator[tuple[int, dict[str, str]]]:
    """Yield the rows of a worksheet with their numbers, the heading being the first."""
    lines = text.splitlines(keepends=True)
    skipped = 0
    # Excel takes the separator from such a line.
    if lines and re.fullmatch(r"sep=.\s*", lines[0]):
        skipped, text = 1, "".join(lines[1:])
    heading = (lines[skipped : skipped + 1] or [""])[0]
    try:
        for separator in _SEPARATORS:
            names = next(csv.reader([heading], delimiter=separator), [])
            if set(_NEEDED) <= {name.strip() for name in names}:
                break
        else:
            wanted = f"its first row must name {', '.join(_NEEDED)}, as calm-lint worksheet --format csv does"
            raise CalmLintError(f"is no worksheet: {wanted}")
        # A quotation mark that is never closed would take the rest of the rows for one cell.
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
        names = [name.strip() for name in next(reader)]
        for number, cells in enumerate(reader, 2 + skipped):
            yield number, dict(zip(names, [*cells, *[""] * len(names)], strict=False))
    except csv.Error:
        raise CalmLintError("is CSV that cannot be read: a cell is too long, or quotes do not match") from None


def _decoded(raw: bytes) -> str:
    if raw.startswith(BOM_UTF8):
        encoding = "utf-8-sig"
    elif raw.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        encoding = "utf-16"
    else:
        encoding = "utf-8"
    for each in (encoding, "cp1252"):
        try:
            return raw.decode(each)
        except UnicodeDecodeError:
            continue
    raise CalmLintError("is not text in UTF-8, UTF-16 or Windows-1252")


def _plain(text: str) -> str:
    """Return a text without the apostrophe that keeps a spreadsheet from taking it for a formula."""
    return text[1:] if text.startswith("'") and text[1:].startswith(FORMULA) else text
