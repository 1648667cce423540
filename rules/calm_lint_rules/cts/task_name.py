"""CALM911: a use case task has the name that the transaction shows."""

from __future__ import annotations

from collections.abc import Iterator

from calm_lint.api import Bad, CtsSystem, Finding, Fix, Good, Severity, Source, facts, rule
from calm_lint_rules.cts._releases import is_before, release_of
from calm_lint_rules.cts._tasks import is_about_transports, is_old_name, task_of


@rule(
    CtsSystem,
    code="CALM911",
    rung="by-the-book",
    since="0.1",
    severity=Severity.WARNING,
    source=Source(
        "Setting Up the Managed Systems (21e0843)",
        "Note: With ST-PI 740 SP 27, the names of the tasks have been changed",
    ),
    screen="/SDF/ALM_SETUP > Activate use-cases > Transports",
    examples=[
        Good("""
            st_pi: 740 SP26
            alm_setup:
              - client: "000"
                tasks:
                  - Read Transport Landscape
            """),
        Bad(
            """
            alm_setup:
              - client: "000"
                tasks:
                  - "Transports: Read Landscapes"
            """,
            at='"Transports: Read Landscapes"',
            message="task is Transports: Read Landscapes, should be Transports: Read Landscape",
            fixed="""
            alm_setup:
              - client: "000"
                tasks:
                  - "Transports: Read Landscape"
            """,
        ),
        Bad(
            """
            st_pi: 740 SP32
            alm_setup:
              - client: "000"
                tasks:
                  - "Read Transport Landscape"
            """,
            at='"Read Transport Landscape"',
            message="task is Read Transport Landscape, as before ST-PI 740 SP27, should be Transports: Read Landscape",
            fixed="""
            st_pi: 740 SP32
            alm_setup:
              - client: "000"
                tasks:
                  - "Transports: Read Landscape"
            """,
        ),
        Bad(
            """
            alm_setup:
              - client: "000"
                tasks:
                  - "Transports: Read Landscape"
                  - "Transports: Approve"
            """,
            at='"Transports: Approve"',
            message="Transports: Approve is no task of use case Transports",
        ),
    ],
)
def task_name(system: CtsSystem) -> Iterator[Finding]:
    """The tasks were renamed with ST-PI 740 SP27. A name that the transaction does not show cannot be found there."""
    for name in (task for setup in system.alm_setup for task in setup.tasks):
        value = name.value
        if value is None or value in facts.TASKS:
            continue
        task, since = task_of(value), facts.NEW_TASKS_SINCE
        if task is None:
            if is_about_transports(value):
                yield Finding(name, f"{value} is no task of use case Transports")
        elif not is_old_name(value):
            yield Finding(name, f"task is {value}, should be {task}", Fix.replace(name, task))
        elif release_of(system.st_pi.value or "") and not is_before(system.st_pi.value, since) and _is_known(system):
            message = f"task is {value}, as before ST-PI {since}, should be {task}"
            yield Finding(name, message, Fix.replace(name, task))


def _is_known(system: CtsSystem) -> bool:
    """Return whether ST-PI is known well enough to tell that it has the new names."""
    release, first = release_of(system.st_pi.value or ""), release_of(facts.NEW_TASKS_SINCE)
    return release is not None and first is not None and (release.package is not None or release.number > first.number)
