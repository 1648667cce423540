"""CALM905: the client in which transports are created is set up."""

from __future__ import annotations

from collections.abc import Iterator

from calm_lint.api import Bad, CtsDomain, Finding, Good, Severity, Source, facts, rule
from calm_lint_rules.cts._tasks import creates_in_000
from calm_lint_rules.cts._track import TRACK


@rule(
    CtsDomain,
    code="CALM905",
    rung="connects",
    since="0.1",
    severity=Severity.ERROR,
    source=Source(
        "Setting Up the Managed Systems (21e0843)",
        "Note: and the source system and client where the transport request is created",
    ),
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
            """,
            at="DEV:100",
            message="alm_setup of client 100 is missing in DEV, must exist where transports are created",
        ),
    ],
)
def alm_setup_source(domain: CtsDomain) -> Iterator[Finding]:
    """SAP Cloud ALM creates and releases transports in this client.

    Without the setup there, neither is possible from a feature.
    """
    for stop in domain.sources:
        system, client = stop.system, stop.client
        # alm-setup-000 and source-client-000 speak of these.
        if system is None or system.is_ecp or not system.alm_setup:
            continue
        if client == facts.SETUP_CLIENT or creates_in_000(system) or not system.lacks_setup(client):
            continue
        message = f"alm_setup of client {client} is missing in {stop.sid}, must exist where transports are created"
        yield Finding(stop.entry, message)
