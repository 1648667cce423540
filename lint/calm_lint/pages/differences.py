"""What differs between two states of a landscape file, in the words of the screens."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final, Literal, NamedTuple

from calm_lint.engine.survey import Survey
from calm_lint.model import Landscape
from calm_lint.model.landscape import IDENTIFIERS
from calm_lint.model.values.interval import Interval
from calm_lint.reading.document import REJECTED, Path, json_pointer
from calm_lint.reading.secret_names import is_credential, is_secret
from calm_lint.schema.screens import screen_of
from calm_lint.text.references import is_reference
from calm_lint.text.urls import MASK
from calm_lint_schemas import LANDSCAPE, as_read, schema

_TENANTS: Final = ("cloud_alm_tenants", "s4hana_tenants")
Kind = Literal["changed", "added", "removed"]


class Difference(NamedTuple):
    """A field, or a mapping as a whole, that is not the same in both states.

    Attributes:
        document: the number of the landscape in a file that has several, from 0; else None.
        kind: whether it changed, was added or was removed.
        entry: whether it is a mapping that was added or removed as a whole. What is in it follows.
        path: where it is in the newer state, as a JSON Pointer; where it was in the older one if it was removed.
        tenant: the id of its tenant, empty for what belongs to no tenant.
        place: the keys and names that lead to it within the tenant.
        label: its label on the screen; its key if no screen has it.
        screen: the app, the section and the field, empty if no screen has it.
        old: the older value, None if there was none; of an entry of a list, its id. Secrets are masked.
        new: the newer value, None if there is none; of an entry of a list, its id. Secrets are masked.
        inside: whether it was added or removed with the mapping around it.
    """

    document: int | None
    kind: Kind
    entry: bool
    path: str
    tenant: str
    place: tuple[str, ...]
    label: str
    screen: str
    old: object
    new: object
    inside: bool = False


def differences(old: Survey, new: Survey) -> list[Difference]:
    """Return what differs, in the order of the newer state.

    The entries of lists are compared by their ids, so that their order does not matter. Text behind an anchor counts
    wherever it is used. Two ways to write the same interval are equal.
    """
    form = as_read(schema(LANDSCAPE))

    def show(text: str) -> str:
        return new.show(old.show(text))

    several = max(len(old.landscapes), len(new.landscapes)) > 1
    found: list[Difference] = []
    for before, after in _pairs(old.landscapes, new.landscapes):
        comparison = _Comparison(form["definitions"], show, _raw(before), _raw(after))
        compared = comparison.compare(
            before.data if before else None, after.data if after else None, _Spot(form, (), (), ())
        )
        for each in compared:
            known = before if each.kind == "removed" else after
            found.append(each._replace(document=known.document.index) if known and several else each)
    return found


def _pairs(old: list[Landscape], new: list[Landscape]) -> Iterator[tuple[Landscape | None, Landscape | None]]:
    """Pair landscapes by their names, or by their order if names lack or repeat."""
    names = [[each.name.value for each in landscapes] for landscapes in (old, new)]
    if all(None not in each and len(set(each)) == len(each) for each in names):
        before = {each.name.value: each for each in old}
        yield from ((before.pop(each.name.value, None), each) for each in new)
        yield from ((each, None) for each in before.values())
        return
    for index in range(max(len(old), len(new))):
        yield (old[index] if index < len(old) else None, new[index] if index < len(new) else None)


def _raw(landscape: Landscape | None) -> Mapping[Path, object]:
    return dict(landscape.document.rejected) if landscape else {}


class _Spot(NamedTuple):
    """A place in both states: the form of what stands there, the paths that lead there, and the names on them."""

    form: Mapping[str, Any]
    old: Path
    new: Path
    names: tuple[str, ...]
    in_credential: bool = False
    inside: bool = False

    def at(self, form: Mapping[str, Any], old: str | int, new: str | int, name: str) -> _Spot:
        credential = self.in_credential or is_credential(name)
        return self._replace(
            form=form, old=(*self.old, old), new=(*self.new, new), names=(*self.names, name), in_credential=credential
        )


class _Comparison:
    """Compares two landscapes.

    Args:
        definitions: those of the schema.
        show: makes a text fit to be shown.
        old: what the older landscape holds where the schema rejects it, by path.
        new: the same of the newer one.
    """

    def __init__(
        self,
        definitions: Mapping[str, Any],
        show: Callable[[str], str],
        old: Mapping[Path, object],
        new: Mapping[Path, object],
    ) -> None:
        self._definitions = definitions
        self._show = show
        self._old = old
        self._new = new

    def compare(self, old: object, new: object, spot: _Spot) -> Iterator[Difference]:
        """Yield what differs in two values; None stands for one that does not exist, as a key without a value does."""
        old, new = _restored(old, spot.old, self._old), _restored(new, spot.new, self._new)
        if spot.names[-1:] == ("run_every",) and _are_same_interval(old, new):
            return
        if spot.names and (old is None or new is None) and _is_any(dict, (old, new)):
            yield self._difference(old, new, spot, entry=True)
            spot = spot._replace(inside=True)
        either = (old, new)
        if all(isinstance(each, dict) or each is None for each in either) and _is_any(dict, either):
            yield from self._mappings(_or_empty(old, {}), _or_empty(new, {}), spot)
        elif all(_is_list(each) for each in either) and _is_any(list, either):
            yield from self._lists(_or_empty(old, []), _or_empty(new, []), spot)
        elif type(old) is not type(new) or old != new:
            yield self._difference(old, new, spot)

    def _mappings(self, old: dict[str, Any], new: dict[str, Any], spot: _Spot) -> Iterator[Difference]:
        form = self._resolved(spot.form)
        fields = form.get("properties", {})
        for key in (*new, *(key for key in old if key not in new)):
            before, after = old.get(key), new.get(key)
            yield from self.compare(before, after, spot.at(fields.get(key, {}), key, key, key))

    def _lists(self, old: list[Any], new: list[Any], spot: _Spot) -> Iterator[Difference]:
        form = self._resolved(spot.form).get("items", {})
        for before, after in _paired(old, new, spot.names[-1]):
            name = _name(new[after] if after is not None else old[before or 0], spot.names[-1], after or before or 0)
            where = spot.at(form, before or 0, after or 0, name)
            yield from self.compare(
                None if before is None else old[before], None if after is None else new[after], where
            )

    def _resolved(self, form: Mapping[str, Any]) -> Mapping[str, Any]:
        """Return the part of the schema that a part refers to; an arrangement has services of the one scenario."""
        while "$ref" in form or "allOf" in form:
            inner = form["allOf"][0] if "allOf" in form else self._definitions[form["$ref"].rpartition("/")[2]]
            own = {key: form[key] for key in ("title", "description") if key in form}
            form = {**inner, **own}
        services = form.get("then", {}).get("properties", {}).get("outbound_services")
        if services:
            form = {**form, "properties": {**form["properties"], "outbound_services": services}}
        return form

    def _difference(self, old: object, new: object, spot: _Spot, *, entry: bool = False) -> Difference:
        kind: Kind = "added" if old is None else "removed" if new is None else "changed"
        form, names = self._resolved(spot.form), spot.names
        in_tenant = len(names) > 1 and names[0] in _TENANTS
        label = form.get("title", names[-1])
        secret = is_secret(names[-1], in_credential=spot.in_credential)
        before, after = self._shown(old, secret=secret), self._shown(new, secret=secret)
        if entry:
            # An entry of a list has an id; other mappings are told by their keys.
            name = self._show(names[-1]) if isinstance(spot.new[-1], int) else None
            before, after = None if old is None else name, None if new is None else name
        path = spot.old if kind == "removed" else spot.new
        return Difference(
            None,
            kind,
            entry,
            json_pointer(tuple(self._show(step) if isinstance(step, str) else step for step in path)),
            self._show(names[1]) if in_tenant else "",
            tuple(map(self._show, names[2:] if in_tenant else names)),
            self._show(label),
            screen_of(dict(form)),
            before,
            after,
            spot.inside,
        )

    def _shown(self, value: object, *, secret: bool) -> object:
        if value is None:
            return None
        if secret and not (isinstance(value, str) and is_reference(value)):
            return MASK
        if isinstance(value, str):
            return self._show(value)
        if isinstance(value, dict | list):
            return self._show(json.dumps(value, ensure_ascii=False, default=str))
        return value if isinstance(value, bool | int | float) else self._show(str(value))


def _is_list(value: object) -> bool:
    return value is None or (isinstance(value, list) and all(isinstance(each, dict) for each in value))


def _is_any(kind: type, values: tuple[object, object]) -> bool:
    return any(isinstance(each, kind) for each in values)


def _or_empty(value: object, empty: Any) -> Any:
    return empty if value is None else value


def _restored(value: object, path: Path, rejected: Mapping[Path, object]) -> object:
    """Return what stands at a path in the file, also where the schema rejects it or an item of a list."""
    if value is REJECTED:
        value = rejected.get(path)
    if isinstance(value, list):
        return [rejected.get((*path, n)) if each is REJECTED else each for n, each in enumerate(value)]
    return value


def _are_same_interval(old: object, new: object) -> bool:
    before, after = Interval.parse(old), Interval.parse(new)
    return before is not None and after is not None and before.seconds is not None and before.seconds == after.seconds


def _paired(old: list[Any], new: list[Any], key: str) -> Iterator[tuple[int | None, int | None]]:
    """Pair the entries of two lists by their ids, given as indices; the nth of one id goes with the nth of it.

    If just one entry of each list is left, and it is no tenant, its id has changed.
    """
    seen: Counter[str] = Counter()
    before: dict[tuple[str, int], int] = {}
    for index, entry in enumerate(old):
        name = _name(entry, key, index)
        before[name, seen[name]] = index
        seen[name] += 1
    seen.clear()
    pairs: list[tuple[int | None, int | None]] = []
    for index, entry in enumerate(new):
        name = _name(entry, key, index)
        pairs.append((before.pop((name, seen[name]), None), index))
        seen[name] += 1
    lonely = [index for index, (partner, _) in enumerate(pairs) if partner is None]
    if len(lonely) == len(before) == 1 and key not in _TENANTS:
        pairs[lonely[0]] = (before.popitem()[1], pairs[lonely[0]][1])
    yield from pairs
    yield from ((index, None) for index in before.values())


def _name(entry: Any, key: str, index: int) -> str:
    name = entry.get(IDENTIFIERS.get(key, "")) if isinstance(entry, dict) else None
    return name if isinstance(name, str) and name else f"entry {index + 1}"
