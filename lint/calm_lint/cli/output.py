"""Printing and writing what came out of a run."""

import errno
import os
import sys
from collections.abc import Iterable
from typing import NamedTuple

from calm_lint.errors import RunError
from calm_lint.files.find import reason
from calm_lint.text.escaping import printable


class Output(NamedTuple):
    """A format, and the file that gets it; None is the standard output."""

    format: str
    file: str | None


def default_output() -> Output:
    """Return what to write where nothing is asked for."""
    return Output("github" if os.environ.get("GITHUB_ACTIONS") == "true" else "text", None)


def masked(error: RunError) -> RunError:
    """Return an error without users and passwords in URLs: one may stand where a path is expected."""
    # Most runs have no errors.
    from calm_lint.text.urls import without_users

    file = error.file and without_users(error.file)
    return RunError(error.kind, without_users(error.message), file, without_users(error.traceback))


def print_errors(errors: Iterable[RunError]) -> None:
    """Print to the standard error what went wrong with the run, a line each, and tracebacks where they are wanted."""
    for error in map(masked, errors):
        where = f"{printable(error.file)}: " if error.file else ""
        print_note(f"calm-lint: {where}{printable(error.message)}\n")
        if error.traceback:
            print_note("".join(f"{printable(line)}\n" for line in error.traceback.split("\n")))


def print_note(text: str) -> None:
    """Print to the standard error what is not part of the result."""
    # What cannot be said must not change the exit code.
    print_result(text, to_error=True)


def print_result(text: str | bytes, *, to_error: bool = False) -> RunError | None:
    """Print, and return what went wrong; that nobody reads any more, as after `| head`, is not wrong.

    Args:
        text: what to print; bytes are printed as they are.
        to_error: whether to print to the standard error, as the standard output has something else.
    """
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
            name = "standard error" if to_error else "standard output"
            return RunError("io", f"cannot be written: {reason(error)}", name)
    return None


def wants_color(choice: str) -> bool:
    """Return whether the standard output is to be coloured: always, never, or auto."""
    if choice != "auto":
        return choice == "always"
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR"):
        return True
    return sys.stdout is not None and sys.stdout.isatty() and os.environ.get("TERM") != "dumb"
