"""CALM002: no mapping has a key twice."""

from __future__ import annotations

from collections.abc import Iterator

from calm_lint.api import Bad, DuplicateKey, Finding, Good, Related, Severity, Source, rule


@rule(
    DuplicateKey,
    code="CALM002",
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
            message="key name is there twice in one mapping",
        ),
    ],
)
def duplicate_key(fault: DuplicateKey) -> Iterator[Finding]:
    """Most programs silently take the second of two equal keys, people read the first.

    Neither value is checked, as nobody can tell which of them is meant.
    """
    key = fault.key or "''"
    yield Finding(
        fault, f"key {key} is there twice in one mapping", related=(Related(fault.first, "the first is here"),)
    )
