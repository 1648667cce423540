"""CALM903: transport parameter CTC is 1."""

from __future__ import annotations

from collections.abc import Iterator

from calm_lint.api import Bad, CtsSystem, Finding, Good, Severity, Source, facts, rule


@rule(
    CtsSystem,
    code="CALM903",
    rung="collects",
    since="0.1",
    severity=Severity.ERROR,
    source=Source(
        "SAP S/4HANA Cloud Private Edition and On-Premise Systems (5aa24f0)", "Note: It's mandatory to set CTC=1"
    ),
    screen="STMS > Overview > Systems > Transport Tool > CTC",
    examples=[
        Good("""
            sid: PRD
            ctc: 1
            """),
        Bad(
            """
            sid: PRD
            ctc: 0
            """,
            at="0",
            message="CTC is 0, must be 1",
        ),
        Bad(
            """
            sid: PRD
            ctc:
            """,
            at="PRD",
            message="CTC is missing, must be 1",
        ),
    ],
)
def ctc(system: CtsSystem) -> Iterator[Finding]:
    """Only with extended transport control do transport routes have clients, which deployments from SAP Cloud ALM need.

    There is no fix: switching it on later is a change of the landscape, which SAP Cloud ALM does not support while
    transports are open. Transports that were released before have no target client.
    """
    wanted = facts.CTC.partition("=")[2]
    if system.is_ecp or not system.is_physical or str(system.ctc.value) == wanted:
        return
    value = "missing" if system.ctc.missing else system.ctc.value
    yield Finding(system.ctc, f"CTC is {value}, must be {wanted}")
