"""Linting as the command line does it: find the files, lint each, print, and return the exit code."""

import os
import sys
from collections.abc import Mapping, Sequence
from io import TextIOWrapper
from typing import NamedTuple, NoReturn

from calm_lint import collector
from calm_lint.cli.output import Output, default_output, masked, print_errors, print_note, print_result, wants_color
from calm_lint.cli.progress import with_progress
from calm_lint.engine.results import Report
from calm_lint.errors import PluginError, RunError, traceback_of
from calm_lint.files.find import STDIN
from calm_lint.files.write import append_file, write_file
from calm_lint.formats import FORMATS, render
from calm_lint.rulebook.contributions import Formatter
from calm_lint.rulebook.selection import READING
from calm_lint.run.session import Outcome, Request, Session

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
    outcome = session.check(request, with_progress)
    if not display.quiet:
        notes = [_ALL_EXCLUDED] if outcome.all_excluded else outcome.notes
        print_note("".join(f"calm-lint: {note}\n" for note in notes))
    report = outcome.report._replace(
        errors=[masked(error) for error in outcome.report.errors],
        show_suppressed=display.show_suppressed,
        quiet=display.quiet,
        statistics=display.statistics,
    )
    if not _write_all(outcome._replace(report=report), request, display, session.formatters):
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


def _render_all(
    report: Report, outputs: Sequence[Output], formatters: Mapping[str, Formatter], *, color: bool
) -> tuple[Report, dict[Output, str]]:
    """Render a report in each format, and return it with an error for each format that failed.

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
    return report, {output: texts[output] for output in outputs if output in texts}


def _write_all(outcome: Outcome, request: Request, display: Display, formatters: Mapping[str, Formatter]) -> bool:
    """Write what was asked for, and return whether all went well."""
    report, fixer = outcome.report, outcome.fixer
    # A diff, or the fixed standard input, has the standard output for itself.
    taken = fixer is not None and (request.diff or STDIN in request.paths)
    outputs = [each for each in display.outputs or (default_output(),) if each.file or not request.diff]
    color = not taken and wants_color(display.color)
    report, texts = _render_all(report, outputs, formatters, color=color)
    print_errors(report.errors)
    failures: list[RunError | None] = []
    if fixer and taken:
        failures.append(print_result(fixer.output))
    for output, text in texts.items():
        failures.append(write_file(text, output.file) if output.file else print_result(text, to_error=taken))
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
