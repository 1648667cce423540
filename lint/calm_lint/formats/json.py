"""The report as JSON, for programs; its fields are described in docs/json.md."""

from __future__ import annotations

import json
from collections import Counter
from typing import Any

from calm_lint import __version__
from calm_lint.engine.results import FileReport, Missed, Report
from calm_lint.engine.violation import TextFix, Violation
from calm_lint.formats.statistics import statistics
from calm_lint.rulebook.rungs import RUNGS
from calm_lint.rulebook.severity import Severity

VERSION = 1


def render(report: Report) -> str:
    """Write a report as one JSON object."""
    levels, rungs = report.levels(), report.rungs
    kinds = Counter(each.suppression.kind for each in report.suppressed if each.suppression)
    return (
        json.dumps(
            {
                "version": VERSION,
                "tool": "calm-lint",
                "tool_version": __version__,
                "findings": [_finding(each) for file in report.files for each in report.shown(file)],
                "gone": [each._asdict() for each in report.gone],
                "errors": [
                    {"kind": error.kind, "message": error.message, "file": error.file} for error in report.errors
                ],
                "tenants": [_tenant(file, each) for file in report.files for each in file.missed],
                "summary": {
                    "files": len(report.files),
                    "landscapes": sum(file.landscapes for file in report.files),
                    **{str(severity): levels[severity] for severity in Severity},
                    "suppressed": kinds["comment"],
                    "baselined": kinds["baseline"],
                    "since": kinds["since"],
                    "gone": len(report.gone),
                    "fixable": report.fixable,
                    "rungs": {"none": rungs[None], **{rung: rungs[rung] for rung in RUNGS}},
                },
                **({"statistics": [row._asdict() for row in statistics(report)]} if report.statistics else {}),
            },
            indent=2,
        )
        + "\n"
    )


def _finding(violation: Violation) -> dict[str, Any]:
    document = {} if violation.document is None else {"document": violation.document}
    plugin = {} if violation.rule.built_in else {"plugin": violation.rule.plugin}
    waiver = violation.suppression
    return {
        "code": violation.rule.code,
        "name": violation.rule.name,
        **plugin,
        "severity": str(violation.severity),
        "message": violation.message,
        "file": violation.file,
        **document,
        **violation.span._asdict(),
        "path": violation.path,
        "entity": violation.entity,
        **({"also": list(violation.also)} if violation.also else {}),
        "related": [
            {"message": related.message, "file": related.file, **related.span._asdict()}
            for related in violation.related
        ],
        "fix": _fix(violation.fix) if violation.fix else None,
        "suppressed": {"kind": waiver.kind, "reason": waiver.reason} if waiver else None,
        "url": violation.rule.url,
    }


def _tenant(file: FileReport, missed: Missed) -> dict[str, Any]:
    document = {} if missed.document is None else {"document": missed.document}
    return {"file": file.name, **document, "entity": missed.entity, "holds": file.held(missed), "misses": missed.rung}


def _fix(fix: TextFix) -> dict[str, Any]:
    edits = [{**edit.span._asdict(), "text": edit.text} for edit in fix.edits]
    return {"title": fix.title, "safe": fix.safe, "edits": edits}
