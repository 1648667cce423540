"""The report for GitLab Code Quality (https://docs.gitlab.com/ci/testing/code_quality/)."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from typing import Any

from calm_lint.engine.fingerprint import fingerprints
from calm_lint.engine.results import Report
from calm_lint.formats.places import relative
from calm_lint.rulebook.severity import Severity

_SEVERITIES = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.INFO: "info"}


def render(report: Report, *, color: bool) -> str:  # noqa: ARG001 - the same for all formats
    """Write the findings as a JSON list."""
    return json.dumps(list(_issues(report)), indent=2) + "\n"


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
