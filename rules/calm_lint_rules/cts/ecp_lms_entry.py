"""CALM922: a system of Employee Central Payroll has its entry in app Landscape Management."""

from __future__ import annotations

from collections.abc import Iterator

from calm_lint.api import Bad, CtsDomain, Finding, Fix, Good, Severity, Source, facts, rule
from calm_lint_rules.cts._ecp import ecp_systems


@rule(
    CtsDomain,
    code="CALM922",
    rung="connects",
    since="0.1",
    severity=Severity.ERROR,
    source=Source(
        "Transport Management Setup for Employee Central Payroll (bd23fb3)", "Configuring SAP Cloud ALM, step 3"
    ),
    screen="Landscape Management > Services & Systems > New Service",
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
                alm_setup:
                  - client: "300"
                    tasks:
                      - "Transports: Create & Export (client-specific)"
            """,
            at="PRD",
            message="lms_entry is missing, must describe the entry of client 000 in app Landscape Management",
        ),
        Bad(
            """
            domain_name: DOMAIN_PRD
            systems:
              - sid: PRD
                service_type: SAP SuccessFactors Employee Central Payroll
                alm_setup:
                  - client: "300"
                    tasks:
                      - "Transports: Create & Export (client-specific)"
                lms_entry:
                  name: PRD100
                  external_id: "000"
                  deployment_model: SAP Public Cloud
            """,
            at="PRD100",
            message="Name is PRD100, must be PRD000",
            fixed="""
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
            """,
        ),
        Bad(
            """
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
                  deployment_model: On-Premise
            """,
            at="On-Premise",
            message="Deployment Model is On-Premise, must be SAP Public Cloud",
            fixed="""
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
            """,
        ),
    ],
)
def ecp_lms_entry(domain: CtsDomain) -> Iterator[Finding]:
    """Without the entry, the system cannot be registered for transport management.

    ECP Operations needs it before they set up client 000.
    """
    for system in ecp_systems(domain):
        entry, client = system.lms_entry, facts.SETUP_CLIENT
        if system.entry("lms_entry").unknown:
            continue
        if entry is None:
            where = f"must describe the entry of client {client} in app Landscape Management"
            yield Finding(system, f"lms_entry is missing, {where}")
            continue
        for label, field, wanted in (
            ("Name", entry.name, f"{system.sid.value}{client}" if system.sid.value else ""),
            ("External ID", entry.external_id, client),
            ("Deployment Model", entry.deployment_model, facts.ECP_DEPLOYMENT_MODEL),
        ):
            if field.missing:
                yield Finding(field, f"{label} is missing, must be {wanted}")
            elif wanted and field.value not in (None, wanted):
                yield Finding(field, f"{label} is {field.value}, must be {wanted}", Fix.replace(field, wanted))
