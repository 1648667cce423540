"""Code shared by the rules about use case tasks: which of them a landscape needs, and where."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from calm_lint.api import AlmSetup, CtsDomain, CtsSystem, Finding, Scalar, Stop, did_you_mean, facts

READ_LANDSCAPE, READ, IMPORT, CREATE_AND_EXPORT, CHECK, EXPORT_CHECKS, RETROFIT = facts.TASKS
_NEW_NAMES = dict(zip(facts.OLD_TASKS, facts.TASKS, strict=False))
_PREFIX = "transports:"

TASKS = "/SDF/ALM_SETUP > Activate use-cases > Transports"
"""The screen of tasks."""


class Want(NamedTuple):
    """A task that has to be active in a client.

    Attributes:
        task: the name of the task.
        setup: the setup in the client.
        why: what the system is in its track or domain.
    """

    task: str
    setup: AlmSetup
    why: str


# The same few names come again and again.
@lru_cache(maxsize=256)
def task_of(name: str) -> str | None:
    """Return the task of a name by its name of today, None if it is none of use case Transports.

    Old names and near misses count as what they mean.
    """
    if name in facts.TASKS:
        return name
    plain = _plain(name)
    if old := next((new for each, new in _NEW_NAMES.items() if plain == _plain(each)), None):
        return old
    if not name.strip().lower().startswith(_PREFIX):
        return None
    if same := next((task for task in facts.TASKS if _plain(task) == plain), None):
        return same
    # The words that all have in common would make them resemble each other.
    meant = did_you_mean(_own_words(name), map(_own_words, facts.TASKS))
    return next((task for task in facts.TASKS if _own_words(task) == meant), None)


def is_old_name(name: str) -> bool:
    """Return whether a task has the name that it had before SP27."""
    return name in facts.OLD_TASKS


def is_about_transports(name: str) -> bool:
    """Return whether a task is named as those of use case Transports are."""
    return name.strip().lower().startswith(_PREFIX)


def active(setup: AlmSetup, task: str) -> Scalar[str] | None:
    """Return the entry by which a task is active in a client, None if it is not."""
    return next((each for each in setup.tasks if each.value and task_of(each.value) == task), None)


def knows_tasks(setup: AlmSetup) -> bool:
    """Return whether all entries of its tasks are of the right form."""
    return not setup.entry("tasks").unknown and all(each.value is not None for each in setup.tasks)


def creates_in_000(system: CtsSystem) -> Scalar[str] | None:
    """Return the entry by which transports can be created in client 000, None if they cannot."""
    setup = system.setup(facts.SETUP_CLIENT)
    return active(setup, CREATE_AND_EXPORT) if setup else None


def missing_tasks(domain: CtsDomain, task: str) -> Iterator[Finding]:
    """Yield where a task has to be active and is not; of a client without any tasks, that is said once for all."""
    wanted = _wanted(domain)
    first: dict[AlmSetup, str] = {}
    for want in wanted:
        first.setdefault(want.setup, want.task)
    for want in wanted:
        setup = want.setup
        if want.task != task or not knows_tasks(setup):
            continue
        sid, client = setup.system.sid.value, setup.client.value
        if setup.entry("tasks").missing:
            if first[setup] == task:
                message = f"no task is active in client {client} of {sid}, {want.why}, which needs {task}"
                yield Finding(setup, message)
        elif active(setup, task) is None:
            message = f"task {task} is not active in client {client} of {sid}, {want.why}"
            yield Finding(setup.absent("tasks", task), message)


def told_without_tasks(domain: CtsDomain) -> set[AlmSetup]:
    """Return the clients without any tasks of which the tracks want one."""
    return {want.setup for want in _wanted(domain) if want.setup.entry("tasks").missing}


def _wanted(domain: CtsDomain) -> list[Want]:
    """Return the tasks that the tracks of a domain want, in the order of the codes of the rules about them."""
    reads, creates, imports = {}, {}, {}
    for stop in domain.sources:
        source = "the source of a track"
        if setup := _setup(stop.system, facts.SETUP_CLIENT):
            reads[setup] = Want(READ, setup, source)
        if _is_right_source(stop) and (setup := _setup(stop.system, stop.client)):
            creates[setup] = Want(CREATE_AND_EXPORT, setup, source)
    for system in domain.target_systems:
        if setup := _setup(system, facts.SETUP_CLIENT):
            imports[setup] = Want(IMPORT, setup, "a target of a track")
    return [*reads.values(), *creates.values(), *imports.values()]


def _setup(system: CtsSystem | None, client: str) -> AlmSetup | None:
    # ECP Operations sets up the systems of Employee Central Payroll.
    return system.setup(client) if system and not system.is_ecp else None


def _is_right_source(stop: Stop) -> bool:
    """Return whether source-client-000 says nothing of a source."""
    return stop.client != facts.SETUP_CLIENT and not (stop.system and creates_in_000(stop.system))


def _own_words(name: str) -> str:
    return name.strip()[len(_PREFIX) :].strip().removesuffix("(client-specific)").strip()


def _plain(name: str) -> str:
    return re.sub(r"\W|_|and\b|client-specific", "", name.lower())
