"""Findings as editors show them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Final

from lsprotocol.types import (
    CodeDescription,
    Diagnostic,
    DiagnosticRelatedInformation,
    DiagnosticSeverity,
    DiagnosticTag,
    Location,
)

from calm_lint.engine.violation import Violation
from calm_lint.rulebook.severity import Severity
from calm_lint.server.positions import Positions

SOURCE: Final = "calm-lint"

_LEVELS: Final[Mapping[Severity, DiagnosticSeverity]] = {
    Severity.ERROR: DiagnosticSeverity.Error,
    Severity.WARNING: DiagnosticSeverity.Warning,
    Severity.INFO: DiagnosticSeverity.Information,
}

Places = Callable[[str], tuple[str, Positions]]
"""Returns what the editor calls a file, by the name that findings show, and the positions in it."""


def diagnostic(violation: Violation, places: Places) -> Diagnostic:
    """Return a finding as a diagnostic; all of its text was masked before.

    Args:
        violation: the finding.
        places: finds the files that it is about.
    """
    rule = violation.rule
    return Diagnostic(
        places(violation.file)[1].range(violation.span),
        violation.message,
        severity=_LEVELS[violation.severity],
        code=rule.code,
        code_description=CodeDescription(rule.url) if rule.built_in else None,
        source=SOURCE,
        tags=[DiagnosticTag.Unnecessary] if _is_unnecessary(violation) else None,
        related_information=[*_related(violation, places)] or None,
        data={"name": rule.name, "path": violation.path, "entity": violation.entity, "also": [*violation.also]},
    )


def _related(violation: Violation, places: Places) -> Iterator[DiagnosticRelatedInformation]:
    for each in violation.related:
        uri, positions = places(each.file)
        yield DiagnosticRelatedInformation(Location(uri, positions.range(each.span)), each.message)


def _is_unnecessary(violation: Violation) -> bool:
    """Return whether all that mends a fault is to take the text away, which editors show faded."""
    fix = violation.fix
    return fix is not None and fix.safe and bool(fix.edits) and not any(edit.text for edit in fix.edits)
