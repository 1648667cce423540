"""Linting as the command line does it: find the files, lint each, print, and return the exit code."""

import os
import sys
from collections.abc import Mapping, Sequence
from io import TextIOWrapper
from typing import NamedTuple, NoReturn

from calm_lint import collector
from calm_lint.cli.listing import Listing
from calm_lint.cli.output import Output, default_output, masked, print_errors, print_note, print_result, wants_color
from calm_lint.cli.progress import Progress
from calm_lint.engine.results import Report
from calm_lint.errors import PluginError, RunError, traceback_of
from calm_lint.files.find import STDIN, shown
from calm_lint.files.write import append_file, write_file
from calm_lint.formats import BY_FILE, FORMATS, render, writer
from calm_lint.rulebook.contributions import Formatter
from calm_lint.rulebook.selection import READING
from calm_lint.run.outcome import Outcome
from calm_lint.run.request import Request
from calm_lint.run.session import Session

FOUND = 1
FAILED = 2

_ALL_EXCLUDED = "nothing was linted, as the configuration excludes all that was named"


class Display(NamedTuple):
    """What to print of a run.

    Attributes:
        outputs: the formats, and where they go; the format that suits the place where none is given.
        color: auto, always or never.
        statistics: whether to print what each rule looked at.
        show_suppressed: whether to list findings that are suppressed.
        quiet: whether to print nothing but findings and errors.
    """

    outputs: tuple[Output, ...] = ()
    color: str = "auto"
    statistics: bool = False
    show_suppressed: bool = False
    quiet: bool = False


_DISPLAY = Display()


def exit_with(code: int) -> NoReturn:
    """End the process with an exit code, without a last search for garbage."""
    collector.finish()
    sys.exit(code)


def run(session: Session, request: Request, display: Display = _DISPLAY) -> int:
    """Lint and print.

    Returns:
        0 where nothing was found (with diffs: nothing to fix), 1 where something was or, if that is strict, an
        entry of a baseline is gone, 2 where the run itself failed.

    Raises:
        UsageError: if a baseline is to be written and pruned.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    taken, progress = _is_taken(request), Progress()
    color = not taken and wants_color(display.color)
    outputs = [each for each in display.outputs or (default_output(),) if each.file or not request.diff]
    listed = next((each for each in outputs if not each.file and each.format in BY_FILE), None)
    listing = Listing(
        writer(listed.format, color=color) if listed else None,
        Report([], [], [], display.show_suppressed, display.quiet, session.most),
        to_error=taken,
        keeps_lines=outputs != [listed],
        clear=progress.hide,
    )
    outcome = session.check(request, progress.over, listing.show)
    if not display.quiet:
        notes = [_ALL_EXCLUDED] if outcome.all_excluded else outcome.notes
        print_note("".join(f"calm-lint: {note}\n" for note in notes))
    report = outcome.report._replace(
        errors=[masked(error) for error in outcome.report.errors],
        show_suppressed=display.show_suppressed,
        quiet=display.quiet,
        statistics=display.statistics,
    )
    texts, report = _render_all(report, [each for each in outputs if each != listed], session.formatters, color=color)
    if not _write_all(outcome._replace(report=report), listing, texts, request, display):
        return FAILED
    if report.gone and report.strict:
        return FOUND
    if outcome.fixer and request.diff:
        return FOUND if outcome.fixer.applied or _unread(report).violations else 0
    return FOUND if outcome.failing else 0


def _unread(report: Report) -> Report:
    """Return a report with nothing but the findings about what cannot be read."""
    files = [
        file._replace(violations=[each for each in file.violations if each.rule.code in READING])
        for file in report.files
    ]
    return report._replace(files=files, show_suppressed=False)


def _is_taken(request: Request) -> bool:
    """Check whether a diff, or the fixed standard input, has the standard output for itself."""
    return request.diff or (STDIN in request.paths and (request.fix or request.unsafe_fixes))


def _render_all(
    report: Report, outputs: Sequence[Output], formatters: Mapping[str, Formatter], *, color: bool
) -> tuple[dict[Output, str], Report]:
    """Render a report in each format, and return the texts and the report with an error for each format that failed.

    Formats of plugins come first, so that the others show these errors.
    """
    texts = {}
    for output in sorted(outputs, key=lambda each: each.format in FORMATS):
        try:
            colored = color and output.file is None
            texts[output] = render(report, output.format, color=colored, others=formatters)
        except PluginError as error:
            cause = error.__cause__
            failure = RunError("plugin", str(error), traceback=traceback_of(cause) if cause else "")
            report = report._replace(errors=[*report.errors, failure])
    return {output: texts[output] for output in outputs if output in texts}, report


def _write_all(
    outcome: Outcome, listing: Listing, texts: Mapping[Output, str], request: Request, display: Display
) -> bool:
    """Write what was asked for besides the findings that are listed already, and return whether all went well."""
    report, fixer, taken = outcome.report, outcome.fixer, _is_taken(request)
    print_errors(report.errors)
    failures: list[RunError | None] = []
    if fixer and taken:
        failures.append(print_result(fixer.output))
    listing.end(report)
    failures.append(listing.failure)
    for output, text in texts.items():
        failures.append(_write(text, output.file, report) if output.file else print_result(text, to_error=taken))
        if output.format == "github" and (summary := os.environ.get("GITHUB_STEP_SUMMARY")):
            failures.append(append_file(render(report, "markdown"), summary))
    unread = _unread(report) if request.diff else None
    if unread and unread.violations:
        # Whether there is something to fix in it, nobody knows.
        failures.append(print_result(render(unread, "concise"), to_error=True))
    print_errors(filter(None, failures))
    if fixer:
        hidden = bool(unread and unread.violations)
        print_note(fixer.refusals() if display.quiet else fixer.account(len(report.violations), unread=hidden))
    if display.statistics:
        from calm_lint.formats.statistics import render_statistics

        # Not among the findings, which other programs read.
        print_note(render_statistics(report))
    return not report.errors and not any(failures)


def _write(text: str, file: str, report: Report) -> RunError | None:
    """Write a result to a file, if that is none of those that were linted, and return what went wrong."""
    written = os.path.realpath(file)
    if os.path.exists(written) and any(os.path.realpath(each.name) == written for each in report.files):
        return RunError("usage", "is a file that is linted: name another one for the result", shown(file))
    return write_file(text, file)
