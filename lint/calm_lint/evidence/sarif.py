"""A comparison as SARIF 2.1.0: what differs, is waived or is old. What is the same is no result."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256
from typing import Any, Final

from calm_lint.errors import RunError
from calm_lint.evidence.rows import Row
from calm_lint.evidence.sentences import sentence
from calm_lint.formats import sarif

_RULES: Final = {
    "evidence-differs": ("error", "The landscape and the system do not say the same."),
    "evidence-older": ("note", "The evidence for a value is older than --max-age allows."),
}


def as_sarif(rows: Sequence[Row], errors: Sequence[RunError]) -> str:
    """Write a comparison as a SARIF log with one run."""
    rules = [
        {"id": name, "shortDescription": {"text": text}, "defaultConfiguration": {"level": level}}
        for name, (level, text) in _RULES.items()
    ]
    results = [_result(each) for each in rows if each.state in ("different", "waived", "older")]
    notifications = [sarif.notification("error", each.kind, each.message, each.file) for each in errors]
    return sarif.log(rules, results, notifications, successful=not errors)


def _result(row: Row) -> dict[str, Any]:
    name = "evidence-older" if row.state == "older" else "evidence-differs"
    at = sarif.location(row.file, row.span)
    at["logicalLocations"] = [{"fullyQualifiedName": row.entity}]
    message = sentence(row) if row.state != "older" else f"{row.label} was last seen on {row.seen_on}"
    digest = sha256(f"{name}\n{row.entity}\n{row.path.rpartition('/')[2]}\n{message}".encode()).hexdigest()
    result: dict[str, Any] = {
        "ruleId": name,
        "ruleIndex": list(_RULES).index(name),
        "level": _RULES[name][0],
        "message": {"text": message},
        "locations": [at],
        "partialFingerprints": {"entityAndMessage/v1": digest},
    }
    if row.source:
        other: dict[str, Any] = {
            "id": 1,
            "message": {"text": f"the system: {row.pointer}" if row.pointer else "the system"},
            "physicalLocation": {"artifactLocation": sarif.artifact(row.source)},
        }
        result["relatedLocations"] = [other]
    if row.state == "waived":
        result["suppressions"] = [{"kind": "inSource", "status": "accepted", "justification": row.reason}]
    return result
