"""A comparison as text, markdown, JSON and a page, screen by screen."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from calm_lint import __version__
from calm_lint.errors import RunError
from calm_lint.evidence.rows import Row, summary, value_text
from calm_lint.evidence.sentences import place, sentence
from calm_lint.pages.plain import code, escaped
from calm_lint.pages.templating import fill

_WORDS: Final = {"same": "same", "different": "different", "not-seen": "not seen", "older": "older", "waived": "waived"}
_TOLD: Final = ("different", "waived", "older")
# Of more fields, the rest is counted.
_MOST_LABELS: Final = 8


@dataclass(frozen=True, slots=True)
class Screen:
    """The rows of one screen: the app and the section, empty for fields that are on none."""

    name: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Tenant:
    """The rows of a tenant, by screens; the name of one without is that of the landscape."""

    name: str
    screens: tuple[Screen, ...]

    @property
    def rows(self) -> list[Row]:
        """All rows of the tenant."""
        return [row for screen in self.screens for row in screen.rows]

    @property
    def people(self) -> list[tuple[str, str, int, int]]:
        """Who saw its fields, on which day, how many as the file says, and how many otherwise: its sign-off."""
        found: dict[tuple[str, str], Counter[bool]] = {}
        for row in self.rows:
            if row.by:
                found.setdefault((row.by, row.seen_on), Counter())[row.state in ("same", "older")] += 1
        return [(*key, counts[True], counts[False]) for key, counts in sorted(found.items())]

    @property
    def is_seen(self) -> bool:
        """Whether any of its fields was seen."""
        return any(row.state != "not-seen" for row in self.rows)


def tenants(rows: Iterable[Row]) -> list[Tenant]:
    """Return rows by tenants and screens, in their order."""
    found: dict[tuple[int | None, str], dict[str, list[Row]]] = {}
    for row in rows:
        screen = row.screen.rpartition(" > ")[0]
        found.setdefault((row.document, row.tenant), {}).setdefault(screen, []).append(row)
    return [
        Tenant(name or "landscape", tuple(Screen(screen, tuple(each)) for screen, each in screens.items()))
        for (_, name), screens in found.items()
    ]


def as_text(rows: Sequence[Row]) -> str:
    """Write a comparison as lines: what differs with both ends, what is the same by its labels."""
    return "\n".join([*_text(rows), _counts(rows), ""])


def as_markdown(rows: Sequence[Row], errors: Sequence[RunError]) -> str:
    """Write a comparison as markdown, for a merge request."""
    lines = [f"## calm-lint compare: {_counts(rows)}", ""]
    lines += (f"- **{escaped(each.kind)}**: {escaped(f'{each.file}: {each.message}')}" for each in errors)
    lines += [""] if errors else []
    told = [row for row in rows if row.state in _TOLD]
    if told:
        lines += ["| state | tenant | field | file | system | where |", "| --- | --- | --- | --- | --- | --- |"]
        lines += map(_markdown_row, told)
        lines.append("")
    lines += ["| tenant | same | different | not seen | older | waived |", "| --- | --- | --- | --- | --- | --- |"]
    for tenant in tenants(rows):
        counts = " | ".join(map(str, summary(tenant.rows).values()))
        lines.append(f"| {_cell(tenant.name)} | {counts} |")
    return "\n".join([*lines, ""])


def as_json(rows: Sequence[Row]) -> str:
    """Write a comparison as JSON; its fields are described in docs/json.md."""
    entries = [
        {
            "state": row.state,
            **({} if row.document is None else {"document": row.document}),
            "path": row.path,
            "tenant": row.tenant,
            "entity": row.entity,
            "screen": row.screen or row.label,
            "expected": row.expected,
            "seen": row.seen,
            "file": row.file,
            "line": row.span.line,
            "column": row.span.column,
            "source": {"file": row.source, "pointer": row.pointer} if row.source else None,
            "changed": row.changed or None,
            "seen_by": row.by or None,
            "seen_on": row.seen_on or None,
            **({"reason": row.reason} if row.state == "waived" else {}),
        }
        for row in rows
    ]
    result = {"version": 1, "entries": entries, "summary": summary(rows)}
    return json.dumps(result, indent=2, ensure_ascii=False) + "\n"


def as_html(rows: Sequence[Row], errors: Sequence[RunError], title: str) -> str:
    """Write a comparison as a page that needs no other file."""
    return fill(
        "comparison.html",
        title=title,
        tenants=tenants(rows),
        counts=summary(rows),
        words=_WORDS,
        errors=errors,
        sentence=sentence,
        value=value_text,
        version=__version__,
    )


def _text(rows: Sequence[Row]) -> Iterator[str]:
    for tenant in tenants(rows):
        if not tenant.is_seen:
            yield from (f"{tenant.name}: nothing seen, {len(tenant.rows)} fields", "")
            continue
        yield tenant.name
        for screen in tenant.screens:
            yield f"  {screen.name or 'on no screen'}"
            for row in screen.rows:
                if row.state in _TOLD:
                    yield from (f"    {_mark(row)} {_told(row)}", f"        {place(row)}")
            for state in ("same", "not-seen"):
                labels = list(dict.fromkeys(row.label for row in screen.rows if row.state == state))
                number = sum(row.state == state for row in screen.rows)
                if number:
                    more = ", …" if len(labels) > _MOST_LABELS else ""
                    mark = "=" if state == "same" else "?"
                    yield f"    {mark} {number} {_WORDS[state]}: {', '.join(labels[:_MOST_LABELS])}{more}"
        yield ""


def _mark(row: Row) -> str:
    return {"different": "!", "waived": "-", "older": "~"}[row.state]


def _told(row: Row) -> str:
    if row.state == "older":
        of = f" of {row.owner}" if row.owner else ""
        return f"{row.label}{of}: {value_text(row.expected)} was last seen on {row.seen_on}"
    return f"{sentence(row)} (waived: {row.reason})" if row.state == "waived" else sentence(row)


def _counts(rows: Sequence[Row]) -> str:
    counts = summary(rows)
    order = ("different", "same", "not-seen", "older", "waived")
    return ", ".join(f"{counts[state]} {_WORDS[state]}" for state in order if counts[state] or state in order[:3])


def _markdown_row(row: Row) -> str:
    field = row.screen or row.label
    owner = f" of {row.owner}" if row.owner else ""
    expected, seen = (code(value_text(each)).replace("|", "\\|") for each in (row.expected, row.seen))
    state = f"waived: {row.reason}" if row.state == "waived" else _WORDS[row.state]
    cells = (_cell(state), _cell(row.tenant), _cell(field + owner), expected, seen, _cell(place(row)))
    return f"| {' | '.join(cells)} |"


def _cell(text: str) -> str:
    return escaped(text).replace("\n", " ")
