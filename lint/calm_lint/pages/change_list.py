"""The differences between two states of a landscape, as text, markdown and JSON."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Final

from calm_lint.model.landscape import IDENTIFIERS
from calm_lint.pages.changes import Change
from calm_lint.pages.plain import code, escaped

# Of more tenants, the first is named and the others are counted; more parts are not named.
_TENANTS: Final = 3
_PARTS: Final = 4
# The keys that lead to entries with names of their own.
_LISTS: Final = {*IDENTIFIERS, "outbound_services"}

_UNSET: Final = "(not set)"

_Writer = Callable[[str], str]


def as_text(changes: Sequence[Change], *, worksheet: bool = False) -> str:
    """Write changes as lines, equal ones of several tenants as one.

    Args:
        changes: what differs.
        worksheet: whether to list the fields to enter in the systems, tenant by tenant.
    """
    return "\n".join(_worksheet(changes, str, str) if worksheet else _list(changes, str, str)) + "\n"


def as_markdown(changes: Sequence[Change], *, worksheet: bool = False) -> str:
    """Write changes as markdown, for a merge request; the arguments are those of `as_text`."""
    if worksheet:
        return "\n".join(_worksheet(changes, escaped, code, "## ", "- [ ] ")) + "\n"
    return "\n".join(_list(changes, escaped, code, "- ")) + "\n"


def as_json(changes: Sequence[Change]) -> str:
    """Write changes as JSON."""
    kinds = Counter(each.kind for each in changes)
    fields = [
        {
            "kind": each.kind,
            "path": each.path,
            "tenant": each.tenant or None,
            "place": list(each.place),
            "label": each.label,
            "screen": each.screen or None,
            "old": each.old,
            "new": each.new,
        }
        for each in changes
    ]
    summary = {kind: kinds[kind] for kind in ("changed", "added", "removed")}
    return json.dumps({"version": 1, "changes": fields, "summary": summary}, indent=2, ensure_ascii=False) + "\n"


def to_enter(changes: Iterable[Change]) -> list[Change]:
    """Return the changes that have to be made on screens: fields, and entries to delete with all that is in them."""
    return [each for each in changes if (_is_deleted(each) if _is_entry(each) else _is_on_screen(each))]


def _is_deleted(change: Change) -> bool:
    return change.kind == "removed" and bool(change.place) and not change.inside


def _is_on_screen(change: Change) -> bool:
    return bool(change.screen) and not (change.kind == "removed" and change.inside)


def _is_entry(change: Change) -> bool:
    return not change.place or (len(change.place) > 1 and change.place[-2] in _LISTS)


def _list(changes: Sequence[Change], plain: _Writer, value: _Writer, item: str = "") -> Iterator[str]:
    groups: dict[tuple[object, ...], list[Change]] = {}
    for each in changes:
        if not each.inside:
            key = (each.kind, each.label, each.screen, repr(each.old), repr(each.new))
            groups.setdefault(key, []).append(each)
    for group in groups.values():
        first = group[0]
        # The label names the field already, the last part of the screen.
        screen = f" ({plain(first.screen.rpartition(' > ')[0] or first.screen)})" if first.screen else ""
        yield f"{item}{plain(first.label)} {_values(first, value)}{_where(group, plain)}{screen}"
    if not groups:
        yield "No differences"


def _worksheet(
    changes: Sequence[Change], plain: _Writer, value: _Writer, heading: str = "", item: str = "  [ ] "
) -> Iterator[str]:
    by_tenant: dict[str, list[Change]] = {}
    for each in to_enter(changes):
        by_tenant.setdefault(each.tenant, []).append(each)
    for number, (tenant, group) in enumerate(by_tenant.items()):
        yield from [""] if number else []
        yield from (f"{heading}{plain(tenant or 'landscape')}", *([""] if heading else []))
        for each in group:
            if _is_entry(each):
                yield f"{item}{plain(each.label)} {value(_text(each.old))}: delete"
            else:
                values = value(_text(each.new)) if each.kind == "added" else _values(each, value)
                yield f"{item}{plain(_way(each))}: {values}"
    if not by_tenant:
        yield "Nothing to enter in the systems"


def _way(change: Change) -> str:
    """Return the way to a field: the app, the entry in it, the section, what is open there, the field."""
    app, *sections = change.screen.split(" > ")
    names = [name for name in change.place[:-1] if name not in _LISTS]
    return " > ".join((app, *names[:1], *sections[:1], *names[1:], *sections[1:]))


def _where(group: Sequence[Change], plain: _Writer) -> str:
    """Return which parts of which tenants a change is in."""
    parts = list(dict.fromkeys(_around(each) for each in group if _around(each)))
    of = f" of {', '.join(map(plain, parts))}" if 0 < len(parts) <= _PARTS else ""
    tenants = list(dict.fromkeys(each.tenant for each in group if each.tenant and each.place))
    if len(tenants) > _TENANTS:
        return f"{of} in {plain(tenants[0])} and {len(tenants) - 1} more tenants"
    return f"{of} in {', '.join(map(plain, tenants))}" if tenants else of


def _around(change: Change) -> str:
    """Return the name of the entry that a change is in, empty where that is the tenant itself."""
    names = [name for name in change.place[:-1] if name not in _LISTS]
    return names[-1] if names else ""


def _values(change: Change, value: _Writer) -> str:
    old, new = _text(change.old), _text(change.new)
    if _is_entry(change) and change.kind != "changed":
        return f"{value(new)} is new" if change.kind == "added" else f"{value(old)} is removed"
    if change.kind == "added":
        return f"{_UNSET} → {value(new)}"
    if change.kind == "removed":
        return f"{value(old)} → {_UNSET}"
    if old == new and change.old == change.new:
        return "has changed, its values are secrets"
    if old == new:
        # Only the types differ.
        old, new = json.dumps(change.old), json.dumps(change.new)
    return f"{value(old)} → {value(new)}"


def _text(value: object) -> str:
    if value is None:
        return "(no value)"
    return str(value).lower() if isinstance(value, bool) else str(value)
