"""A worksheet that people filled in, as spreadsheet programs save it."""

from __future__ import annotations

import csv
import io
import shutil
import subprocess
from datetime import date
from pathlib import Path

import pytest

from calm_lint.api import Linter
from calm_lint.errors import CalmLintError
from calm_lint.evidence.comparison import Comparison
from calm_lint.evidence.equality import is_as_spreadsheet
from calm_lint.evidence.gathering import Evidence
from calm_lint.evidence.rows import Row, rows
from calm_lint.evidence.seen import read_worksheet
from calm_lint.pages.spreadsheet import COLUMNS, as_csv
from calm_lint.pages.worksheet import worksheets
from calm_lint.rulebook.plugins import load_rules
from evidence_files import LANDSCAPE

TEXT = as_csv(worksheets(Linter(load_rules()[0]).survey("landscape.yaml", LANDSCAPE.encode())))
TITLES = {"landscape.yaml": 0}
SYSTEM = "s4hana_tenants[dev].communication_systems[ALM_UMBRELLA]"
SERVICE = "s4hana_tenants[dev].communication_arrangements[ATO_UMBRELLA].outbound_services.export"
PORT = f"{SYSTEM}.port"
DAY = date(2026, 11, 30)

pytestmark = pytest.mark.once


def filled(*rows: tuple[str, str, str, str], separator: str = ",", newline: str = "\n") -> str:
    """Return the worksheet with values, by whom and when they were seen, in the rows of some places."""
    seen = {place: cells for place, *cells in rows}
    text = io.StringIO()
    writer = csv.writer(text, delimiter=separator, lineterminator=newline)
    for row in csv.reader(io.StringIO(TEXT)):
        cells = seen.pop(row[9], None) if row[9] else None
        writer.writerow([*row[:10], *(cells or row[10:])])
    assert seen == {}
    return text.getvalue()


def values(raw: str | bytes) -> dict[str, tuple[object, str, date | None]]:
    found, faults, _ = read_worksheet(raw.encode() if isinstance(raw, str) else raw, "seen.csv", TITLES, DAY)
    assert faults == []
    return {
        place: (each.value, each.by, each.origin.exported_on)
        for (_, place), several in found.items()
        for each in several.values()
    }


def faults_of(*rows: tuple[str, str, str, str]) -> list[str]:
    return read_worksheet(filled(*rows).encode(), "seen.csv", TITLES, DAY)[1]


ROWS = (
    (PORT, "443", "Jane Roe", "2026-11-30"),
    (f"{SYSTEM}.host_name", "ok", "Jürgen Groß", "30.11.2026"),
    (f"{SERVICE}.run_every", "05 Minute(s)", "Jane Roe", "11/30/2026"),
    (f"{SERVICE}.service_status", "Active", "Jane Roe", "30.11.26"),
)
EXPECTED = {
    PORT: (443, "Jane Roe", DAY),
    f"{SYSTEM}.host_name": ("eu10.alm.cloud.sap", "Jürgen Groß", DAY),
    f"{SERVICE}.run_every": ("05 Minute(s)", "Jane Roe", DAY),
    f"{SERVICE}.service_status": ("Active", "Jane Roe", DAY),
}


def test_nobody_has_filled_it_in() -> None:
    assert values(TEXT) == {}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_separators_and_encodings(separator: str, encoding: str) -> None:
    for newline in ("\n", "\r\n"):
        assert values(filled(*ROWS, separator=separator, newline=newline).encode(encoding)) == EXPECTED


def test_line_with_the_separator() -> None:
    assert values("sep=;\r\n" + filled(*ROWS, separator=";", newline="\r\n")) == EXPECTED


@pytest.mark.parametrize("text", ["443", "443,00", "443.0", "443,0", "'443"[1:]])
def test_whole_number_with_decimals(text: str) -> None:
    assert values(filled((PORT, text, "Jane", "2026-11-30"))) == {PORT: (443, "Jane", DAY)}


@pytest.mark.parametrize("text", ["8.443", "8,443", "443,5", "4e2", "443 "[:3] + " x"])
def test_number_that_may_be_another(text: str) -> None:
    (fault,) = faults_of((PORT, text, "Jane", "2026-11-30"))
    assert fault.endswith("has a Seen Value that is no whole number")


@pytest.mark.parametrize("day", ["01/02/2026", "2/1/26"])
def test_day_that_may_be_two(day: str) -> None:
    (fault,) = faults_of((PORT, "443", "Jane", day))
    assert fault.endswith("has a Seen On that may be two days: write it as 2027-01-31")


@pytest.mark.parametrize("day", ["yesterday", "2026-13-01", "13/13/2026", "31/31/26", "30.02.2026"])
def test_day_that_is_none(day: str) -> None:
    (fault,) = faults_of((PORT, "443", "Jane", day))
    assert fault.endswith("has a Seen On that is no day: write it as 2027-01-31")


@pytest.mark.parametrize("text", ["=HYPERLINK(1)", "+1", "-1", "@SUM(A1)"])
def test_formula_is_refused(text: str) -> None:
    for row in ((PORT, text, "Jane", "2026-11-30"), (PORT, "443", text, "2026-11-30")):
        (fault,) = faults_of(row)
        assert "which a spreadsheet takes for a formula" in fault
        assert text[1:] not in fault


def test_value_counts_with_who_and_when() -> None:
    assert faults_of((PORT, "443", "", "")) == [
        "row 5 lacks Seen By and Seen On: a value counts with who saw it, and on which day"
    ]
    assert faults_of((PORT, "", "Jane", "2026-11-30"))[0].startswith("row 5 lacks Seen Value")


def test_other_landscape() -> None:
    found, faults, _ = read_worksheet(filled(ROWS[0]).encode(), "seen.csv", {"Other": 0}, DAY)
    assert (found, faults) == ({}, ["row 5 is of another landscape"])


@pytest.mark.parametrize("raw", [b"", b"a,b\n1,2\n", b"\x00\x01", ",".join(COLUMNS[:9]).encode()])
def test_file_that_is_no_worksheet(raw: bytes) -> None:
    with pytest.raises(CalmLintError, match=r"is no worksheet|is not text"):
        values(raw)


def test_quotation_mark_that_is_not_closed_hides_no_rows() -> None:
    text = filled((PORT, "8443", "Jane", "2026-11-30")).replace(",enter,", ',enter,"', 1)
    with pytest.raises(CalmLintError, match="quotes do not match"):
        values(text)


def test_day_in_the_future() -> None:
    assert faults_of((PORT, "443", "Jane", "2026-12-02")) == ["row 5 has a Seen On that is in the future"]
    assert faults_of((PORT, "443", "Jane", "2026-12-01")) == []


@pytest.mark.parametrize(
    ("first", "second", "states"),
    [
        (("8443", "Jane", "2026-11-30"), ("ok", "Jane", "2026-11-30"), ["different", "same"]),
        (("ok", "Jane", "2026-11-30"), ("8443", "John", "2026-11-30"), ["different", "same"]),
        (("ok", "Jane", "2026-11-30"), ("443", "Jane", "2026-11-30"), ["same"]),
        (("8443", "Jane", "2026-11-29"), ("ok", "Jane", "2026-11-30"), ["same"]),
        (("8443", "Jane", "2026-11-30"), ("ok", "Jane", "2026-11-29"), ["different"]),
    ],
)
def test_field_that_two_rows_are_about(
    first: tuple[str, str, str], second: tuple[str, str, str], states: list[str]
) -> None:
    lines = filled((PORT, *first)).splitlines()
    again = filled((PORT, *second)).splitlines()[4]
    _, found = compared("\n".join([*lines, again]))
    assert sorted(row.state for row in found if row.by) == states


def test_cell_that_is_too_long() -> None:
    with pytest.raises(CalmLintError, match="a cell is too long"):
        values(f"{TEXT.splitlines()[0]},{'x' * 200_000}\n")
    with pytest.raises(CalmLintError, match="a cell is too long"):
        values(filled((PORT, "4" * 200_000, "Jane", "2026-11-30")))


@pytest.mark.parametrize(
    ("value", "cell", "same"),
    [
        ("000", "0", True),
        ("74558820099", "7,45588E+10", True),
        ("74558820099", "7.45588E+10", True),
        ("74558820099", "7.45589E+10", False),
        ("800000000074558820", "8E+17", True),
        ("2026-09-01", "01.09.2026", True),
        ("2026-09-01", "9/1/2026", True),
        ("2026-09-01", "02.09.2026", False),
        ("100", "1000", False),
        ("443x", "443", False),
        (None, "0", False),
        ("9" * 400, "9E+15", False),
        ("9" * 5000, "9E+15", False),
    ],
)
def test_what_a_spreadsheet_makes_of_a_value(value: str | None, cell: str, same: bool) -> None:
    assert is_as_spreadsheet(value, cell) is same


def compared(text: str, landscape: str = LANDSCAPE) -> tuple[Comparison, list[Row]]:
    survey = Linter(load_rules()[0]).survey("landscape.yaml", landscape.encode())
    seen, faults, _ = read_worksheet(text.encode(), "seen.csv", TITLES, DAY)
    assert faults == []
    comparison = Comparison(Evidence(), seen)
    return comparison, rows(survey, comparison.entries(survey.landscapes[0]))


def test_every_row_that_is_confirmed_is_compared() -> None:
    places = [row["Place"] for row in csv.DictReader(io.StringIO(TEXT)) if row["Place"]]
    comparison, found = compared(filled(*((place, "ok", "Jane", "2026-11-30") for place in places)))
    assert f"{SYSTEM}.inbound_only" in places
    assert "inbound_only" not in LANDSCAPE
    assert comparison.unread() == []
    assert {row.state for row in found if row.by} == {"same"}
    assert sum(row.by == "Jane" for row in found) == len(set(places))


def test_field_that_the_file_leaves_out_differs_where_somebody_saw_a_value() -> None:
    _, found = compared(filled((f"{SYSTEM}.inbound_only", "ticked", "Jane", "2026-11-30")))
    (row,) = (row for row in found if row.by)
    assert (row.state, row.label, row.expected, row.seen) == ("different", "Inbound Only", None, True)


@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")
def test_worksheet_that_libreoffice_saves(tmp_path: Path) -> None:
    (tmp_path / "seen.csv").write_text(filled(*ROWS), "utf-8")
    # As a spreadsheet and back: text as it is shown, in UTF-8, with semicolons.
    convert(tmp_path, "seen.csv", "ods", "--infilter=CSV:44,34,76,1")
    convert(tmp_path, "seen.ods", "csv:Text - txt - csv (StarCalc):59,34,76,1,,0,false,true,false")
    raw = (tmp_path / "seen.csv").read_bytes()
    assert b";" in raw.splitlines()[0]
    assert values(raw) == EXPECTED


def convert(folder: Path, name: str, to: str, *options: str) -> None:
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", *options, "--convert-to", to, "--outdir", str(folder), name]
    subprocess.run(command, cwd=folder, check=True, capture_output=True, timeout=120)
