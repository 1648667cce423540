"""The page of a comparison in a browser and on paper: the sheet that people sign."""

from __future__ import annotations

import csv
import io
from datetime import date

import pypdfium2  # type: ignore[import-untyped]
import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright.sync_api import Browser

from calm_lint.api import Linter
from calm_lint.evidence.comparison import Comparison
from calm_lint.evidence.gathering import Evidence
from calm_lint.evidence.reports import as_html
from calm_lint.evidence.rows import rows
from calm_lint.evidence.seen import read_worksheet
from calm_lint.pages.spreadsheet import as_csv
from calm_lint.pages.worksheet import worksheets
from calm_lint.rulebook.plugins import load_rules
from evidence_files import EVERYTHING

SURVEY = Linter(load_rules()[0]).survey("landscape.yaml", EVERYTHING.encode())
MARKUP = '<img src=x onerror="document.title=1">'

pytestmark = pytest.mark.once


@pytest.fixture(scope="module")
def page() -> str:
    """Return the page of a landscape of which two people confirmed all fields but one."""
    cells = list(csv.reader(io.StringIO(as_csv(worksheets(SURVEY)))))
    for number, row in enumerate(cells[1:]):
        row[10:] = ["ok", MARKUP if number % 2 else "Jane Roe", "30.11.2026"] if row[9] else row[10:]
    next(row for row in cells if row[9].endswith("[ALM_UMBRELLA].port"))[10] = "8443"
    text = io.StringIO()
    csv.writer(text, delimiter=";").writerows(cells)
    seen, faults, _ = read_worksheet(text.getvalue().encode(), "seen.csv", {"landscape.yaml": 0}, date(2026, 11, 30))
    assert faults == []
    comparison = Comparison(Evidence(), seen, oldest=date(2026, 11, 1))
    return as_html(rows(SURVEY, comparison.entries(SURVEY.landscapes[0])), [], "Acme")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_and_a_phone_is_wide_enough(browser: Browser, page: str, scheme: str) -> None:
    opened = browser.new_page(
        color_scheme="dark" if scheme == "dark" else "light", viewport={"width": 390, "height": 844}
    )
    opened.set_content(page)
    results = Axe().run(opened)
    width, title = opened.evaluate("document.documentElement.scrollWidth"), opened.title()
    opened.close()
    assert results.violations_count == 0, results.generate_report()
    assert (width, title) == (390, "Acme · calm-lint comparison")


def test_each_tenant_has_paper_of_its_own_to_sign(browser: Browser, page: str) -> None:
    opened = browser.new_page()
    opened.set_content(page)
    with pypdfium2.PdfDocument(opened.pdf(format="A4")) as document:
        sheets = [sheet.get_textpage().get_text_bounded() for sheet in document]
    opened.close()
    heads = [sheet.split("\r\n")[0].removesuffix(" Acme") for sheet in sheets]
    named = list(dict.fromkeys(head for head in heads if head != "Acme"))
    assert named == ["calm-prod", "dev", "test", "ctms-main", "landscape"]
    signed = {head: sum(sheet.count("Signature") for sheet in sheets if sheet.startswith(head)) for head in named}
    # Nobody looks at the binding on a screen.
    assert signed == {**dict.fromkeys(named, 1), "calm-prod": 0}
    (of_dev,) = (sheet for sheet in sheets if sheet.startswith("dev") and "Seen otherwise" in sheet)
    assert "Jane Roe 2026-11-30" in of_dev
    assert MARKUP in of_dev
