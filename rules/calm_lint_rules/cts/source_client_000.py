"""CALM906: transports are not created in client 000."""

from __future__ import annotations

from collections.abc import Iterator

from calm_lint.api import Bad, CtsDomain, Finding, Good, Severity, Source, facts, rule
from calm_lint_rules.cts._tasks import CREATE_AND_EXPORT, creates_in_000
from calm_lint_rules.cts._track import TRACK


@rule(
    CtsDomain,
    code="CALM906",
    rung="connects",
    since="0.1",
    severity=Severity.ERROR,
    source=Source("Issues and Solutions (f32dc37)", "working client shouldn't be 000"),
    screen="/SDF/ALM_SETUP > Activate use-cases > Transports",
    examples=[
        Good(TRACK),
        Bad(
            TRACK.replace("- DEV:100", "- DEV:000"),
            at="DEV:000",
            message="source of track main is client 000 of DEV, must be the client in which transports are created",
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
                      - "Transports: Import"
                      - "Transports: Read Landscape"
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
            """,
            at='"Transports: Create & Export (client-specific)"',
            message="Transports: Create & Export (client-specific) is active in client 000 of DEV, "
            "must be active in client 100 only",
        ),
    ],
)
def source_client_000(domain: CtsDomain) -> Iterator[Finding]:
    """Nobody works in client 000. Transports are created where people develop and customize."""
    client, told = facts.SETUP_CLIENT, set()
    for stop in domain.sources:
        if stop.client == client:
            told.add(stop.sid)
            message = f"source of track {stop.track.name.value} is client {client} of {stop.sid}"
            yield Finding(stop.entry, f"{message}, must be the client in which transports are created")
    for stop in domain.sources:
        task = creates_in_000(stop.system) if stop.system and stop.sid not in told else None
        if task:
            told.add(stop.sid)
            only = f"must be active in client {stop.client} only"
            yield Finding(task, f"{CREATE_AND_EXPORT} is active in client {client} of {stop.sid}, {only}")
