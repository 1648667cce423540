"""CALM311: Run Every is given in minutes."""

from __future__ import annotations

from collections.abc import Iterator

from calm_lint.api import Bad, Finding, Good, OutboundService, Severity, Source, facts, rule
from calm_lint_rules.public_edition._five_minutes import FIVE_MINUTES, five_minutes


@rule(
    OutboundService,
    code="CALM311",
    rung="by-the-book",
    since="0.1",
    severity=Severity.WARNING,
    source=Source("guide", "Procedure 2.3", "2025-05-14"),
    screen="Communication Arrangements > Outbound Services > Job Execution Details > Run Every",
    examples=[
        Good("run_every: 5 minutes"),
        Good("run_every: {value: 5, unit: minutes}"),
        Bad(
            "run_every: 300 seconds",
            at="300 seconds",
            message="Run Every of service Export is written as 300 seconds, should be 5 minutes",
            fixed="run_every: 5 minutes",
        ),
        Bad(
            "run_every: 5",
            at="5",
            message="Run Every of service Export is written as 5, should be 5 minutes",
            fixed="run_every: 5 minutes",
        ),
    ],
)
def run_every_unit(service: OutboundService) -> Iterator[Finding]:
    """The screen shows a number and a unit, and people compare the file with the screen line by line.

    If someone enters 300 and keeps the unit minutes, the job runs every five hours.
    """
    interval = service.run_every.value
    if interval and interval.seconds == FIVE_MINUTES and interval.unit != "minutes":
        yield Finding(
            service.run_every,
            f"Run Every{service.named} is written as {interval.text}, should be {facts.RUN_EVERY}",
            five_minutes(service),
            named=service.named,
        )
