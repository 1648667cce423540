"""A part of a landscape beside the fields that a system shows."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from calm_lint.evidence.entries import Entry
from calm_lint.evidence.equality import DEFAULTS, is_as_spreadsheet, is_same
from calm_lint.evidence.form import Form, Part
from calm_lint.evidence.pairing import paired
from calm_lint.evidence.records import Fields, Origin, Seen
from calm_lint.model import Landscape
from calm_lint.model.landscape import IDENTIFIERS
from calm_lint.model.users import MTLS
from calm_lint.reading.document import REJECTED, Path
from calm_lint.reading.secret_names import is_secret
from calm_lint.text.references import is_reference

# What counts only where a landscape gives it: the guide leaves it alone, or the system makes it of other fields.
_OPTIONAL: Final = frozenset(
    {"host", "global_tenant_id", "ui_host_name", "logical_system", "business_system", "service_url", "description"}
    | {"notes", "plan", "certurl", "inbound_users", "inbound_services", "identityzone", "credential-type"}
    | {"additional_properties"}
)


@dataclass(frozen=True, slots=True)
class Group:
    """Entries that a system shows: a list, or a mapping by keys.

    Attributes:
        entries: the fields of each.
        complete: whether an entry that is not among them does not exist.
        origin: where they came from.
    """

    entries: Sequence[Fields] | dict[str, Fields]
    complete: bool
    origin: Origin | None


class FieldComparison:
    """Compares parts of one landscape with what a system shows.

    Args:
        landscape: the landscape.
        form: the form of landscapes.
        read: returns what people read from the screen of a field, by its name.
    """

    def __init__(self, landscape: Landscape, form: Form, read: Callable[[str], Collection[Seen]]) -> None:
        self._landscape = landscape
        self._form = form
        self._read = read
        self._rejected = dict(landscape.document.rejected)

    def value(self, path: Path) -> Any:
        """Return what stands at a path, also where the schema rejects it."""
        value = self._landscape.document.value(path)
        return self._rejected.get(path) if value is REJECTED else value

    def mappings(self, path: Path) -> list[tuple[int, dict[str, Any]]]:
        """Return the entries of a list that have the form of entries, with their indices."""
        found = self.value(path)
        entries = [(n, self.value((*path, n))) for n in range(len(found))] if isinstance(found, list) else []
        return [(n, each) for n, each in entries if isinstance(each, dict)]

    def mapping(self, part: Part, path: Path, seen: Fields | None) -> Iterator[Entry]:
        """Yield the entries of a mapping of the landscape.

        Args:
            part: its form.
            path: where it stands.
            seen: what the system shows of it, None for nothing.
        """
        expected, fields, shown = self.value(path), self._form.fields(part), seen or {}
        name = self._landscape.document.entity_name(path)
        read = {key: each for key in fields if (each := self._read(f"{name}.{key}"))}
        for key in (*expected, *(key for key in fields if key not in expected and (key in shown or key in read))):
            if key not in fields or is_secret(key, in_credential="uaa" in path):
                continue
            at, inner, child = (*path, key), shown.get(key), self._form.resolved(fields[key])
            value = self.value(at)
            if value is None and key in _OPTIONAL:
                continue
            if isinstance(inner, list):
                inner = Group(inner, complete=True, origin=_origin(shown))
            elif isinstance(inner, dict) and key in ("outbound_services", "inbound_services"):
                inner = Group(inner, complete=key == "outbound_services", origin=_origin(shown))
            if isinstance(inner, Group) or (isinstance(value, list) and "$ref" in child.get("items", {})):
                yield from self.group(child, at, inner)
            elif isinstance(value, dict) and not isinstance(inner, Seen) and key != "run_every":
                yield from self.mapping(child, at, inner)
            elif not isinstance(inner, dict):
                told = [*([] if inner is None else [inner]), *read.get(key, ())]
                yield from self._leaf(child, at, value, told, expected)

    def group(self, part: Part, path: Path, seen: Group | None) -> Iterator[Entry]:
        """Yield the entries of a list, or of a mapping whose keys name entries.

        Args:
            part: its form.
            path: where it stands.
            seen: what the system shows of it, None for nothing.
        """
        if isinstance(self.value(path), dict) or (seen and isinstance(seen.entries, dict)):
            yield from self._by_key(part, path, seen)
            return
        expected, child = self.mappings(path), self._form.items(part)
        shown = list(seen.entries) if seen and not isinstance(seen.entries, dict) else []
        identifier = IDENTIFIERS.get(str(path[-1]), "")
        names = [_name(each, identifier) for _, each in expected]
        for mine, theirs in paired(names, [_name(each, identifier) for each in shown]):
            at = (*path, expected[mine][0]) if mine is not None else path
            if mine is not None and theirs is None and seen and seen.complete:
                spot = (*at, identifier) if names[mine] else at
                yield self._gone(child, spot, names[mine] or None, seen)
            elif mine is not None:
                yield from self.mapping(child, at, None if theirs is None else shown[theirs])
            elif theirs is not None:
                yield self._added(child, at, shown[theirs], _first(shown[theirs], identifier))

    def _by_key(self, part: Part, path: Path, seen: Group | None) -> Iterator[Entry]:
        expected, fields = self.value(path) or {}, self._form.fields(part)
        shown = seen.entries if seen and isinstance(seen.entries, dict) else {}
        for key in (*expected, *(key for key in shown if key not in expected)):
            if key not in fields:
                continue
            at, child = (*path, key), self._form.resolved(fields[key])
            if not isinstance(self.value(at), dict):
                first = _first(shown.get(key, {}), "")
                yield from [self._added(child, at, shown[key], Seen(key, first.pointer, first.origin))] if first else ()
            elif key not in shown and seen and seen.complete:
                yield self._gone(child, at, key, seen)
            else:
                yield from self.mapping(child, at, shown.get(key))

    def _leaf(self, part: Part, path: Path, value: Any, told: list[Seen], around: dict[str, Any]) -> Iterator[Entry]:
        key, screen = str(path[-1]), self._form.screen(part, path)
        if not told or (isinstance(value, str) and is_reference(value)):
            if value is not None and screen:
                yield self._entry("not-seen", part, path, value, None)
            return
        meant = value
        if key == "client_authentication" and value is None and _has_certificate_only(around):
            meant = MTLS
        # What a person saw counts beside what a file says.
        for each in told:
            if each.left and value is None:
                each = replace(each, value=None)
            same = is_same(key, meant, each.value) or (bool(each.by) and is_as_spreadsheet(value, each.value))
            if value is not None or each.by or not same:
                yield self._entry("same" if same else "different", part, path, value, each)

    def _entry(self, state: Any, part: Part, path: Path, expected: Any, seen: Seen | None) -> Entry:
        value = seen.value if seen else None
        if value is None and seen and state != "different":
            value = DEFAULTS.get(str(path[-1]))
        screen = self._form.screen(part, path)
        return Entry(state, self._landscape, path, screen, part.get("title", str(path[-1])), expected, value, seen)

    def _added(self, part: Part, path: Path, fields: Fields, seen: Seen | None) -> Entry:
        title = part.get("title", str(path[-1]))
        screen = self._form.screen(self._form.fields(part).get(IDENTIFIERS.get(str(path[-1]), ""), part), path)
        value = seen.value if seen else None
        return Entry("different", self._landscape, path, screen, title, None, value, seen, addition=fields)

    def _gone(self, part: Part, path: Path, name: str | None, seen: Group) -> Entry:
        title = part.get("title", str(path[-1]))
        screen = self._form.screen(self._form.fields(part).get(str(path[-1]), part), path)
        source = Seen(None, "", seen.origin) if seen.origin else None
        return Entry("different", self._landscape, path, screen, title, name, None, source, gone=True)


def _has_certificate_only(user: dict[str, Any]) -> bool:
    return bool(user.get("client_certificate")) and not user.get("client_secret")


def _name(entry: Any, identifier: str) -> str:
    value = entry.get(identifier) if isinstance(entry, dict) else None
    value = value.value if isinstance(value, Seen) else value
    return value if isinstance(value, str) else ""


def _first(fields: Fields, identifier: str) -> Seen | None:
    """Return the id of an entry, else its first value."""
    named = fields.get(identifier)
    return (
        named if isinstance(named, Seen) else next((each for each in fields.values() if isinstance(each, Seen)), None)
    )


def _origin(fields: Fields) -> Origin | None:
    first = _first(fields, "")
    return first.origin if first else None
