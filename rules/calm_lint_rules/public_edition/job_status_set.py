"""CALM307: Job Status is not set by hand."""

from __future__ import annotations

from collections.abc import Iterator

from calm_lint.api import Bad, Finding, Fix, Good, OutboundService, Severity, Source, rule


@rule(
    OutboundService,
    code="CALM307",
    rung="by-the-book",
    since="0.1",
    severity=Severity.INFO,
    source=Source("guide", "Procedure 2.2", "2025-05-14"),
    screen="Communication Arrangements > Outbound Services > Job Execution Details > Job Status",
    examples=[
        Good("job_status: inactive"),
        Bad(
            "job_status: active",
            at="job_status",
            message="Job Status of service Export is active, need not be set: the system schedules the job",
            fixed="",
        ),
    ],
)
def job_status_set(service: OutboundService) -> Iterator[Finding]:
    """The system schedules the job itself. A Job Status that someone enters says nothing about the job."""
    if service.job_status.value == "active":
        message = f"Job Status{service.named} is active, need not be set: the system schedules the job"
        yield Finding(service.key("job_status"), message, Fix.remove(service, "job_status"), named=service.named)
