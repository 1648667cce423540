"""Linting as the command line does it: find the files, lint each, print, and return the exit code."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Iterable
from io import TextIOWrapper
from typing import TYPE_CHECKING, NamedTuple, NoReturn

from calm_lint.engine import Linter
from calm_lint.escaping import printable
from calm_lint.files import STDIN, find, reason, shown
from calm_lint.formats import render
from calm_lint.plugins import load_rules
from calm_lint.report import Report, RunError
from calm_lint.selection import choose
from calm_lint.severity import Severity

if TYPE_CHECKING:
    from calm_lint.cli.mending import Mender

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
        fix: whether to apply safe fixes.
        unsafe_fixes: whether to apply all fixes.
        diff: whether to print what fixing would change, and write nothing.
    """

    paths: tuple[str, ...]
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    fail_on: str = "error"
    outputs: tuple[Output, ...] = (Output("text", None),)
    color: str = "auto"
    stdin_filename: str = "<stdin>"
    statistics: bool = False
    fix: bool = False
    unsafe_fixes: bool = False
    diff: bool = False


def run(options: Options) -> int:
    """Lint and print.

    Returns:
        0 where nothing was found (with diffs: nothing to fix), 1 where something was, 2 where the run itself failed.

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
    report, mender = _lint(options)
    failed = bool(report.errors)
    complain(report.errors)
    # A diff, or the fixed standard input, has the standard output for itself.
    own = mender is not None and (options.diff or STDIN in options.paths)
    if mender and own:
        failed = not _print(mender.output) or failed
    for output in options.outputs:
        if output.file is None and options.diff:
            continue
        text = render(report, output.format, color=output.file is None and not own and _wants_color(options.color))
        written = _print(text, to_error=own) if output.file is None else _write(text, output.file)
        failed = failed or not written
    if mender and sys.stderr is not None:
        sys.stderr.write(mender.account(len(report.violations)))
    if options.statistics and sys.stderr is not None:
        from calm_lint.formats.statistics import render_statistics

        # Not among the findings, which other programs read.
        sys.stderr.write(render_statistics(report))
    if failed:
        return FAILED
    if mender and options.diff:
        return FOUND if mender.applied else 0
    levels = report.levels()
    return FOUND if any(levels[severity] for severity in FAIL_ON[options.fail_on]) else 0


def _lint(options: Options) -> tuple[Report, Mender | None]:
    """Lint, and fix, every file that can be read; what goes wrong with one does not keep the others from it."""
    rules, errors = load_rules()
    linter = Linter(choose(rules, options.select, options.ignore))
    mender = _mender(linter, options) if options.fix or options.unsafe_fixes or options.diff else None
    paths, unusable = find(options.paths)
    errors += unusable
    files = []
    for path in paths:
        name = options.stdin_filename if path == STDIN else shown(path)
        try:
            content = _read(path)
            file = linter.lint(name, content)
            files.append(mender.mend(path, file, content) if mender else file)
        except OSError as error:
            errors.append(RunError("io", f"cannot be read: {reason(error)}", name))
        except Exception as error:  # noqa: BLE001 - a fault of ours; it is named, without the file's content
            message = f"calm-lint failed with {type(error).__name__}; please report it"
            errors.append(RunError("internal", message, name))
    files.sort(key=lambda file: file.name)
    errors += (error for file in files for error in file.errors)
    errors += mender.errors if mender else []
    return Report(files, errors, linter.rules), mender


def _mender(linter: Linter, options: Options) -> Mender:
    from calm_lint.cli.mending import Mender

    return Mender(linter, unsafe=options.unsafe_fixes, dry=options.diff)


def _read(path: str) -> bytes:
    if path == STDIN:
        return sys.stdin.buffer.read()
    with open(path, "rb") as file:
        return file.read()


def _print(text: str | bytes, *, to_error: bool = False) -> bool:
    """Print, and tell whether it worked; where nobody reads any more, as after `| head`, it need not."""
    stream = sys.stderr if to_error else sys.stdout
    try:
        if stream is None:
            raise OSError(errno.EBADF, os.strerror(errno.EBADF))
        if isinstance(text, bytes):
            stream.buffer.write(text)
        else:
            stream.write(text)
        stream.flush()
    except OSError as error:
        if stream is not None:
            # The interpreter would try to flush the rest once more at its end.
            os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
        if not isinstance(error, BrokenPipeError):
            complain(
                [
                    RunError(
                        "io", f"cannot be written: {reason(error)}", "standard error" if to_error else "standard output"
                    )
                ]
            )
            return False
    return True


def _write(text: str, path: str) -> bool:
    """Write a file, at once or not at all, and tell whether it worked."""
    from calm_lint.writing import write

    try:
        write(path, text.encode())
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
