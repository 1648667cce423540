"""The output formats: each module has a function `render` that turns a report into text.

Those for people that list the findings file by file also have a class `Writer`, so that they need not wait for the end.
The format for GitHub is none of them: GitHub shows the first ten errors, so that those of the run come first.
Only the text format is coloured, so that only its function takes a style.
"""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from typing import Final, Protocol, cast

from calm_lint.engine.results import FileReport, Report
from calm_lint.errors import PluginError, origin
from calm_lint.formats.style import Style
from calm_lint.rulebook.contributions import Formatter

# These need the findings alone.
OF_FINDINGS: Final = ("text", "concise", "json", "sarif", "github", "gitlab", "junit", "markdown")
FORMATS: Final = (*OF_FINDINGS, "evidence")

# The formats that have a writer.
BY_FILE: Final = ("text", "concise")


class Writer(Protocol):
    """Writes a report piece by piece; together, the pieces are what `render` returns."""

    def file(self, report: Report, file: FileReport) -> str:
        """Return what there is to write of the next file.

        Args:
            report: says what is listed, and how much of it; it need not hold the file yet.
            file: the file.
        """

    def end(self, report: Report) -> str:
        """Return what comes after the last file."""


def writer(name: str, *, color: bool) -> Writer:
    """Return what writes a report in one of the formats `BY_FILE`; of these, only the text format is coloured."""
    return cast(Writer, import_module(f"{__name__}.{name}").Writer(Style(color=color)))


def render(report: Report, name: str, *, color: bool = False, others: Mapping[str, Formatter] | None = None) -> str:
    """Write a report in one of `FORMATS`, or in a format of a plugin.

    Args:
        report: what came out of a run.
        name: the name of the format.
        color: whether escape sequences may colour it; of ours, only the text format does.
        others: the formats of plugins, by name.

    Raises:
        PluginError: if the formatter of a plugin raises, or returns no text.
    """
    if name in FORMATS:
        # A clean run does not pay for the formats that it does not write.
        module = import_module(f"{__name__}.{name}")
        return cast(str, module.render(report, Style(color=color)) if name == "text" else module.render(report))
    formatter = (others or {})[name]
    try:
        text = formatter.render(report, color=color)
    except Exception as error:  # a plugin may raise anything; the other formats are still written
        where = origin(error, formatter.render)
        message = f"format {name} of plugin {formatter.plugin} crashed: {type(error).__name__} in {where}"
        raise PluginError(message) from error
    if not isinstance(text, str):
        raise PluginError(f"format {name} of plugin {formatter.plugin} returned no text")
    return text
