"""The worksheets of several files in one text or page."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Final

from calm_lint import __version__
from calm_lint.engine.survey import Survey
from calm_lint.formats.words import number
from calm_lint.pages import html, plain
from calm_lint.pages.spreadsheet import as_csv
from calm_lint.pages.templating import fill
from calm_lint.pages.worksheet import Worksheet

FileSheets = tuple[Survey, list[Worksheet]]

# The formats of worksheets, and the ending of a file in each.
ENDINGS: Final[Mapping[str, str]] = {"text": ".txt", "markdown": ".md", "html": ".html", "csv": ".csv"}
_PLAIN: Final[Mapping[str, Callable[[list[Worksheet]], str]]] = {"text": plain.as_text, "markdown": plain.as_markdown}


def one_file(form: str, survey: Survey, sheets: list[Worksheet]) -> str:
    """Write the worksheets of one file in a format."""
    if form == "html":
        return html.worksheet(survey, sheets)
    return as_csv(sheets) if form == "csv" else _PLAIN[form](sheets)


def several_files(form: str, files: Sequence[FileSheets]) -> str:
    """Write the worksheets of several files in a format, each with the name of its file."""
    if form == "csv":
        names = [survey.show(survey.report.name) for survey, sheets in files for _ in sheets]
        return as_csv([sheet for _, sheets in files for sheet in sheets], names)
    titled = [sheet for survey, sheets in files for sheet in _with_file(survey, sheets)]
    if form == "html":
        title = number(len(files), "landscape file")
        return fill("worksheet.html", title=title, worksheets=titled, version=__version__)
    return _PLAIN[form](titled)


def _with_file(survey: Survey, sheets: Sequence[Worksheet]) -> list[Worksheet]:
    file = survey.show(survey.report.name)
    return [sheet if sheet.title == file else sheet._replace(title=f"{sheet.title} ({file})") for sheet in sheets]
