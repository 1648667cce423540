"""CALM301: each S/4HANA tenant has a communication arrangement for transport management."""

from __future__ import annotations

from collections.abc import Iterator

from calm_lint.api import SCENARIO, Bad, Finding, Good, S4Tenant, Severity, Source, rule


@rule(
    S4Tenant,
    code="CALM301",
    rung="connects",
    since="0.1",
    severity=Severity.ERROR,
    source=Source("guide", "Procedure 1, note; Procedure 2.1", "2025-05-14"),
    screen="Communication Arrangements > New",
    examples=[
        Good(
            """
            communication_arrangements:
              - arrangement_name: SAP_COM_0690_CALM_ATO
                scenario: SAP_COM_0690
            """
        ),
        Bad(
            """
            communication_systems: []
            communication_arrangements: []
            """,
            at="prod",
            message="communication arrangement of scenario SAP_COM_0690 is missing in tenant prod",
        ),
    ],
)
def arrangement_missing(tenant: S4Tenant) -> Iterator[Finding]:
    """Each S/4HANA tenant needs its own connection to SAP Cloud ALM.

    A tenant without the communication arrangement reports no transports. SAP Cloud ALM does not collect them later.
    """
    if tenant.alm_arrangements or not tenant.knows("communication_arrangements"):
        return
    severity = Severity.WARNING if tenant.role.value in ("starter", "sandbox") else None
    scenario_unknown = any(arrangement.scenario.unknown for arrangement in tenant.communication_arrangements)
    if not scenario_unknown:
        named = tenant.named and f" in tenant{tenant.named}"
        message = f"communication arrangement of scenario {SCENARIO} is missing{named}"
        yield Finding(tenant, message, severity=severity, named=named)
