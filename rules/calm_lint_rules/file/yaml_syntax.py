"""CALM001: the file is UTF-8 and valid YAML."""

from __future__ import annotations

from collections.abc import Iterator

from calm_lint.api import Bad, Finding, Good, Related, Severity, Source, SyntaxFault, rule


@rule(
    SyntaxFault,
    code="CALM001",
    rung="connects",
    since="0.1",
    severity=Severity.ERROR,
    source=Source("YAML 1.2", "YAML syntax"),
    screen="",
    protected=True,
    examples=[
        Good('x-owner: {name: "${OWNER}"}'),
        Bad(
            "x-owner: {name: ${OWNER}}",
            at="{",
            message="did not find expected ',' or '}' while parsing a flow mapping: "
            "a reference such as ${NAME} must be quoted inside { } or [ ]",
        ),
    ],
)
def yaml_syntax(fault: SyntaxFault) -> Iterator[Finding]:
    """calm-lint cannot check what it cannot read, so every fault after this one stays unnoticed.

    All rules still check the complete entries before the fault, and the other documents of the file.
    """
    message = fault.message
    if fault.construct:
        problem, colon, hint = message.partition(": ")
        message = f"{problem} while {fault.construct}{colon}{hint}"
    began = (Related(fault.began, f"{fault.construct.partition(' ')[2]} begins here"),) if fault.began else ()
    yield Finding(fault, message, related=began)
