"""What came of probing, as SARIF 2.1.0: a result for each rung that did not pass."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from calm_lint.formats import sarif
from calm_lint.probe.probing import Placed, Result
from calm_lint.probe.rungs import RUNGS, Name, State

_ABOUT: Final[dict[Name, str]] = {
    "name": "The host in Host Name exists.",
    "tls": "The certificate of the API host is valid for it.",
    "zone": "The identity zone exists and issues tokens at the endpoint in the file.",
    "token": "The authorization server accepts the client.",
    "authorities": "The token holds the authorities of transport management.",
    "api": "The API accepts the token.",
}
_LEVELS: Final[dict[State, str]] = {"failed": "error", "unreachable": "note", "skipped": "note"}


def as_sarif(results: Sequence[Result], file: str, *, required: bool = False) -> str:
    """Write results as a SARIF log.

    Args:
        results: what came of probing.
        file: the name of the landscape file.
        required: whether a rung that did not pass is an error, whatever its state.
    """
    rules = [
        {
            "id": f"probe-{name}",
            "shortDescription": {"text": _ABOUT[name]},
            "helpUri": f"{sarif.HOME}/blob/main/docs/probe.md",
        }
        for name in RUNGS
    ]
    found = [
        _result(result, each, file, required=required)
        for result in results
        for each in result.rungs
        if each.rung.state in _LEVELS
    ]
    return sarif.log(rules, found)


def _result(result: Result, placed: Placed, file: str, *, required: bool) -> dict[str, Any]:
    rung = placed.rung
    location = sarif.location(file, placed.span)
    location["logicalLocations"] = [{"fullyQualifiedName": result.entity}]
    return {
        "ruleId": f"probe-{rung.name}",
        "ruleIndex": RUNGS.index(rung.name),
        "level": "error" if required else _LEVELS[rung.state],
        "message": {"text": f"{rung.message}. {rung.proves}"},
        "locations": [location],
        "properties": {"state": rung.state, "screen": rung.field.screen, "rule": rung.field.rule},
    }
