"""The report for GitLab Code Quality (https://docs.gitlab.com/ci/testing/code_quality/)."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from calm_lint.engine.fingerprint import fingerprints
from calm_lint.engine.results import Report
from calm_lint.errors import RunError
from calm_lint.formats.places import relative
from calm_lint.rulebook.severity import Severity

_SEVERITIES = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.INFO: "info"}


def render(report: Report) -> str:
    """Write the errors of the run and the findings as a JSON list.

    The format knows findings only, so an error is one, or a run that failed would look clean.
    """
    return json.dumps([*_failures(report.errors), *_issues(report)], indent=2) + "\n"


def _failures(errors: Iterable[RunError]) -> Iterator[dict[str, Any]]:
    # Most runs have no errors.
    from hashlib import sha256

    for error in dict.fromkeys(errors):
        # Each issue has to have a file. The root of the repository stands for none.
        path = relative(error.file) if error.file else "."
        identity = "\0".join((path, error.kind, error.message))
        yield {
            "description": f"calm-lint failed: {error.message}",
            "check_name": f"calm-lint {error.kind}",
            "fingerprint": sha256(identity.encode(errors="backslashreplace")).hexdigest(),
            "severity": "blocker",
            "location": {"path": path, "lines": {"begin": 1, "end": 1}},
        }


def _issues(report: Report) -> Iterator[dict[str, Any]]:
    # GitLab needs no import of a clean run.
    from hashlib import sha256

    for file in report.files:
        path, violations = relative(file.name), report.shown(file)
        for violation, fingerprint in zip(violations, fingerprints(violations), strict=True):
            suppressed = f" ({violation.suppression})" if violation.suppression else ""
            yield {
                "description": f"{violation.message}{suppressed}",
                "check_name": f"{violation.rule.code} {violation.rule.name}",
                # Unique among all files.
                "fingerprint": sha256(f"{path}\0{fingerprint}".encode(errors="backslashreplace")).hexdigest(),
                "severity": _SEVERITIES[violation.severity],
                "location": {
                    "path": path,
                    "lines": {"begin": violation.span.line, "end": violation.span.end_line},
                },
            }
    for gone, times in Counter(report.gone).items():
        for number in range(times):
            yield {
                "description": str(gone),
                "check_name": f"{gone.code} gone",
                "fingerprint": sha256("\0".join((*gone, str(number))).encode(errors="backslashreplace")).hexdigest(),
                "severity": "major" if report.strict else "info",
                "location": {"path": relative(gone.baseline), "lines": {"begin": 1, "end": 1}},
            }
