"""What a row of a comparison says, in the words of the screens."""

from __future__ import annotations

from calm_lint.evidence.rows import Row, value_text


def sentence(row: Row) -> str:
    """Return how a field of the landscape and the system differ."""
    name, of = row.label, f" of {row.owner}" if row.owner and row.owner != value_text(row.expected) else ""
    expected, seen = value_text(row.expected), value_text(row.seen)
    if row.whole and row.expected is None:
        return f"{name} {seen}{of} is in the system, and not in the file".replace("  ", " ")
    if row.whole:
        return f"{name} {expected} is in the file, and not in the system".replace("  ", " ")
    mine = f"the file says {expected}" if expected else "the file says nothing"
    theirs = f"{_who(row)} {seen}" if seen else f"{_who(row)} nothing"
    return f"{name}{of}: {mine}, {theirs}"


def place(row: Row) -> str:
    """Return both ends of a row: the line of the landscape, and file and property of the evidence."""
    mine = f"{row.file}:{row.span.line}:{row.span.column}"
    return f"{mine} and {origin(row)}" if row.source else mine


def origin(row: Row) -> str:
    """Return where the value of a system came from, and when; empty if it is not seen."""
    if not row.source:
        return ""
    since = f"last changed {row.changed}" if row.changed else ""
    seen = f"seen by {row.by} on {row.seen_on}" if row.by else ""
    about = ", ".join(filter(None, (since, seen)))
    return f"{row.source} {row.pointer}".rstrip() + (f" ({about})" if about else "")


def _who(row: Row) -> str:
    return f"{row.by} saw" if row.by else "the system says"
