"""The output formats: each module has a function `render` that turns a report into text.

Only the text format is coloured, so that only its function takes a style.
"""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from typing import Final, cast

from calm_lint.engine.results import Report
from calm_lint.errors import PluginError, origin
from calm_lint.formats.style import Style
from calm_lint.rulebook.contributions import Formatter

FORMATS: Final = ("text", "concise", "json", "sarif", "github", "gitlab", "junit", "markdown")


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
