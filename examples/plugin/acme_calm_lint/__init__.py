"""Acme's rules for calm-lint, a list of findings for spreadsheets, and what Acme wants to be strict about."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from acme_calm_lint.system_id_prefix import system_id_prefix
from calm_lint.api import Formatter, Profile, Report, Rule, Severity, hookimpl


@hookimpl
def calm_lint_rules() -> list[Rule]:
    """Return our rules."""
    return [system_id_prefix]


@hookimpl
def calm_lint_formatters() -> list[Formatter]:
    """Return our formats."""
    return [Formatter("csv", as_csv)]


@hookimpl
def calm_lint_profiles() -> list[Profile]:
    """Return our profiles."""
    return [Profile("acme", ignore=["provisioning-date-missing"], severity={"split-landscape": Severity.ERROR})]


def as_csv(report: Report, *, color: bool) -> str:  # noqa: ARG001 - the same for all formats
    """Write the findings as a table for spreadsheets."""
    text = io.StringIO()
    csv.writer(text).writerows([("file", "line", "level", "rule", "message"), *_rows(report)])
    return text.getvalue()


def _rows(report: Report) -> Iterator[tuple[object, ...]]:
    for each in report.violations:
        yield each.file, each.span.line, each.severity, each.rule.code, each.message
