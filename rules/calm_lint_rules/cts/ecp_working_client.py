"""CALM923: transports can be created in a client of Employee Central Payroll."""

from __future__ import annotations

from collections.abc import Iterator

from calm_lint.api import Bad, CtsDomain, Finding, Good, Severity, Source, facts, rule
from calm_lint_rules.cts._ecp import ecp_systems
from calm_lint_rules.cts._tasks import CREATE_AND_EXPORT, active, knows_tasks


@rule(
    CtsDomain,
    code="CALM923",
    rung="collects",
    since="0.1",
    severity=Severity.ERROR,
    source=Source("Transport Management Setup for Employee Central Payroll (bd23fb3)", "Registering Working Tenants"),
    screen="/SDF/ALM_SETUP > Activate use-cases > Transports",
    examples=[
        Good("""
            domain_name: DOMAIN_PRD
            systems:
              - sid: PRD
                service_type: SAP SuccessFactors Employee Central Payroll
                alm_setup:
                  - client: "300"
                    tasks:
                      - "Transports: Create & Export (client-specific)"
                lms_entry:
                  name: PRD000
                  external_id: "000"
                  deployment_model: SAP Public Cloud
            """),
        Bad(
            """
            domain_name: DOMAIN_PRD
            systems:
              - sid: PRD
                service_type: SAP SuccessFactors Employee Central Payroll
                alm_setup: []
                lms_entry:
                  name: PRD000
                  external_id: "000"
                  deployment_model: SAP Public Cloud
            """,
            at="PRD",
            message="Transports: Create & Export (client-specific) is active in no client of PRD but "
            "000, must be active where people work",
        ),
    ],
)
def ecp_working_client(domain: CtsDomain) -> Iterator[Finding]:
    """After ECP Operations has set up client 000, you register the clients in which people work, with this task.

    Without it, SAP Cloud ALM can neither create nor release transports.
    """
    for system in ecp_systems(domain):
        setups = system.working_setups
        known = system.knows("alm_setup") and all(map(knows_tasks, setups))
        if known and not any(active(setup, CREATE_AND_EXPORT) for setup in setups):
            inactive = f"{CREATE_AND_EXPORT} is active in no client of {system.sid.value} but {facts.SETUP_CLIENT}"
            yield Finding(system, f"{inactive}, must be active where people work")
