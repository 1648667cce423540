"""CALM002: a mapping contains each key once."""

from __future__ import annotations

from collections.abc import Iterator

from calm_lint.api import Bad, DuplicateKey, Finding, Good, Related, Severity, Source, rule


@rule(
    DuplicateKey,
    code="CALM002",
    rung="connects",
    since="0.1",
    severity=Severity.ERROR,
    source=Source("YAML 1.2", "3.2.1.3 Node Comparison"),
    screen="",
    examples=[
        Good(
            """
            name: Acme
            description: Beta
            """
        ),
        Bad(
            """
            name: Acme
            name: Beta
            """,
            at="name",
            message="key name is used twice, must be unique in the mapping",
        ),
    ],
)
def duplicate_key(fault: DuplicateKey) -> Iterator[Finding]:
    """Most programs silently use the second of two equal keys, but people read the first.

    calm-lint checks neither value, because it cannot know which one is meant.
    """
    key = fault.key or "''"
    message = f"key {key} is used twice, must be unique in the mapping"
    yield Finding(fault, message, related=(Related(fault.first, "first used here"),))
