"""CALM013: a suppression gives a reason."""

from __future__ import annotations

from collections.abc import Iterator

from calm_lint.api import Bad, Finding, Good, Severity, Source, Suppression, rule


@rule(
    Suppression,
    code="CALM013",
    rung="by-the-book",
    since="0.1",
    severity=Severity.WARNING,
    source=Source("calm-lint", "Suppressions"),
    screen="",
    protected=True,
    examples=[
        Good("run_every: 10 minutes  # calm-lint: ignore[run-every] pilot"),
        Bad(
            "run_every: 10 minutes  # calm-lint: ignore[run-every]",
            at="# calm-lint: ignore[run-every]",
            message="the suppression gives no reason, should say why after the bracket",
        ),
    ],
)
def suppression_reason(suppression: Suppression) -> Iterator[Finding]:
    """Anyone who reads the suppression later, such as an auditor, has to know why the finding was accepted."""
    if not suppression.reason and not suppression.fault:
        yield Finding(suppression, "the suppression gives no reason, should say why after the bracket")
