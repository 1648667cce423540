"""CALM306: each outbound service runs every five minutes."""

from __future__ import annotations

from collections.abc import Iterator

from calm_lint.api import Bad, Finding, Good, OutboundService, Severity, Source, facts, rule
from calm_lint_rules.public_edition._five_minutes import FIVE_MINUTES, five_minutes


@rule(
    OutboundService,
    code="CALM306",
    rung="collects",
    since="0.1",
    severity=Severity.ERROR,
    source=Source("guide", "Procedure 2.3", "2025-05-14"),
    screen="Communication Arrangements > Outbound Services > Job Execution Details > Run Every",
    examples=[
        Good("run_every: 5 minutes"),
        Good("run_every: 05 Minute(s)"),
        Bad(
            "run_every: 10 minutes",
            at="10 minutes",
            message="Run Every of service Export is 10 minutes, must be 5 minutes",
            fixed="run_every: 5 minutes",
        ),
        Bad(
            "run_every: {value: 5, unit: hours}",
            at="{value: 5, unit: hours}",
            message="Run Every of service Export is 5 hours, must be 5 minutes",
            fixed="run_every: {value: 5, unit: minutes}",
        ),
        Bad(
            "run_every: often",
            at="often",
            message="Run Every of service Export is often, which is not an interval, must be 5 minutes",
            fixed="run_every: 5 minutes",
        ),
    ],
)
def run_every(service: OutboundService) -> Iterator[Finding]:
    """Each outbound service has a job that collects the events since its last run.

    SAP's guide sets Run Every to five minutes. With a longer interval, SAP Cloud ALM shows an outdated status for
    longer.
    """
    interval = service.run_every.value
    if interval is None or interval.seconds == FIVE_MINUTES:
        return
    unreadable = ", which is not an interval" if interval.seconds is None else ""
    unit = " minutes" if interval.is_bare_number else ""
    yield Finding(
        service.run_every,
        f"Run Every{service.named} is {interval.text.strip() or 'empty'}{unit}{unreadable}, must be {facts.RUN_EVERY}",
        five_minutes(service),
        named=service.named,
    )
