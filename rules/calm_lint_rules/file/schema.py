"""CALM003: the file matches the landscape schema."""

from __future__ import annotations

from collections.abc import Iterator

from calm_lint.api import Bad, Finding, Fix, Good, Rewrite, SchemaFault, Severity, Source, rule


@rule(
    SchemaFault,
    code="CALM003",
    rung="connects",
    since="0.1",
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
            fixed="description: the landscape of Acme",
        ),
    ],
)
def schema(fault: SchemaFault) -> Iterator[Finding]:
    """calm-lint cannot interpret a value that does not match the schema, so no other rule checks that value.

    All rules still check the rest of the file.
    """
    fix = None
    if fault.replacement:
        fix = Fix(f"replace with {fault.replacement}", (Rewrite(fault.place, fault.replacement),))
    yield Finding(fault, fault.message, fix, hint=fault.hint, screen=fault.screen, example=fault.example)
