"""CALM918: a production system is connected to one SAP Cloud ALM tenant."""

from __future__ import annotations

from collections.abc import Iterator

from calm_lint.api import Bad, CtsSystem, Finding, Good, Related, Severity, Source, rule
from calm_lint_rules._alm_usage import cts_connections


@rule(
    CtsSystem,
    code="CALM918",
    rung="collects",
    since="0.1",
    severity=Severity.ERROR,
    source=Source(
        "Setting Up the Managed Systems (21e0843)", "Note: don't connect your productive environment to both"
    ),
    screen="/SDF/ALM_SETUP > Target ALM Description",
    examples=[
        Good("""
            role: production
            alm_setup:
              - client: "000"
              - client: "300"
            """),
        Bad(
            """
            role: production
            alm_setup:
              - client: "000"
              - client: "300"
                token_endpoint: https://beta.authentication.eu10.hana.ondemand.com/oauth/token
                client_id: ${OTHER_CLIENT_ID}
            """,
            at='"300"',
            message="system PRD is also connected to calm-prod, must be connected to one SAP Cloud ALM tenant",
        ),
    ],
)
def cts_double_connection(system: CtsSystem) -> Iterator[Finding]:
    """Both SAP Cloud ALM tenants would deploy into the production system, independently of each other."""
    if system.role.value != "production":
        return
    connections = cts_connections(system)
    for setup, other in connections[1:]:
        first, target = connections[0]
        also = f"system {system.sid.value} is also connected to {target.name_beside(other)}"
        related = (Related(first, "the first connection"),)
        yield Finding(setup, f"{also}, must be connected to one SAP Cloud ALM tenant", related=related)
