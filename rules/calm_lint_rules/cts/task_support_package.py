"""CALM912: ST-PI is new enough for the tasks and for mTLS."""

from __future__ import annotations

from collections.abc import Iterator

from calm_lint.api import MTLS, Bad, CtsSystem, Finding, Good, Related, Severity, Source, facts, rule
from calm_lint_rules.cts._releases import is_before
from calm_lint_rules.cts._tasks import CHECK, EXPORT_CHECKS, RETROFIT, task_of

_SINCE = {CHECK: facts.CHECK_SINCE, EXPORT_CHECKS: facts.EXPORT_CHECKS_SINCE, RETROFIT: facts.RETROFIT_SINCE}


@rule(
    CtsSystem,
    code="CALM912",
    rung="collects",
    since="0.1",
    severity=Severity.ERROR,
    source=Source(
        "Setting Up the Managed Systems (21e0843)",
        "Activating the Use Case Transports; Setting up Retrofit; Authorizations",
    ),
    screen="System > Status > Product Version > ST-PI",
    examples=[
        Good("""
            st_pi: 740 SP31
            alm_setup:
              - client: "000"
                tasks:
                  - "Transports: Read Landscape"
                  - "Transports: Check"
            """),
        Bad(
            """
            st_pi: 740 SP26
            alm_setup:
              - client: "000"
                tasks:
                  - "Transports: Read Landscape"
                  - "Transports: Check"
            """,
            at='"Transports: Check"',
            message="Transports: Check needs ST-PI 740 SP27, the system has 740 SP26",
        ),
        Bad(
            """
            st_pi: 740 SP28
            alm_setup:
              - client: "000"
                client_authentication: mTLS
            """,
            at="mTLS",
            message="Client Authentication mTLS needs ST-PI 740 SP29, the system has 740 SP28",
        ),
    ],
)
def task_support_package(system: CtsSystem) -> Iterator[Finding]:
    """With an older support package, the transaction does not offer the task, or no logon with a certificate.

    ST-PI 758 has all of them.
    """
    st_pi = system.st_pi
    for setup in system.alm_setup:
        for name in setup.tasks:
            task = task_of(name.value) if name.value else None
            since = _SINCE.get(task or "", "")
            if since and is_before(st_pi.value, since):
                yield Finding(
                    name, f"{task} needs ST-PI {since}, the system has {st_pi.value}", related=_related(system)
                )
        if setup.kind == MTLS and is_before(st_pi.value, facts.SETUP_MTLS_SINCE):
            needed = f"Client Authentication mTLS needs ST-PI {facts.SETUP_MTLS_SINCE}"
            message = f"{needed}, the system has {st_pi.value}"
            yield Finding(setup.client_authentication, message, related=_related(system))


def _related(system: CtsSystem) -> tuple[Related, ...]:
    return (Related(system.st_pi, "ST-PI of the system"),)
