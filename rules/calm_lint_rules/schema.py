"""CALM003: the file has the structure that the landscape schema prescribes."""

from __future__ import annotations

from collections.abc import Iterator

from calm_lint.api import Bad, Finding, Good, SchemaFault, Severity, Source, rule


@rule(
    SchemaFault,
    code="CALM003",
    severity=Severity.ERROR,
    source=Source("landscape.schema.json", "all of it"),
    screen="",
    examples=[
        Good(
            """
            description: the landscape of Acme
            x-owner: basis team
            """
        ),
        Bad(
            "desciption: the landscape of Acme",
            at="desciption",
            message="unknown key desciption: did you mean description?",
        ),
    ],
)
def schema(fault: SchemaFault) -> Iterator[Finding]:
    """What does not follow the schema cannot be understood, so no other rule looks at it.

    The rest of the file is checked all the same.
    """
    yield Finding(fault, fault.message, hint=fault.hint)
