"""The commands that write pages about landscapes: worksheet, report, and picture."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, TypeVar

import click

from calm_lint.cli.landscape_file import fail, finish
from calm_lint.cli.landscape_files import (
    all_errors,
    end,
    finish_each,
    folder_for,
    is_one_file,
    needs_landscapes,
    paths_argument,
    surveys_of,
    write_site,
)
from calm_lint.cli.options import (
    config_option,
    no_config_option,
    output_option,
    page_today_option,
    trust_paths_option,
)
from calm_lint.cli.output import print_errors
from calm_lint.errors import RunError
from calm_lint.settings.choices import Choices
from calm_lint.text.escaping import printable

if TYPE_CHECKING:
    from calm_lint.engine.survey import Survey
    from calm_lint.pages.outputs import Show
    from calm_lint.pages.worksheet import Worksheet

_LISTED = 10
# What probe writes about ten thousand tenants.
_LARGEST = 64_000_000

Content = TypeVar("Content")


@click.command()
@paths_argument
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "markdown", "html", "csv"]),
    default="text",
    show_default=True,
    help="Print in this format.",
)
@click.option("--tenant", metavar="ID", help="Print the sheet of this tenant only.")
@output_option
@config_option
@no_config_option
@trust_paths_option
@page_today_option
def worksheet(
    paths: Sequence[str],
    form: str,
    tenant: str | None,
    output: str,
    config: str | None,
    no_config: bool,  # noqa: FBT001
    trust_paths: bool,  # noqa: FBT001
    today: Callable[[], date] | None,
) -> None:
    """List what to enter in which field of which app, tenant by tenant.

    The values are those of the landscape files in PATHS, in the order of SAP's guide. One with a finding is marked.
    The worksheets of several files follow one another, each with the name of its file. If --output is a directory,
    it gets a worksheet for each file.
    """
    from calm_lint.files.folder import output_names
    from calm_lint.pages.several import ENDINGS, one_file, several_files
    from calm_lint.pages.worksheet import worksheets

    choices = Choices(config=config, no_config=no_config, trust_paths=trust_paths)
    folder = folder_for(paths, output)
    files, errors = needs_landscapes(surveys_of(paths, choices, output, today=today))
    sheets = {file.survey.report.name: worksheets(file.survey) for file in files}
    if tenant is not None:
        sheets = _of_tenant(sheets, tenant, errors)
    chosen = [(file.survey, sheets[name]) for file in files if (name := file.survey.report.name) in sheets]
    if folder:
        names = output_names(sheets, paths, ENDINGS[form])
        texts = ((names[survey.report.name], one_file(form, survey, each)) for survey, each in chosen)
        finish_each(files, texts, names.values(), folder, errors)
    finish(one_file(form, *chosen[0]) if is_one_file(paths) else several_files(form, chosen), output, errors)


def _of_tenant(
    sheets: Mapping[str, Sequence[Worksheet]], tenant: str, errors: Sequence[RunError]
) -> dict[str, list[Worksheet]]:
    """Return the worksheets with what is to be done for one tenant only, of the files that have something for it."""
    from calm_lint.text.suggestions import did_you_mean

    chosen = {file: [sheet.of_tenant(tenant) for sheet in each] for file, each in sheets.items()}
    titles = dict.fromkeys(sheet.title for each in sheets.values() for part in each for sheet in part.sheets)
    if tenant not in titles:
        meant = did_you_mean(tenant, titles)
        more = f" and {len(titles) - _LISTED} more" if len(titles) > _LISTED else ""
        advice = f"did you mean {meant}?" if meant else f"choose from {', '.join([*titles][:_LISTED])}{more}"
        # The tenant may be in a file that could not be read.
        print_errors(errors)
        if len(sheets) > 1:
            raise click.UsageError(printable(f"no file has a sheet for a tenant {tenant}, {advice}"))
        fail("usage", printable(f"has no sheet for a tenant {tenant}, {advice}"), *sheets)
    left = {file: [sheet for sheet in each if sheet.sheets] for file, each in chosen.items()}
    return {file: each for file, each in left.items() if each}


@click.command()
@paths_argument
@click.option(
    "--probe",
    "probed",
    type=click.Path(),
    metavar="FILE",
    help="Show what calm-lint probe --format json=FILE has written.",
)
@click.option(
    "--compare",
    "compared",
    type=click.Path(),
    metavar="FILE",
    help="Show who saw what in the systems, as calm-lint compare --format json -o FILE has written it.",
)
@output_option
@click.option("--since", metavar="REV", help="Say in the overview which findings are new since the commit REV of git.")
@config_option
@no_config_option
@trust_paths_option
@page_today_option
def report(
    paths: Sequence[str],
    probed: str | None,
    compared: str | None,
    output: str,
    since: str | None,
    config: str | None,
    no_config: bool,  # noqa: FBT001
    trust_paths: bool,  # noqa: FBT001
    today: Callable[[], date] | None,
) -> None:
    """Write a page about a landscape file: a picture, the findings, the worksheet.

    It is one HTML file that needs no network and no script. Findings that a baseline holds are in it, too. If PATHS
    are several files or directories, --output is a directory. It gets a page for each landscape file, and index.html,
    which says which files have faults and why.
    """
    from calm_lint.pages import html
    from calm_lint.pages.outputs import read_answers, read_sightings

    choices = Choices(config=config, no_config=no_config, trust_paths=trust_paths)
    folder = folder_for(paths, output, each="a page")
    if since is not None and folder is None:
        raise click.UsageError("--since is for the overview: name a directory with --output DIR/")
    for option, value in (("--probe", probed), ("--compare", compared)):
        if value is not None and folder is not None:
            raise click.UsageError(f"{option} is for the page of one landscape: name its file")
    surveys = surveys_of(paths, choices, output, today=today, since=since)
    if folder:
        write_site(surveys, paths, folder, since)
    errors = all_errors(surveys)
    if not surveys.files:
        end(errors)
    (file,) = surveys.files
    answers = _read(probed, read_answers, file.survey) if probed is not None else ()
    sightings = _read(compared, read_sightings, file.survey) if compared is not None else ()
    finish(html.report(file.survey, file.rules, errors, answers, sightings), output, errors)


def _read(path: str, read: Callable[[bytes, Show], Content], survey: Survey) -> Content:
    """Read what another command has written."""
    from calm_lint.files.binding_file import read_regular_file
    from calm_lint.files.find import reason, shown
    from calm_lint.pages.outputs import NoOutputError

    try:
        return read(read_regular_file(path, _LARGEST), survey.show)
    except OSError as error:
        fail("io", f"cannot be read: {reason(error)}", shown(path))
    except (NoOutputError, ValueError) as error:
        message = str(error) if isinstance(error, NoOutputError) else "cannot be read: it is no file"
        fail("usage", message, shown(path))


@click.command()
@paths_argument
@click.option(
    "--format",
    "form",
    type=click.Choice(["svg", "mermaid"]),
    default="svg",
    show_default=True,
    help="Print in this format.",
)
@output_option
@config_option
@no_config_option
@trust_paths_option
@page_today_option
def graph(
    paths: Sequence[str],
    form: str,
    output: str,
    config: str | None,
    no_config: bool,  # noqa: FBT001
    trust_paths: bool,  # noqa: FBT001
    today: Callable[[], date] | None,
) -> None:
    """Draw a landscape file: what is connected to which SAP Cloud ALM tenant, and how well.

    If PATHS are several files or directories, --output is a directory, which gets a picture of each landscape file.
    """
    from calm_lint.files.folder import output_names
    from calm_lint.pages.graph import graphs
    from calm_lint.pages.mermaid import as_mermaid
    from calm_lint.pages.picture import svg

    def draw(survey: Survey) -> str:
        return svg(graphs(survey)) if form == "svg" else "\n".join(map(as_mermaid, graphs(survey)))

    folder = folder_for(paths, output, each="a picture")
    choices = Choices(config=config, no_config=no_config, trust_paths=trust_paths)
    files, errors = needs_landscapes(surveys_of(paths, choices, output, today=today))
    if folder:
        ending = ".svg" if form == "svg" else ".mmd"
        names = output_names([file.survey.report.name for file in files], paths, ending)
        texts = ((names[file.survey.report.name], draw(file.survey)) for file in files)
        finish_each(files, texts, names.values(), folder, errors)
    finish(draw(files[0].survey), output, errors)
