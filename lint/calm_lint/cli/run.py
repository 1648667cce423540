"""Linting as the command line does it: find the files, lint each, print, and return the exit code."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Callable, Iterable
from functools import partial
from io import TextIOWrapper
from typing import TYPE_CHECKING, NamedTuple, NoReturn

from calm_lint.binding_file import read_credential
from calm_lint.escaping import printable
from calm_lint.files import STDIN, find, reason, shown
from calm_lint.formats import render
from calm_lint.plugins import load_rules
from calm_lint.policy import Choices, Policies, Policy
from calm_lint.report import FileReport, Report, RunError
from calm_lint.severity import Severity

if TYPE_CHECKING:
    from datetime import date

Linted = tuple[Policy, FileReport]

FOUND = 1
FAILED = 2

# The levels at which a run counts as failed.
FAIL_ON = {
    "error": [Severity.ERROR],
    "warning": [Severity.ERROR, Severity.WARNING],
    "info": list(Severity),
    "never": [],
}


class Output(NamedTuple):
    """A format, and the file that gets it; None is the standard output."""

    format: str
    file: str | None


class Options(NamedTuple):
    """What a run is asked to do.

    Attributes:
        paths: files, directories, and `-` for the standard input.
        choices: what takes the place of the configuration, or comes to it.
        write_baseline: the file to write a baseline to.
        outputs: what to write, and where to; the format that suits the place where nothing is given.
        color: auto, always or never.
        stdin_filename: the name that findings in the standard input get.
        statistics: whether to tell what each rule looked at.
        show_suppressed: whether to list findings that are suppressed.
        quiet: whether to print nothing but findings and errors.
        today: tells the day that suppressions may expire on.
    """

    paths: tuple[str, ...]
    choices: Choices = Choices()
    write_baseline: str | None = None
    outputs: tuple[Output, ...] = ()
    color: str = "auto"
    stdin_filename: str = "<stdin>"
    statistics: bool = False
    show_suppressed: bool = False
    quiet: bool = False
    today: Callable[[], date] | None = None


def complain(errors: Iterable[RunError]) -> None:
    """Print to the standard error what went wrong with the run, a line each."""
    for error in errors:
        where = f"{printable(error.file)}: " if error.file else ""
        if sys.stderr is not None:
            sys.stderr.write(f"calm-lint: {where}{printable(error.message)}\n")


def leave(code: int) -> NoReturn:
    """End the process at once: taking down every module and object first would be part of each run."""
    for stream in (sys.stdout, sys.stderr):
        if stream is not None:
            stream.flush()
    os._exit(code)


def run(options: Options) -> int:
    """Lint and print.

    Returns:
        0 where nothing was found, 1 where something was, 2 where the run itself failed.

    Raises:
        UsageError: if a rule is named that does not exist.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    rules, errors = load_rules()
    policies = Policies(rules, options.choices, options.today or _today)
    linted = _lint(options, policies, errors)
    if options.write_baseline or any(policy.baseline for policy, _ in linted):
        from calm_lint.cli.baselines import set_aside

        linted = set_aside(linted, options, errors)
    applied = {rule.code: rule for policy, file in linted for rule in policy.linter(file.name).rules}
    report = Report([file for _, file in linted], errors, sorted(applied.values(), key=lambda rule: rule.code))
    if not _write_all(report._replace(show_suppressed=options.show_suppressed, quiet=options.quiet), options):
        return FAILED
    failing = (
        violation.severity in FAIL_ON[policy.fail_on] for policy, file in linted for violation in file.violations
    )
    return FOUND if any(failing) else 0


def _lint(options: Options, policies: Policies, errors: list[RunError]) -> list[Linted]:
    """Lint every file that can be read; what goes wrong with one does not keep the others from it."""
    paths, unusable = find(options.paths, lambda folder, path: policies.of(folder).excludes(path))
    linted = []
    for path in paths:
        name = options.stdin_filename if path == STDIN else shown(path)
        folder = os.path.dirname(name if path == STDIN else path)
        policy = policies.of(os.path.abspath(folder))
        try:
            linted.append((policy, policy.linter(name).lint(name, _read(path), partial(read_credential, folder))))
        except OSError as error:
            unusable.append(RunError("io", f"cannot be read: {reason(error)}", name))
        except Exception as error:  # noqa: BLE001 - a fault of ours; it is named, without the file's content
            message = f"calm-lint failed with {type(error).__name__}; please report it"
            unusable.append(RunError("internal", message, name))
    linted.sort(key=lambda each: each[1].name)
    errors += (*policies.errors, *unusable, *(error for _, file in linted for error in file.errors))
    return linted


def _today() -> date:
    """Return the day that SOURCE_DATE_EPOCH names, else the day it is."""
    from datetime import UTC, date, datetime

    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    return datetime.fromtimestamp(int(epoch), UTC).date() if epoch.isdecimal() else date.today()


def _write_all(report: Report, options: Options) -> bool:
    """Write what was asked for, and tell whether all went well."""
    succeeded = not report.errors
    complain(report.errors)
    for output in options.outputs or (Output(_suitable(), None),):
        color = output.file is None and _wants_color(options.color)
        text = render(report, output.format, color=color)
        failures = [deliver(text, output.file)]
        if output.format == "github" and (summary := os.environ.get("GITHUB_STEP_SUMMARY")):
            failures.append(_append(render(report, "markdown"), summary))
        for failure in filter(None, failures):
            complain([failure])
            succeeded = False
    if options.statistics and sys.stderr is not None:
        from calm_lint.formats.statistics import render_statistics

        # Not among the findings, which other programs read.
        sys.stderr.write(render_statistics(report))
    return succeeded


def _read(path: str) -> bytes:
    if path == STDIN:
        return sys.stdin.buffer.read()
    with open(path, "rb") as file:
        return file.read()


def _print(text: str) -> RunError | None:
    """Print, and return what went wrong; that nobody reads any more, as after `| head`, is not wrong."""
    try:
        if sys.stdout is None:
            raise OSError(errno.EBADF, os.strerror(errno.EBADF))
        sys.stdout.write(text)
        sys.stdout.flush()
    except OSError as error:
        if sys.stdout is not None:
            # The interpreter would try to flush the rest once more at its end.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        if not isinstance(error, BrokenPipeError):
            return RunError("io", f"cannot be written: {reason(error)}", "standard output")
    return None


def deliver(text: str, file: str | None) -> RunError | None:
    """Write to a file, to the standard output where there is none, and return what went wrong, if anything did."""
    return _print(text) if file is None else write(text, file)


def write(text: str, path: str) -> RunError | None:
    """Write a file, at once or not at all, and return what went wrong, if anything did."""
    import click

    # A pipe or a device is written to, not replaced.
    atomic = os.path.isfile(path) or not os.path.exists(path)
    try:
        with click.open_file(path, "w", encoding="utf-8", atomic=atomic) as file:
            file.write(text)
    except OSError as error:
        return RunError("io", f"cannot be written: {reason(error)}", shown(path))
    return None


def _append(text: str, path: str) -> RunError | None:
    """Append to a file that other steps of a job append to, too."""
    try:
        with open(path, "a", encoding="utf-8") as file:
            file.write(text)
    except OSError as error:
        return RunError("io", f"cannot be written: {reason(error)}", path)
    return None


def _suitable() -> str:
    """Return the format for the place that calm-lint runs in."""
    return "github" if os.environ.get("GITHUB_ACTIONS") == "true" else "text"


def _wants_color(choice: str) -> bool:
    if choice != "auto":
        return choice == "always"
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR"):
        return True
    return sys.stdout is not None and sys.stdout.isatty() and os.environ.get("TERM") != "dumb"
