"""The output formats: each module has a function `render` that turns a report into text."""

from __future__ import annotations

from importlib import import_module
from typing import Final, cast

from calm_lint.report import Report

FORMATS: Final = ("text", "concise", "json", "sarif", "github", "gitlab", "junit", "markdown")


def render(report: Report, name: str, *, color: bool = False) -> str:
    """Write a report in one of `FORMATS`.

    Args:
        report: what came out of a run.
        name: the name of the format.
        color: whether escape sequences may colour it; only the text format does.
    """
    # A clean run does not pay for the formats that it does not write.
    return cast(str, import_module(f"{__name__}.{name}").render(report, color=color))
