"""CALM908: Transports: Create & Export is active in the client in which transports are created."""

from __future__ import annotations

from collections.abc import Iterator

from calm_lint.api import Bad, CtsDomain, Finding, Good, Severity, Source, rule
from calm_lint_rules.cts._tasks import CREATE_AND_EXPORT, missing_tasks
from calm_lint_rules.cts._track import TRACK


@rule(
    CtsDomain,
    code="CALM908",
    rung="collects",
    since="0.1",
    severity=Severity.ERROR,
    source=Source("Setting Up the Managed Systems (21e0843)", "Activating the Use Case Transports: client 100"),
    screen="/SDF/ALM_SETUP > Activate use-cases > Transports",
    examples=[
        Good(TRACK),
        Bad(
            TRACK.replace(
                '- "Transports: Create & Export (client-specific)"', '- "Transports: Export Checks (client-specific)"'
            ),
            at="tasks",
            message="task Transports: Create & Export (client-specific) is not active in client 100 "
            "of DEV, the source of a track",
        ),
    ],
)
def create_export_task(domain: CtsDomain) -> Iterator[Finding]:
    """Without this task, SAP Cloud ALM can neither create nor release transports in the client."""
    yield from missing_tasks(domain, CREATE_AND_EXPORT)
