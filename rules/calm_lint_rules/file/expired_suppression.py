"""CALM014: the until date of a suppression has not passed."""

from __future__ import annotations

from collections.abc import Iterator

from calm_lint.api import Bad, Finding, Good, Severity, Source, Suppression, rule


@rule(
    Suppression,
    code="CALM014",
    rung="by-the-book",
    since="0.1",
    severity=Severity.WARNING,
    source=Source("calm-lint", "Suppressions"),
    screen="",
    protected=True,
    examples=[
        Good("run_every: 10 minutes  # calm-lint: ignore[run-every] until=2999-12-31 pilot"),
        Bad(
            "run_every: 5 minutes  # calm-lint: ignore[run-every] until=2024-01-31 pilot",
            at="until=2024-01-31",
            message="the suppression ended on 2024-01-31, must be renewed or removed",
        ),
        Bad(
            "run_every: 5 minutes  # calm-lint: ignore[run-every] pilot until=2999-12-31",
            at="until=2999-12-31",
            message="until=2999-12-31 does not count here, write until=2999-12-31 before the reason",
        ),
        Bad(
            "run_every: 5 minutes  # calm-lint: ignore[run-every] pilot, until 2999-12-31",
            at="until 2999-12-31",
            message="until 2999-12-31 does not count here, write until=2999-12-31 before the reason",
        ),
    ],
)
def expired_suppression(suppression: Suppression) -> Iterator[Finding]:
    """The suppression accepted the finding only until this date. The finding counts again now.

    It also counts if the date does not follow the bracket directly: nobody would notice that the date has passed.
    """
    expiry = suppression.expiry
    if expiry and expiry.misplaced:
        advice = f"write until={expiry.day or '2027-01-31'} before the reason"
        yield Finding(expiry, f"{expiry.misplaced} does not count here, {advice}")
    elif expiry and not expiry.valid:
        yield Finding(expiry, f"until is {expiry.day or 'empty'}, must be a date such as 2027-01-31")
    elif expiry and expiry.passed:
        yield Finding(expiry, f"the suppression ended on {expiry.day}, must be renewed or removed")
