"""Probing the connections of a landscape file: several at once, with results that hold no secrets."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from calm_lint.engine.survey import Survey
from calm_lint.model.entity import Entity
from calm_lint.probe.ladder import Ladder
from calm_lint.probe.rungs import RUNGS, STATES, USERS, Field, Rung, State, skipped
from calm_lint.probe.secret_references import Secrets
from calm_lint.probe.targets import Connection
from calm_lint.reading.document import Place, json_pointer
from calm_lint.text.escaping import shortened
from calm_lint.text.source import Span

_AT_ONCE = 8
_NO_SYSTEM = "no arrangement of the tenant for transport management has a communication system"


@dataclass(frozen=True, slots=True)
class Placed:
    """A rung, and where the field that it is about stands in the file.

    Attributes:
        rung: the rung.
        path: JSON Pointer of the field, or of what should hold it.
        span: its place.
    """

    rung: Rung
    path: str
    span: Span


@dataclass(frozen=True, slots=True)
class Result:
    """What came of probing one connection.

    Attributes:
        tenant: what to call the tenant.
        system: what to call the communication system, empty if there is none.
        entity: the entity that describes the connection, by ids.
        document: the number of the document.
        rungs: all six rungs.
    """

    tenant: str
    system: str
    entity: str
    document: int
    rungs: tuple[Placed, ...]

    def counted(self) -> str:
        """Return how many rungs have which state, in words."""
        return counted([self])


def probed(survey: Survey, connections: Sequence[Connection], ladder: Ladder, secrets: Secrets) -> Iterator[Result]:
    """Yield what comes of probing, in the order of the connections, as soon as it is known.

    Args:
        survey: the file.
        connections: what to probe.
        ladder: asks.
        secrets: masks what it has looked up.
    """
    executor = ThreadPoolExecutor(_AT_ONCE)
    try:
        futures = [executor.submit(_climbed, ladder, each) for each in connections]
        for connection, future in zip(connections, futures, strict=True):
            rungs = future.result()
            yield _result(survey, connection, [_masked(survey, secrets, rung) for rung in rungs])
    finally:
        executor.shutdown(cancel_futures=True)


def summary(results: Sequence[Result]) -> dict[State, int]:
    """Return how many rungs have which state."""
    found = Counter(each.rung.state for result in results for each in result.rungs)
    return {state: found[state] for state in STATES}


def counted(results: Sequence[Result]) -> str:
    """Return how many rungs have which state, in words."""
    return ", ".join(f"{count} {state}" for state, count in summary(results).items() if count) or "nothing to ask"


def _climbed(ladder: Ladder, connection: Connection) -> tuple[Rung, ...]:
    if connection.target is None:
        return tuple(skipped(name, _NO_SYSTEM, USERS) for name in RUNGS)
    return ladder.climb(connection.target)


def _masked(survey: Survey, secrets: Secrets, rung: Rung) -> Rung:
    return rung.shown(*(shortened(survey.show(secrets.mask(text))) for text in (rung.message, rung.proves)))


def _result(survey: Survey, connection: Connection, rungs: Sequence[Rung]) -> Result:
    owner, document = connection.owner, connection.owner.document
    system = owner if owner.definition == "communication_system" else owner.parent
    name = system.data.get("system_id") if system and system.definition == "communication_system" else None
    return Result(
        survey.designation(connection.tenant),
        survey.show(name) if isinstance(name, str) else "",
        survey.show(document.entity_name(owner.path)),
        document.index,
        tuple(_placed(survey, connection, rung) for rung in rungs),
    )


def _placed(survey: Survey, connection: Connection, rung: Rung) -> Placed:
    owner = _owner_of(connection.owner, rung.field)
    document = owner.document
    location = document.locate(Place(document, (*owner.path, rung.field.key)))
    path = json_pointer(tuple(survey.show(step) if isinstance(step, str) else step for step in location.path))
    return Placed(rung, path, document.source.span(location.start, location.end))


def _owner_of(owner: Entity, field: Field) -> Entity:
    """Return the entity that has a field: the system, or its user."""
    kind = owner.definition
    if kind == "communication_system" and field.key not in owner.data:
        users = getattr(owner, "outbound_users", ())
        return users[0] if users and field.key.startswith("client_") else owner
    if kind == "outbound_user" and not field.key.startswith("client_"):
        return owner.parent or owner
    return owner
