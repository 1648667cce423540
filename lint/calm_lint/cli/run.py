"""Linting as the command line does it: find the files, lint each, print, and return the exit code."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Iterable
from functools import partial
from io import TextIOWrapper
from typing import NamedTuple, NoReturn

from calm_lint.binding_file import read_credential
from calm_lint.engine import Linter
from calm_lint.escaping import printable
from calm_lint.files import STDIN, find, reason, shown
from calm_lint.formats import render
from calm_lint.plugins import load_rules
from calm_lint.report import Report, RunError
from calm_lint.selection import choose
from calm_lint.severity import Severity

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
        select: the rules to apply, all where there are none.
        ignore: the rules not to apply.
        fail_on: one of `FAIL_ON`.
        outputs: what to write, and where to.
        color: auto, always or never.
        stdin_filename: the name that findings in the standard input get.
        statistics: whether to tell what each rule looked at.
    """

    paths: tuple[str, ...]
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    fail_on: str = "error"
    outputs: tuple[Output, ...] = (Output("text", None),)
    color: str = "auto"
    stdin_filename: str = "<stdin>"
    statistics: bool = False


def run(options: Options) -> int:
    """Lint and print.

    Returns:
        0 where nothing was found, 1 where something was, 2 where the run itself failed.

    Raises:
        UsageError: if a rule is named that does not exist.
    """
    try:
        return _run(options)
    except KeyboardInterrupt:
        complain([RunError("usage", "interrupted")])
        return FAILED


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


def _run(options: Options) -> int:
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    report = _lint(options)
    failed = bool(report.errors)
    complain(report.errors)
    for output in options.outputs:
        text = render(report, output.format, color=output.file is None and _wants_color(options.color))
        written = _print(text) if output.file is None else _write(text, output.file)
        failed = failed or not written
    if options.statistics and sys.stderr is not None:
        from calm_lint.formats.statistics import render_statistics

        # Not among the findings, which other programs read.
        sys.stderr.write(render_statistics(report))
    if failed:
        return FAILED
    levels = report.levels()
    return FOUND if any(levels[severity] for severity in FAIL_ON[options.fail_on]) else 0


def _lint(options: Options) -> Report:
    """Lint every file that can be read; what goes wrong with one does not keep the others from it."""
    rules, errors = load_rules()
    linter = Linter(choose(rules, options.select, options.ignore))
    paths, unusable = find(options.paths)
    errors += unusable
    files = []
    for path in paths:
        name = options.stdin_filename if path == STDIN else shown(path)
        try:
            folder = os.path.dirname(name if path == STDIN else path)
            files.append(linter.lint(name, _read(path), partial(read_credential, folder)))
        except OSError as error:
            errors.append(RunError("io", f"cannot be read: {reason(error)}", name))
        except Exception as error:  # noqa: BLE001 - a fault of ours; it is named, without the file's content
            message = f"calm-lint failed with {type(error).__name__}; please report it"
            errors.append(RunError("internal", message, name))
    files.sort(key=lambda file: file.name)
    errors += (error for file in files for error in file.errors)
    return Report(files, errors, linter.rules)


def _read(path: str) -> bytes:
    if path == STDIN:
        return sys.stdin.buffer.read()
    with open(path, "rb") as file:
        return file.read()


def _print(text: str) -> bool:
    """Print, and tell whether it worked; where nobody reads any more, as after `| head`, it need not."""
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
            complain([RunError("io", f"cannot be written: {reason(error)}", "standard output")])
            return False
    return True


def _write(text: str, path: str) -> bool:
    """Write a file, at once or not at all, and tell whether it worked."""
    import click

    # A pipe or a device is written to, not replaced.
    atomic = os.path.isfile(path) or not os.path.exists(path)
    try:
        with click.open_file(path, "w", encoding="utf-8", atomic=atomic) as file:
            file.write(text)
    except OSError as error:
        complain([RunError("io", f"cannot be written: {reason(error)}", shown(path))])
        return False
    return True


def _wants_color(choice: str) -> bool:
    if choice != "auto":
        return choice == "always"
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR"):
        return True
    return sys.stdout is not None and sys.stdout.isatty() and os.environ.get("TERM") != "dumb"
