"""Rules that are written in YAML: from a rule file to rules like any others.

Only imported where a configuration names such a file.
"""

from __future__ import annotations

from typing import Any, cast

from calm_lint.errors import RunError
from calm_lint.model import ENTITIES
from calm_lint.reading.document import Place
from calm_lint.reading.nodes import SyntaxFault
from calm_lint.reading.reader import read
from calm_lint.rulebook.declarative_check import check_of
from calm_lint.rulebook.declarative_faults import faults_of
from calm_lint.rulebook.rule import Bad, Good, Rule, Source
from calm_lint.rulebook.severity import Severity
from calm_lint_schemas import rules_gate


def load_rule_file(path: str, content: bytes) -> tuple[list[Rule], list[RunError]]:
    """Read a file of declarative rules.

    Args:
        path: its path, as messages show it.
        content: its bytes.

    Returns:
        Its rules; or, where anything in it is wrong, an error with line and column for each such thing.
    """
    reading = read(path, content, rules_gate.TYPED_KEYS)
    faults = [
        (fault.place, fault.message if isinstance(fault, SyntaxFault) else f"key {fault.key} is there twice")
        for fault in reading.faults
    ]
    rules: list[Rule] = []
    for document in [] if faults else reading.documents:
        faults += faults_of(document)
        if not faults:
            rules += (_rule(path, entry) for entry in cast(Any, document.data)["rules"])
    if not faults:
        return rules, []
    # What looks for secrets is needed for messages alone.
    from calm_lint.reading.redaction import redactor

    show = redactor(reading).text
    return [], [_error(path, place, show(message)) for place, message in faults]


def _error(path: str, place: Place, message: str) -> RunError:
    span = place.document.source.span(place.document.locate(place).start, place.document.locate(place).end)
    return RunError("config", f"line {span.line}, column {span.column}: {message}", path)


def _rule(path: str, entry: dict[str, Any]) -> Rule:
    bad = entry["examples"]["bad"]
    return Rule(
        code=entry["code"],
        name=entry["name"],
        severity=Severity(entry["level"]),
        node=ENTITIES[entry["for"]],
        check=check_of(entry),
        why=entry["why"],
        source=Source(path, entry["code"]),
        screen="",
        examples=(
            *(Good(each) for each in entry["examples"]["good"]),
            *(Bad(each["yaml"], each["at"], each.get("message", "")) for each in bad),
        ),
        plugin=path,
        declaration=entry,
    )
