"""What can go wrong with a run, as opposed to what is wrong with a file."""

from __future__ import annotations

from os.path import basename
from typing import NamedTuple

REPORTS = "https://github.com/calm-lint/calm-lint/issues"


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


def origin(error: BaseException) -> str:
    """Return the file and the line of the code that raised an error."""
    trace = error.__traceback__
    while trace and trace.tb_next:
        trace = trace.tb_next
    return f"{basename(trace.tb_frame.f_code.co_filename)}:{trace.tb_lineno}" if trace else "?"


class RunError(NamedTuple):
    """Something that kept the run from doing all of its work.

    Attributes:
        kind: usage, config, io, plugin or internal.
        message: one sentence that says what, and what to do.
        file: the file that it is about, if any.
    """

    kind: str
    message: str
    file: str | None = None
