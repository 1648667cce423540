"""CALM910: Transports: Read Landscape is active in the domain controller."""

from __future__ import annotations

from collections.abc import Iterator

from calm_lint.api import AlmSetup, Bad, CtsDomain, CtsSystem, Finding, Good, Related, Severity, Source, facts, rule
from calm_lint_rules.cts._tasks import READ_LANDSCAPE, active, knows_tasks, told_without_tasks


@rule(
    CtsDomain,
    code="CALM910",
    rung="collects",
    since="0.1",
    severity=Severity.ERROR,
    source=Source(
        "Solutions for Errors in the Managed System Setup Check (93ae080)",
        "Read transport landscape in domain controller",
    ),
    screen="/SDF/ALM_SETUP > Activate use-cases > Transports",
    examples=[
        Good("""
            domain_name: DOMAIN_PRD
            domain_controller: PRD
            systems:
              - sid: DEV
                role: development
                alm_setup:
                  - client: "000"
                    tasks:
                      - "Transports: Read"
                      - "Transports: Import"
                      - "Transports: Read Landscape"
                  - client: "100"
                    tasks:
                      - "Transports: Create & Export (client-specific)"
              - sid: PRD
                role: production
                alm_setup:
                  - client: "000"
                    tasks:
                      - "Transports: Read"
                      - "Transports: Import"
                      - "Transports: Read Landscape"
            tracks:
              - name: main
                systems:
                  - DEV:100
                  - PRD:300
            """),
        Bad(
            """
            domain_name: DOMAIN_PRD
            domain_controller: PRD
            systems:
              - sid: DEV
                role: development
                alm_setup:
                  - client: "000"
                    tasks:
                      - "Transports: Read"
                      - "Transports: Import"
                      - "Transports: Read Landscape"
                  - client: "100"
                    tasks:
                      - "Transports: Create & Export (client-specific)"
              - sid: PRD
                role: production
                alm_setup:
                  - client: "000"
                    tasks:
                      - "Transports: Import"
            tracks:
              - name: main
                systems:
                  - DEV:100
                  - PRD:300
            """,
            at="DOMAIN_PRD",
            message="task Transports: Read Landscape is not active in client 000 of PRD, the domain controller",
        ),
        Bad(
            """
            domain_name: DOMAIN_PRD
            systems:
              - sid: DEV
                role: development
                alm_setup:
                  - client: "000"
                    tasks:
                      - "Transports: Read"
                  - client: "100"
                    tasks:
                      - "Transports: Create & Export (client-specific)"
              - sid: PRD
                role: production
                alm_setup:
                  - client: "000"
                    tasks:
                      - "Transports: Import"
            tracks:
              - name: main
                systems:
                  - DEV:100
                  - PRD:300
            """,
            at="DOMAIN_PRD",
            message="task Transports: Read Landscape is active in no system of the domain, must be "
            "active in client 000 of its controller",
        ),
    ],
)
def read_landscape_task(domain: CtsDomain) -> Iterator[Finding]:
    """This task reports the systems and transport routes of the domain. Without it, SAP Cloud ALM shows no track."""
    if not domain.knows("systems") or domain.domain_controller.unknown:
        return
    client, told = facts.SETUP_CLIENT, told_without_tasks(domain)
    if not domain.domain_controller.missing:
        system = domain.system(domain.domain_controller.value)
        setup = system.setup(client) if system else None
        if system is None or system.is_ecp or not system.is_physical or setup in told or _may_read(system):
            return
        where = f"client {client} of {system.sid.value}, the domain controller"
        yield from _not_active(domain, setup, f"task {READ_LANDSCAPE} is not active in {where}")
        return
    systems = [each for each in domain.systems if each.is_physical]
    candidates = [each for each in systems if not each.is_ecp]
    if not candidates or any(each.setup(client) in told or _may_read(each) for each in systems):
        return
    where = f"must be active in client {client} of its controller"
    yield Finding(domain, f"task {READ_LANDSCAPE} is active in no system of the domain, {where}")


def _not_active(domain: CtsDomain, setup: AlmSetup | None, message: str) -> Iterator[Finding]:
    related = (Related(setup, "the setup in this client"),) if setup else ()
    yield Finding(domain, message, related=related)


def _may_read(system: CtsSystem) -> bool:
    setup = system.setup(facts.SETUP_CLIENT)
    if setup is None:
        return not system.lacks_setup(facts.SETUP_CLIENT)
    return not knows_tasks(setup) or active(setup, READ_LANDSCAPE) is not None
