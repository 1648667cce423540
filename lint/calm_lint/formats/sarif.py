"""The report as SARIF 2.1.0, for GitHub code scanning and others.

The standard: https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping, Sequence
from inspect import cleandoc
from pathlib import Path
from typing import Any
from urllib.parse import quote

from calm_lint import __version__
from calm_lint.engine.fingerprint import fingerprints
from calm_lint.engine.results import Report
from calm_lint.engine.violation import TextFix, Violation
from calm_lint.formats.places import relative, root
from calm_lint.rulebook import catalogue
from calm_lint.rulebook.rule import Rule
from calm_lint.rulebook.severity import Severity
from calm_lint.text.source import Span

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
HOME = "https://github.com/calm-lint/calm-lint"
_ROOT = "%SRCROOT%"
_ROOT_IS = "The root of the repository, or the folder that calm-lint ran in if that is in no repository."
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
# What GitHub sorts alerts by.
_PROBLEMS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "recommendation"}


def render(report: Report) -> str:
    """Write a report as a SARIF log with one run."""
    level = "error" if report.strict else "warning"
    indices = {rule.code: index for index, rule in enumerate(report.rules)}
    notifications = [
        *(notification("error", error.kind, error.message, error.file) for error in report.errors),
        *(notification(level, "gone", str(each), each.baseline) for each in report.gone),
    ]
    rules, results = [_rule(rule) for rule in report.rules], list(_results(report, indices))
    return log(rules, results, notifications, successful=not report.errors)


def log(
    rules: list[dict[str, Any]],
    results: list[dict[str, Any]],
    notifications: Sequence[dict[str, Any]] = (),
    *,
    successful: bool = True,
) -> str:
    """Write a SARIF log with one run.

    Args:
        rules: the reporting descriptors that results refer to.
        results: the results.
        notifications: what else is to be said of the run.
        successful: whether the run did all of its work.
    """
    driver = {"name": "calm-lint", "semanticVersion": __version__, "informationUri": HOME, "rules": rules}
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {_ROOT: {"uri": _folder_uri(root()), "description": {"text": _ROOT_IS}}},
        "invocations": [{"executionSuccessful": successful, "toolExecutionNotifications": list(notifications)}],
        "results": results,
    }
    return json.dumps({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}, indent=2) + "\n"


def _rule(rule: Rule) -> dict[str, Any]:
    why = " ".join(cleandoc(rule.why).split())
    return {
        "id": rule.code,
        "name": "".join(word.capitalize() for word in rule.name.split("-")),
        "shortDescription": {"text": f"{rule.name}: {why.partition('. ')[0].removesuffix('.')}."},
        "fullDescription": {"text": why},
        "help": {"text": catalogue.explain(rule), "markdown": catalogue.page(rule)},
        "helpUri": rule.url,
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
        "properties": {
            "tags": ["sap-cloud-alm"],
            "precision": "very-high",
            "problem.severity": _PROBLEMS[rule.severity],
            "plugin": rule.plugin,
        },
    }


def _results(report: Report, indices: Mapping[str, int]) -> Iterator[dict[str, Any]]:
    for file in report.files:
        violations = report.shown(file)
        for violation, fingerprint in zip(violations, fingerprints(violations), strict=True):
            yield _result(violation, indices[violation.rule.code], fingerprint)


def _result(violation: Violation, index: int, fingerprint: str) -> dict[str, Any]:
    at = location(violation.file, violation.span)
    at["logicalLocations"] = [{"fullyQualifiedName": violation.entity}]
    result: dict[str, Any] = {
        "ruleId": violation.rule.code,
        "ruleIndex": index,
        "level": _LEVELS[violation.severity],
        "message": {"text": violation.message},
        "locations": [at],
        "partialFingerprints": {"entityAndMessage/v1": fingerprint},
    }
    if violation.related:
        result["relatedLocations"] = [
            {"id": number, "message": {"text": related.message}, **location(related.file, related.span)}
            for number, related in enumerate(violation.related, 1)
        ]
    if violation.fix:
        result["fixes"] = [_fix(violation.file, violation.fix)]
    if violation.suppression:
        kind = "inSource" if violation.suppression.kind == "comment" else "external"
        reason = violation.suppression.reason if kind == "inSource" else ""
        justification = reason or str(violation.suppression)
        result["suppressions"] = [{"kind": kind, "status": "accepted", "justification": justification}]
    return result


def _fix(file: str, fix: TextFix) -> dict[str, Any]:
    replacements = [{"deletedRegion": _region(edit.span), "insertedContent": {"text": edit.text}} for edit in fix.edits]
    change = {"artifactLocation": artifact(file), "replacements": replacements}
    unsafe = "" if fix.safe else " (unsafe: read it before you take it over)"
    return {"description": {"text": f"{fix.title}{unsafe}"}, "artifactChanges": [change]}


def notification(level: str, name: str, message: str, file: str | None) -> dict[str, Any]:
    """Return what is to be said of a run, about a file where there is one."""
    told: dict[str, Any] = {"descriptor": {"id": name}, "level": level, "message": {"text": message}}
    if file:
        told["locations"] = [{"physicalLocation": {"artifactLocation": artifact(file)}}]
    return told


def location(file: str, span: Span) -> dict[str, Any]:
    """Return the location of a stretch of a file."""
    return {"physicalLocation": {"artifactLocation": artifact(file), "region": _region(span)}}


def _region(span: Span) -> dict[str, int]:
    return {
        "startLine": span.line,
        "startColumn": span.column,
        "endLine": span.end_line,
        "endColumn": span.end_column,
    }


def _folder_uri(path: str) -> str:
    return f"{Path(path).as_uri().removesuffix('/')}/"


def artifact(file: str) -> dict[str, str]:
    """Return the place of a file, relative to the root of the repository where it is in it."""
    name = relative(file)
    if os.path.isabs(name):
        return {"uri": Path(name).as_uri()}
    return {"uri": quote(name, errors="backslashreplace"), "uriBaseId": _ROOT}
