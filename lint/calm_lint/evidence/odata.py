"""The forms of OData: one object, `value`, the older `d.results`, and several pages of them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any

from calm_lint.errors import CalmLintError
from calm_lint.evidence.records import Fields, Origin, Seen, Unplaced
from calm_lint.reading.document import json_pointer

Path = tuple[str | int, ...]

# Annotations of OData 4, and of OData 2.
_ABOUT = re.compile(r"@|__(?:metadata|deferred|count|next)$")
_OLD_DATE = re.compile(r"/Date\((-?[0-9]+)(?:[+-][0-9]+)?\)/")
_MASKS = ("***",)


@dataclass(frozen=True, slots=True)
class Row:
    """An entity in an answer.

    Attributes:
        data: its properties.
        path: where it stands in the file.
        context: what the answer says that it is of, as in `$metadata#CommunicationSystems`; empty if it does not.
        listed: whether it is one of a list.
        goes_on: whether the list goes on in another page.
    """

    data: Mapping[str, Any]
    path: Path
    context: str = ""
    listed: bool = False
    goes_on: bool = False

    def by_letters(self) -> dict[str, tuple[str, Any]]:
        """Return its properties by the letters and digits of their names, which differ between services."""
        return {letters(key): (key, value) for key, value in self.data.items() if not _ABOUT.match(key)}


def is_odata(value: Any) -> bool:
    """Return whether a JSON value has one of the forms of OData, and properties of communication management."""
    known = r"communication(?:system|arrangement|scenario)|oauth2(?:token|client)|serviceuuid|tcpport|hostname"
    keys = (key for row in _rows(value, (), "") for key in (*row.data, row.context))
    if any(re.search(known, letters(key)) for key in keys):
        return True
    return isinstance(value, dict) and ("@odata.context" in value or "value" in value or _is_old(value))


def rows(value: Any, path: Path = ()) -> Iterator[Row]:
    """Yield the entities of an answer.

    Args:
        value: the answer, or a list of pages.
        path: where it stands in the file.

    Raises:
        CalmLintError: if it is the answer to a request that failed.
    """
    if isinstance(value, dict) and isinstance(value.get("error"), dict):
        raise CalmLintError("is the answer to a request that failed, must be that of one that worked")
    yield from _rows(value, path, "")


def nested(value: Any, path: Path) -> list[Row] | None:
    """Return the entities that a property holds, None if they were not asked for with `$expand`."""
    if isinstance(value, dict) and "__deferred" in value:
        return None
    if isinstance(value, dict) and "results" in value:
        value, path = value["results"], (*path, "results")
    if isinstance(value, dict):
        return [Row(value, path)]
    if isinstance(value, list):
        return [Row(each, (*path, n)) for n, each in enumerate(value) if isinstance(each, dict)]
    return None


def placed(
    row: Row, places: Mapping[str, str], known: re.Pattern[str], origin: Origin, unplaced: list[Unplaced]
) -> Fields:
    """Return the fields of an entity whose properties have a place in a landscape.

    Args:
        row: the entity.
        places: the keys of a landscape, by the letters of the properties' names.
        known: the letters of properties that are documented, and have no place.
        origin: the file.
        unplaced: gets what is not documented.
    """
    fields: Fields = {}
    names: dict[str, str] = {}
    for name, value in row.data.items():
        if _ABOUT.match(name):
            continue
        key, pointer = letters(name), json_pointer((*row.path, name))
        if key in places and not isinstance(value, dict | list):
            if value in _MASKS:
                unplaced.append(Unplaced(origin.file, pointer, "is a secret"))
                continue
            place, meant = places[key], value if value != "" else None
            if place in fields and fields[place].value is not None:
                # Several names are known of some fields.
                if meant not in (None, fields[place].value):
                    unplaced.append(Unplaced(origin.file, pointer, f"contradicts {names[place]}"))
                continue
            names[place], fields[place] = name, Seen(meant, pointer, origin)
        elif not known.fullmatch(key) and value not in (None, "", False, [], {}):
            unplaced.append(Unplaced(origin.file, pointer, "is no property that has a place in a landscape"))
    return fields


def changed(row: Row) -> str:
    """Return when an entity was last changed, as ISO date and time; empty if it does not say."""
    _, value = row.by_letters().get("lastchangeddatetime", ("", ""))
    if not isinstance(value, str):
        return ""
    if old := _OLD_DATE.fullmatch(value):
        try:
            return datetime.fromtimestamp(int(old[1]) / 1000, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        except (ValueError, OverflowError, OSError):
            return ""
    return value if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}(?:T[0-9:.]+(?:Z|[+-][0-9:]+)?)?", value) else ""


@lru_cache(maxsize=4096)
def letters(name: str) -> str:
    """Return the letters and digits of a name, in lower case."""
    return re.sub(r"[\W_]", "", name).lower()


def _rows(value: Any, path: Path, context: str) -> Iterator[Row]:
    if isinstance(value, list):
        for number, each in enumerate(value):
            if _is_page(each):
                yield from _rows(each, (*path, number), context)
            else:
                yield Row(each if isinstance(each, dict) else {}, (*path, number), context, listed=True)
        return
    if not isinstance(value, dict):
        return
    context = str(value.get("@odata.context") or context)
    for key in ("value", "results"):
        if isinstance(value.get(key), list):
            goes_on = bool(value.get("@odata.nextLink") or value.get("__next"))
            for number, each in enumerate(value[key]):
                data = each if isinstance(each, dict) else {}
                yield Row(data, (*path, key, number), context, listed=True, goes_on=goes_on)
            return
    if _is_old(value):
        yield from _rows(value["d"], (*path, "d"), context)
    elif value:
        yield Row(value, path, context)


def _is_page(value: Any) -> bool:
    return isinstance(value, dict) and (isinstance(value.get("value"), list) or _is_old(value))


def _is_old(value: Mapping[str, Any]) -> bool:
    return isinstance(value.get("d"), dict | list)
