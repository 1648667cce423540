"""CALM909: Transports: Import is active in each target system."""

from __future__ import annotations

from collections.abc import Iterator

from calm_lint.api import Bad, CtsDomain, Finding, Good, Severity, Source, rule
from calm_lint_rules.cts._tasks import IMPORT, missing_tasks
from calm_lint_rules.cts._track import TRACK


@rule(
    CtsDomain,
    code="CALM909",
    rung="collects",
    since="0.1",
    severity=Severity.ERROR,
    source=Source("Setting Up the Managed Systems (21e0843)", "Activating the Use Case Transports: QUA client 000"),
    screen="/SDF/ALM_SETUP > Activate use-cases > Transports",
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
                  - client: "000"
                    tasks:
                      - "Transports: Read Landscape"
            tracks:
              - name: main
                systems:
                  - DEV:100
                  - PRD:300
            """,
            at="tasks",
            message="task Transports: Import is not active in client 000 of PRD, a target of a track",
        ),
    ],
)
def import_task(domain: CtsDomain) -> Iterator[Finding]:
    """This task imports what a feature deploys. Without it, a deployment waits forever."""
    yield from missing_tasks(domain, IMPORT)
