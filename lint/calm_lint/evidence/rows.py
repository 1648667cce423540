"""The entries of a comparison as they are shown: with places, and without secrets."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from calm_lint.engine.survey import Survey
from calm_lint.evidence.entries import STATES, Entry, State
from calm_lint.reading.document import Place, json_pointer
from calm_lint.text.source import Span

_TENANTS: Final = ("cloud_alm_tenants[", "s4hana_tenants[", "ctms_services[", "cts_domains[", "certificates[")


@dataclass(frozen=True, slots=True)
class Row:
    """An entry of a comparison, fit to be shown.

    Attributes:
        state: how landscape and system compare.
        document: the number of the landscape in a file that has several, from 0; else None.
        path: where the value stands, as a JSON Pointer.
        entity: the mapping around it by ids.
        tenant: the id of its tenant, empty if it belongs to none.
        owner: the part of the tenant that it is a field of, empty for the tenant itself.
        screen: the app, the section and the field, empty if it is on no screen.
        label: its label on the screen.
        expected: the value of the landscape, None if it has none.
        seen: the value of the system, None if there is none.
        file: the landscape's file.
        span: the place in it.
        source: the file of the evidence, empty if there is none.
        pointer: the place in that file.
        changed: when the system last changed it, empty if that is unknown.
        by: the person who read it from the screen, empty if a file told it.
        seen_on: the day of the evidence, empty if that is unknown.
        whole: whether it is a whole entry of a list that is on one side only.
        reason: the reason of a waiver.
    """

    state: State
    document: int | None
    path: str
    entity: str
    tenant: str
    owner: str
    screen: str
    label: str
    expected: Any
    seen: Any
    file: str
    span: Span
    source: str
    pointer: str
    changed: str
    by: str
    seen_on: str
    whole: bool
    reason: str


def rows(survey: Survey, entries: Iterable[Entry]) -> list[Row]:
    """Return entries as they are shown.

    Args:
        survey: the file of the landscapes.
        entries: the entries.
    """
    several = len(survey.landscapes) > 1
    # Looking for secrets takes most of the time, and most texts come again.
    show = cache(survey.show)
    return [_row(survey, each, show, several=several) for each in entries]


def summary(found: Sequence[Row]) -> dict[str, int]:
    """Return how many rows have each state."""
    counts = Counter(each.state for each in found)
    return {state: counts[state] for state in STATES}


def value_text(value: Any, show: Callable[[str], str] = str) -> str:
    """Return a value as text, empty for none."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    return show(json.dumps(value, ensure_ascii=False) if isinstance(value, dict | list) else str(value))


def _row(survey: Survey, entry: Entry, show: Callable[[str], str], *, several: bool) -> Row:
    document = entry.landscape.document
    location = document.locate(Place(document, entry.path))
    entity = document.entity_name(entry.path)
    origin = entry.source.origin if entry.source else None
    steps = tuple(show(step) if isinstance(step, str) else step for step in entry.path)
    return Row(
        entry.state,
        document.index if several else None,
        json_pointer(steps),
        show(entity),
        show(entry.tenant),
        show(_owner(entity)),
        entry.screen,
        entry.label,
        _shown(entry.expected, show),
        _shown(entry.seen, show),
        survey.report.name,
        document.source.span(location.start, location.end),
        origin.file if origin else "",
        show(entry.source.pointer) if entry.source else "",
        origin.changed if origin else "",
        show(entry.source.by) if entry.source else "",
        str(origin.exported_on or "") if origin else "",
        entry.gone or entry.addition is not None,
        show(entry.reason),
    )


def _shown(value: Any, show: Callable[[str], str]) -> Any:
    return value if value is None or isinstance(value, bool | int | float) else value_text(value, show)


def _owner(entity: str) -> str:
    """Return the name of the innermost part of a tenant in the name of an entity, empty for the tenant itself."""
    tenant, _, inside = entity.partition("].")
    if not inside:
        return "" if tenant.startswith(_TENANTS) else tenant[tenant.find("[") + 1 : -1]
    return inside[inside.rfind("[") + 1 : -1] if inside.endswith("]") else inside.rpartition(".")[2]
