"""CALM904: each system of a track is set up in client 000."""

from __future__ import annotations

from collections.abc import Iterator

from calm_lint.api import Bad, CtsDomain, Finding, Good, Severity, Source, facts, rule
from calm_lint_rules.cts._track import TRACK


@rule(
    CtsDomain,
    code="CALM904",
    rung="connects",
    since="0.1",
    severity=Severity.ERROR,
    source=Source("Setting Up the Managed Systems (21e0843)", "Note: The setup must always be performed in client 000"),
    screen="/SDF/ALM_SETUP",
    examples=[
        Good(TRACK),
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
                      - "Transports: Import"
                      - "Transports: Read Landscape"
                  - client: "100"
                    tasks:
                      - "Transports: Create & Export (client-specific)"
              - sid: PRD
                role: production
                alm_setup:
                  - client: "300"
                    tasks:
                      - "Transports: Read"
            tracks:
              - name: main
                systems:
                  - DEV:100
                  - PRD:300
            """,
            at="PRD",
            message="alm_setup of client 000 is missing, must exist in each system of a track",
        ),
    ],
)
def alm_setup_000(domain: CtsDomain) -> Iterator[Finding]:
    """From client 000, SAP Cloud ALM reads the transports of a system and imports into it.

    Without the setup, the system does not appear in SAP Cloud ALM.
    """
    for system in domain.tracked_systems:
        if system.lacks_setup(facts.SETUP_CLIENT) and not system.is_ecp:
            client = facts.SETUP_CLIENT
            yield Finding(system, f"alm_setup of client {client} is missing, must exist in each system of a track")
