"""CALM012: a suppression suppresses a finding."""

from __future__ import annotations

from collections.abc import Iterator

from calm_lint.api import Bad, Cut, Finding, Fix, Good, Severity, Source, UnusedSuppression, rule


@rule(
    UnusedSuppression,
    code="CALM012",
    rung="by-the-book",
    since="0.1",
    severity=Severity.WARNING,
    source=Source("calm-lint", "Suppressions"),
    screen="",
    protected=True,
    examples=[
        Good("run_every: 10 minutes  # calm-lint: ignore[run-every] pilot"),
        Bad(
            "run_every: 5 minutes  # calm-lint: ignore[run-every] pilot",
            at="# calm-lint: ignore[run-every] pilot",
            message="there is no finding of run-every to suppress",
            fixed="run_every: 5 minutes",
        ),
        Bad(
            "run_every: 10 minutes  # calm-lint: ignore[run-every, service-port] pilot",
            at="service-port",
            message="there is no finding of service-port to suppress",
            fixed="run_every: 10 minutes  # calm-lint: ignore[run-every] pilot",
        ),
    ],
)
def unused_suppression(unused: UnusedSuppression) -> Iterator[Finding]:
    """The suppressed fault no longer exists. If the comment stays, it hides the fault when that comes back.

    No comment can suppress a protected rule. The rule plaintext-secret is always protected.
    """
    protected = [named.name for named in unused.rules if named.protected]
    unmatched = [named.name for named in unused.rules if not named.protected]
    messages = []
    if unmatched:
        messages.append(f"there is no finding of {' or '.join(unmatched)} to suppress")
    if protected:
        messages.append(f"no comment can suppress {' or '.join(protected)}")
    yield Finding(unused, ", and ".join(messages), Fix("remove the suppression", (Cut(unused.text),)))
