"""CALM012: a suppression suppresses something."""

from __future__ import annotations

from collections.abc import Iterator

from calm_lint.api import Bad, Cut, Finding, Fix, Good, Severity, Source, UnusedSuppression, rule


@rule(
    UnusedSuppression,
    code="CALM012",
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
    """What it waived is mended. Left in place, it would hide the same fault when that comes back.

    Of a rule that is protected, as plaintext-secret always is, no comment suppresses findings.
    """
    protected = [named.name for named in unused.rules if named.protected]
    idle = [named.name for named in unused.rules if not named.protected]
    messages = []
    if idle:
        messages.append(f"there is no finding of {' or '.join(idle)} to suppress")
    if protected:
        messages.append(f"no comment can suppress {' or '.join(protected)}")
    yield Finding(unused, ", and ".join(messages), Fix("remove the suppression", (Cut(unused.text),)))
