"""The differences between two states of a landscape, as text, markdown and JSON."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Final

from calm_lint.model.landscape import IDENTIFIERS
from calm_lint.pages.differences import Difference
from calm_lint.pages.fields import ARRANGEMENTS, SYSTEMS
from calm_lint.pages.plain import code, escaped

# Of more tenants, the first is named and the others are counted; more parts are not named.
_MOST_TENANTS: Final = 3
_MOST_PARTS: Final = 4
# The lists whose entries a person deletes on the screens; what else a file drops stays as it is in the systems.
_DELETED: Final = {"communication_systems", "communication_arrangements", "outbound_users"}
# The keys that lead to entries with names of their own.
_LISTS: Final = {*IDENTIFIERS, "outbound_services"}

# In the cockpit, what is opened first is no app but a page.

_UNSET: Final = "(not set)"

_Writer = Callable[[str], str]


def as_text(differences: Sequence[Difference], *, worksheet: bool = False) -> str:
    """Write differences as lines, equal ones of several tenants as one.

    Args:
        differences: what differs.
        worksheet: whether to list the fields to enter in the systems, tenant by tenant.
    """
    return "\n".join(_worksheet(differences, str, str) if worksheet else _list(differences, str, str)) + "\n"


def as_markdown(differences: Sequence[Difference], *, worksheet: bool = False) -> str:
    """Write differences as markdown, for a merge request; the arguments are those of `as_text`."""
    if worksheet:
        return "\n".join(_worksheet(differences, escaped, code, "## ", "- [ ] ")) + "\n"
    return "\n".join(_list(differences, escaped, code, "- ")) + "\n"


def as_json(differences: Sequence[Difference]) -> str:
    """Write differences as JSON."""
    kinds = Counter(each.kind for each in differences)
    fields = [
        {
            **({} if each.document is None else {"document": each.document}),
            "kind": each.kind,
            "entry": each.entry,
            "path": each.path,
            "tenant": each.tenant or None,
            "place": list(each.place),
            "label": each.label,
            "screen": each.screen or None,
            "old": each.old,
            "new": each.new,
        }
        for each in differences
    ]
    summary = {kind: kinds[kind] for kind in ("changed", "added", "removed")}
    return json.dumps({"version": 1, "changes": fields, "summary": summary}, indent=2, ensure_ascii=False) + "\n"


def to_enter(differences: Iterable[Difference]) -> list[Difference]:
    """Return what has to be done on screens: fields to enter, and entries to delete with all that is in them."""
    return [each for each in differences if not (each.kind == "removed" and each.inside) and _is_on_screen(each)]


def _is_on_screen(difference: Difference) -> bool:
    if difference.entry:
        return difference.kind == "removed" and len(difference.place) > 1 and difference.place[-2] in _DELETED
    return bool(difference.screen)


def _list(differences: Sequence[Difference], plain: _Writer, value: _Writer, item: str = "") -> Iterator[str]:
    groups: dict[tuple[object, ...], list[Difference]] = {}
    for each in differences:
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
    differences: Sequence[Difference], plain: _Writer, value: _Writer, heading: str = "", item: str = "  [ ] "
) -> Iterator[str]:
    by_tenant: dict[str, list[Difference]] = {}
    for each in to_enter(differences):
        by_tenant.setdefault(each.tenant, []).append(each)
    for number, (tenant, group) in enumerate(by_tenant.items()):
        yield from [""] if number else []
        yield from (f"{heading}{plain(tenant or 'landscape')}", *([""] if heading else []))
        for each in group:
            if each.entry:
                yield f"{item}{plain(each.label)} {value(_text(each.old))}: delete"
            else:
                yield f"{item}{plain(way_to(each))}: {to_type(each, value)}"
    if not by_tenant:
        yield "Nothing to enter in the systems"


def way_to(difference: Difference) -> str:
    """Return the way to a field: the app, the entry in it, the section, what is open there, the field."""
    app, *sections = difference.screen.split(" > ")
    names = [name for name in difference.place[:-1] if name not in _LISTS]
    if app not in (SYSTEMS, ARRANGEMENTS):
        # Neither users nor destinations are opened from the entry around them in the file.
        return " > ".join((app, *sections[:-1], *names[-1:], *sections[-1:]))
    return " > ".join((app, *names[:1], *sections[:1], *names[1:], *sections[1:]))


def to_type(difference: Difference, value: _Writer) -> str:
    """Return what to enter in a field; of one that has a value already, both."""
    return value(_text(difference.new)) if difference.kind == "added" else _values(difference, value)


def _where(group: Sequence[Difference], plain: _Writer) -> str:
    """Return which parts of which tenants a change is in."""
    parts = list(dict.fromkeys(_around(each) for each in group if _around(each)))
    word = "in" if group[0].entry else "of"
    of = f" {word} {', '.join(map(plain, parts))}" if 0 < len(parts) <= _MOST_PARTS else ""
    tenants = list(dict.fromkeys(each.tenant for each in group if each.tenant and each.place))
    if len(tenants) > _MOST_TENANTS:
        return f"{of} in {plain(tenants[0])} and {len(tenants) - 1} more tenants"
    return f"{of} in {', '.join(map(plain, tenants))}" if tenants else of


def _around(difference: Difference) -> str:
    """Return the name of the entry that a change is in, empty if that is the tenant itself."""
    names = [name for name in difference.place[:-1] if name not in _LISTS]
    return names[-1] if names else ""


def _values(difference: Difference, value: _Writer) -> str:
    old, new = _text(difference.old), _text(difference.new)
    if difference.entry:
        name = old or new
        what = "is new" if difference.kind == "added" else "is removed"
        return f"{value(name)} {what}" if name else what
    if difference.kind == "added":
        return f"{_UNSET} → {value(new)}"
    if difference.kind == "removed":
        return f"{value(old)} → {_UNSET}"
    if old == new and difference.old == difference.new:
        return "has changed, its values are secrets"
    if old == new:
        # Only the types differ.
        old, new = json.dumps(difference.old), json.dumps(difference.new)
    return f"{value(old)} → {value(new)}"


def _text(value: object) -> str:
    if value is None:
        return ""
    return str(value).lower() if isinstance(value, bool) else str(value)
