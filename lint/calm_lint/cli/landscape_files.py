"""Reading the landscape files that a command names, and delivering what the command makes of each."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from itertools import chain
from typing import TYPE_CHECKING, NoReturn

import click

from calm_lint.cli.check import FAILED, exit_with
from calm_lint.cli.landscape_file import fail
from calm_lint.cli.options import STDOUT
from calm_lint.cli.output import print_errors, print_note
from calm_lint.cli.progress import Progress
from calm_lint.errors import RunError, UsageError
from calm_lint.settings.choices import Choices
from calm_lint.text.escaping import printable

if TYPE_CHECKING:
    from calm_lint.run.surveys import Surveyed, Surveys

_LISTED = 10

paths_argument = click.argument("paths", nargs=-1, type=click.Path(), metavar="[PATHS]...")


def surveys_of(
    paths: Sequence[str],
    choices: Choices,
    output: str,
    *,
    today: Callable[[], date] | None = None,
    since: str | None = None,
) -> Surveys:
    """Find and lint files as `check` does, and return what was read of each, too.

    Args:
        paths: files and directories; the current one if there are none.
        choices: what overrides the configurations.
        output: the file to write, which must be none of those that are read.
        today: returns the day that dates are compared with, as for `Session`.
        since: the earlier commit to compare with.
    """
    from calm_lint.files.find import shown
    from calm_lint.run.request import Request
    from calm_lint.run.session import Session

    try:
        session = Session(choices, today=today)
    except UsageError as error:
        raise click.UsageError(printable(str(error))) from None
    surveys = session.surveys(Request(paths=paths or (os.curdir,), since=since), Progress().over)
    # Without files, there may still be some that could not be read.
    unread = any(error.kind in ("io", "internal") for error in surveys.errors)
    if any(error.kind == "config" for error in surveys.errors) or not (surveys.files or unread):
        end(surveys.errors)
    if since is not None and any(file.new is None for file in surveys.files):
        # The commit is not known, so that it is not known what is new.
        end(surveys.errors)
    if output != STDOUT and os.path.realpath(output) in _real(surveys.files):
        fail("usage", "is the file that is read: name another one with --output", shown(output))
    return surveys


def is_one_file(paths: Sequence[str]) -> bool:
    """Check whether paths name one file, or the standard input."""
    return len(paths) == 1 and not os.path.isdir(paths[0])


def folder_for(paths: Sequence[str], output: str, *, each: str = "") -> str | None:
    """Return the folder that gets a file for each that is read, None if one output gets all.

    Args:
        paths: what the command reads.
        output: where it writes; a folder exists, or has a slash at its end.
        each: what is made of each file, if it cannot be written one after the other; then several need a folder.
    """
    if output != STDOUT and (os.path.isdir(output) or output.endswith(("/", os.sep))):
        return output
    if not each or is_one_file(paths):
        return None
    if output == STDOUT:
        message = f"{each} is written for each file: name a directory for them with --output DIR/"
        raise click.UsageError(message)
    return output


def needs_landscapes(surveys: Surveys) -> tuple[list[Surveyed], list[RunError]]:
    """Return the files that hold landscapes, and all errors; end the command if there is no such file."""
    message = "holds no landscape that can be read: calm-lint check tells why"
    errors = all_errors(surveys)
    files = [file for file in surveys.files if file.survey.landscapes]
    errors += [
        RunError("usage", message, file.survey.report.name) for file in surveys.files if not file.survey.landscapes
    ]
    if not files:
        end(errors)
    return files, errors


def all_errors(surveys: Surveys) -> list[RunError]:
    """Return what kept a run from its work, and the rules that crashed on files."""
    return [*surveys.errors, *(error for file in surveys.files for error in file.survey.report.errors)]


def end(errors: Iterable[RunError]) -> NoReturn:
    """Print errors, and end the command, as there is nothing to write."""
    print_errors(errors)
    exit_with(FAILED)


def finish_each(
    files: Iterable[Surveyed],
    texts: Iterable[tuple[str, str]],
    names: Iterable[str],
    folder: str,
    errors: Sequence[RunError],
) -> NoReturn:
    """Print errors, write texts into a folder, and end the command.

    Args:
        files: the files that were read, none of which is overwritten.
        texts: the texts, each after its path in the folder; they are made one at a time.
        names: these paths.
        folder: the folder, which may hold other things.
        errors: the errors of the run.
    """
    from calm_lint.files.find import shown
    from calm_lint.files.folder import write_into

    print_errors(errors)
    inputs = _real(files)
    for name in names:
        path = os.path.join(folder, name)
        if os.path.realpath(path) in inputs:
            fail("usage", "is a file that is read: name another directory with --output", shown(path))
    failures = [failure for name, text in texts if (failure := write_into(folder, name, text))]
    print_errors(failures)
    exit_with(FAILED if errors or failures else 0)


def write_site(surveys: Surveys, paths: Sequence[str], folder: str, since: str | None) -> NoReturn:
    """Write a page for each file and an overview into a folder, and end the command."""
    from calm_lint.files.find import shown
    from calm_lint.files.folder import files_in, output_names
    from calm_lint.pages import html, overview

    index = os.path.join(folder, overview.NAME)
    if os.path.lexists(index) and not overview.is_page(index, "overview"):
        fail("usage", "is no overview of calm-lint: name another directory with --output", shown(index))
    names = output_names([file.survey.report.name for file in surveys.files], paths, ".html", overview.NAME)
    written = {os.path.join(folder, name) for name in names.values()}
    stale = [each for each in files_in(folder, ".html") if each not in written and overview.is_page(each, "report")]
    _list_stale([shown(each) for each in stale])
    general = [error for error in surveys.errors if not error.file]
    pages = (
        (names[report.name], html.report(file.survey, file.rules, [*general, *report.errors]))
        for file in surveys.files
        for report in [file.survey.report]
    )
    # The overview comes last, so that it never leads to a page that is not there.
    last = (overview.NAME, overview.overview(surveys.files, surveys.errors, names, since))
    texts = chain(pages, [last])
    finish_each(surveys.files, texts, [*names.values(), overview.NAME], folder, all_errors(surveys))


def _list_stale(pages: Sequence[str]) -> None:
    """Say on the standard error which pages in a folder are of an earlier run."""
    for page in pages[:_LISTED]:
        print_note(f"calm-lint: {printable(page)}: is of an earlier run and was not written anew: delete it\n")
    if len(pages) > _LISTED:
        print_note(f"calm-lint: {len(pages) - _LISTED} more pages in the directory are of an earlier run\n")


def _real(files: Iterable[Surveyed]) -> set[str]:
    return {os.path.realpath(file.survey.report.name) for file in files}
