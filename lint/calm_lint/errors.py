"""What can go wrong with a run, as opposed to what is wrong with a file."""

from collections.abc import Callable
from os import sep
from os.path import basename
from types import FunctionType
from typing import NamedTuple

REPORTS = "https://github.com/calm-lint/calm-lint/issues"

_tracebacks = False


class CalmLintError(Exception):
    """The root of all errors that calm-lint raises; the message is one clear sentence for the user."""


class InstallationError(CalmLintError):
    """A package that calm-lint needs lacks a part."""


class RuleError(CalmLintError):
    """A rule is not of the form that a rule has to have."""


class UsageError(CalmLintError):
    """An option or a path cannot be used."""


class ConfigurationError(CalmLintError):
    """A configuration file or a baseline cannot be used."""


class PluginError(CalmLintError):
    """A plugin raised what it should not have."""


def crashed(error: BaseException) -> str:
    """Return what the report of a fault of our own needs; the text of the error is left out, it may quote a file."""
    return f"calm-lint failed with {type(error).__name__} in {origin(error)}; please report it: {REPORTS}"


def origin(error: BaseException, plugin: object = None) -> str:
    """Return the file and the line of the code that raised an error.

    Args:
        error: what was raised.
        plugin: the function of a plugin that was called. The innermost code of its package is named then, not what it
            called; where an error shows only after the function has returned, as with a wrong result, the function.
    """
    from traceback import walk_tb

    codes = [(frame.f_code, line, frame.f_globals.get("__name__", "")) for frame, line in walk_tb(error.__traceback__)]
    if not isinstance(plugin, FunctionType):
        return f"{basename(codes[-1][0].co_filename)}:{codes[-1][1]}" if codes else "?"
    own = [code for code in codes if _package(code[2]) == _package(plugin.__module__)]
    code, line, module = own[-1] if own else (plugin.__code__, plugin.__code__.co_firstlineno, plugin.__module__)
    steps = code.co_filename.split(sep)
    return f"{'/'.join(steps[-module.count('.') - (2 if steps[-1] == '__init__.py' else 1) :])}:{line}"


def show_tracebacks(*, wanted: bool) -> None:
    """Decide whether `traceback_of` returns any, for the rest of the process."""
    global _tracebacks
    _tracebacks = wanted


def traceback_of(error: BaseException, show: Callable[[str], str] | None = None) -> str:
    """Return the traceback of an error and of what caused it; nothing where none is wanted.

    Args:
        error: what was raised.
        show: masks secrets in the text of an error. Without it the text is left out, as it may quote a file.
    """
    if not _tracebacks:
        return ""
    from traceback import format_tb

    chain = [error]
    while (cause := chain[-1].__cause__ or _context(chain[-1])) and cause not in chain:
        chain.append(cause)
    lines = []
    for each in reversed(chain):
        text = show(str(each)) if show else "the text is left out, it may quote a file"
        lines += [*"".join(format_tb(each.__traceback__)).splitlines(), f"{type(each).__name__}: {text}"]
    return "\n".join(lines)


def _context(error: BaseException) -> BaseException | None:
    return None if error.__suppress_context__ else error.__context__


def _package(module: str) -> str:
    return module.partition(".")[0]


class RunError(NamedTuple):
    """Something that kept the run from doing all of its work.

    Attributes:
        kind: usage, config, io, plugin or internal.
        message: one sentence that says what, and what to do.
        file: the file that it is about, if any.
        traceback: that of the error behind it, with secrets masked; empty unless it is wanted and there is one.
    """

    kind: str
    message: str
    file: str | None = None
    traceback: str = ""
