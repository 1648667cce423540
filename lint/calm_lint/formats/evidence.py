"""The evidence of a check as JSON: what came of each sentence for each entity; docs/evidence-of-the-check.md has more.

Entities and findings are named by their numbers, from 0, so that the size grows with the entities alone. Each entry of
a list has a line of its own.
"""

from __future__ import annotations

import json
import platform
from collections.abc import Iterable, Mapping
from hashlib import sha256
from typing import Any

from calm_lint import __version__
from calm_lint.engine.proof import STATES, AppliedRule, Decided, State, total
from calm_lint.engine.results import Report
from calm_lint.engine.violation import Violation

VERSION = 1


def render(report: Report) -> str:
    """Write the evidence as one JSON object.

    Raises:
        ValueError: if the run collected none.
    """
    proof = report.proof
    if proof is None:
        raise ValueError("the run collected no evidence: Request(evidence=True) does")
    rules = [*map(_rule, proof.rules)]
    counts = proof.counts_by_subject()
    head = {
        "version": VERSION,
        "tool": "calm-lint",
        "tool_version": __version__,
        "python": f"{platform.python_implementation()} {platform.python_version()}",
        "as_of": proof.as_of,
        # A run that looked at nothing has shown nothing.
        "complete": not report.errors and bool(report.files),
        "summary": _counts(total(each.counts for each in proof.decided)),
        "rules_sha256": sha256(json.dumps(rules, sort_keys=True).encode()).hexdigest(),
    }
    entities = (
        {
            "file": each.file,
            **_document(each.document),
            "kind": each.kind,
            "entity": each.entity,
            "path": each.path,
            "counts": _counts(count),
        }
        for each, count in zip(proof.subjects, counts, strict=True)
    )
    lists: Mapping[str, Iterable[Any]] = {
        "errors": ({"kind": each.kind, "message": each.message, "file": each.file} for each in report.errors),
        "packages": ({"package": name, "sha256": sha256} for name, sha256 in proof.code.items()),
        "inputs": ({"kind": each.kind, "file": each.file, "sha256": each.sha256} for each in proof.inputs),
        "rules": rules,
        "entities": entities,
        "findings": map(_finding, proof.findings),
        "sentences": map(_sentence, proof.decided),
    }
    parts = [f"  {json.dumps(key)}: {json.dumps(value)}" for key, value in head.items()]
    parts += [f"  {json.dumps(key)}: {_lines(entries)}" for key, entries in lists.items()]
    return "{\n" + ",\n".join(parts) + "\n}\n"


def _lines(entries: Iterable[Any]) -> str:
    lines = ",".join(f"\n    {json.dumps(each, separators=(', ', ': '))}" for each in entries)
    return f"[{lines}\n  ]" if lines else "[]"


def _rule(applied: AppliedRule) -> dict[str, Any]:
    rule = applied.rule
    options = rule.settings._asdict() if rule.settings else {}  # type: ignore[attr-defined]  # a named tuple
    return {
        "code": rule.code,
        "name": rule.name,
        "plugin": rule.plugin,
        "severity": str(applied.severity),
        "options": {name.replace("_", "-"): value for name, value in options.items()},
        "files": applied.files,
    }


def _finding(violation: Violation) -> dict[str, Any]:
    waiver = violation.suppression
    return {
        "code": violation.rule.code,
        "name": violation.rule.name,
        "severity": str(violation.severity),
        "message": violation.message,
        "file": violation.file,
        **_document(violation.document),
        "line": violation.span.line,
        "column": violation.span.column,
        "path": violation.path,
        "entity": violation.entity,
        "waived": waiver and {"by": waiver.kind, "reason": waiver.reason, "until": waiver.until or None},
    }


def _sentence(decided: Decided) -> dict[str, Any]:
    sentence = decided.sentence
    return {
        "document": sentence.document,
        "edition": sentence.edition or None,
        "section": sentence.section,
        "statement": sentence.statement,
        "about": sentence.about,
        "rules": sentence.codes,
        "counts": _counts(decided.counts),
        "results": [
            {
                "state": verdict.state,
                "why": verdict.why,
                "rules": verdict.rules,
                "findings": verdict.findings,
                "entities": entities,
            }
            for verdict, entities in decided.verdicts.items()
        ],
    }


def _counts(counts: Mapping[State, int]) -> dict[str, int]:
    return {**{state: counts.get(state, 0) for state in STATES}, "total": sum(counts.values())}


def _document(number: int | None) -> dict[str, int]:
    return {} if number is None else {"document": number}
