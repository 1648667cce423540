"""CALM011: a suppression names an existing rule."""

from __future__ import annotations

from collections.abc import Iterator

from calm_lint.api import Bad, Finding, Good, Severity, Source, Suppression, rule


@rule(
    Suppression,
    code="CALM011",
    rung="by-the-book",
    since="0.1",
    severity=Severity.WARNING,
    source=Source("calm-lint", "Suppressions"),
    screen="",
    protected=True,
    examples=[
        Good("run_every: 10 minutes  # calm-lint: ignore[run-every] pilot"),
        Bad(
            "run_every: 5 minutes  # calm-lint: ignore[run-evry] pilot",
            at="run-evry",
            message="there is no rule run-evry, did you mean run-every?",
        ),
        Bad(
            "run_every: 5 minutes  # calm-lint: ignore pilot",
            at="# calm-lint: ignore pilot",
            message="ignore names no rule, must be ignore[rule] reason",
        ),
        Bad(
            "run_every: 5 minutes  # calm-lint ignore[run-every] pilot",
            at="# calm-lint ignore[run-every] pilot",
            message="# calm-lint suppresses nothing, must be # calm-lint: ignore[rule] reason",
        ),
        Bad(
            "run_every: 5 minutes  # Calm_Lint: ignore[run-every] pilot",
            at="# Calm_Lint: ignore[run-every] pilot",
            message="# Calm_Lint: suppresses nothing, must be # calm-lint: ignore[rule] reason",
        ),
    ],
)
def unknown_suppression(suppression: Suppression) -> Iterator[Finding]:
    """A suppression that names no existing rule suppresses nothing, although it looks as if it did."""
    if suppression.fault:
        yield Finding(suppression, suppression.fault)
    for named in suppression.rules:
        if named.code is None:
            advice = f", did you mean {named.meant}?" if named.meant else ""
            yield Finding(named, f"there is no rule {named.name}{advice}", hint=advice)
