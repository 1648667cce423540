"""CALM920: the last system of a track is the production system."""

from __future__ import annotations

from collections.abc import Iterator

from calm_lint.api import Bad, CtsDomain, Finding, Good, Related, Severity, Source, Stop, rule
from calm_lint_rules.cts._track import TRACK


@rule(
    CtsDomain,
    code="CALM920",
    rung="by-the-book",
    since="0.1",
    severity=Severity.WARNING,
    source=Source(
        "How the Features App Determines the Roles of Your Systems",
        "The last system is always treated as a production system",
    ),
    screen="STMS > Overview > Transport Routes",
    examples=[
        Good(TRACK),
        Bad(
            TRACK.replace("role: production", "role: test"),
            at="PRD:300",
            message="track main ends in PRD, a test system, should end in the production system",
        ),
    ],
)
def track_end(domain: CtsDomain) -> Iterator[Finding]:
    """App Features takes the last system of a track for the production system, whatever it is.

    A feature would be deployed to production without approval, or never be confirmed.
    """
    for track in domain.known_tracks:
        *earlier, last = track.stops
        if track.stops[0].sid == last.sid:
            continue
        role = last.system.role.value if last.system else None
        if role not in (None, "production"):
            message = (
                f"track {track.name.value} ends in {last.sid}, a {role} system, should end in the production system"
            )
            yield Finding(last.entry, message, related=_related(last))
        for stop in earlier:
            if stop.system and stop.system.role.value == "production" and stop.sid != last.sid:
                message = f"track {track.name.value} has the production system {stop.sid} before its end, {last.sid}"
                yield Finding(stop.entry, f"{message}, should have it there", related=_related(stop))


def _related(stop: Stop) -> tuple[Related, ...]:
    return (Related(stop.system.role, "role of the system"),) if stop.system else ()
