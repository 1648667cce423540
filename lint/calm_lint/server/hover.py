"""What an editor shows where the mouse rests."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from inspect import cleandoc

from lsprotocol.types import Hover, HoverParams, MarkupContent, MarkupKind

from calm_lint.engine.violation import Violation
from calm_lint.model import CloudAlmTenant, Landscape
from calm_lint.server.buffers import Buffer
from calm_lint.server.cursor import Cursor, anchor_at, cursor
from calm_lint.server.fields import field
from calm_lint.server.tenants import Connected, counted, everything, reached, reaching, users

_MOST = 12


def hover(buffer: Buffer, params: HoverParams, kind: MarkupKind = MarkupKind.Markdown) -> Hover | None:
    """Return what is known of the text at a position: its field, its anchor, its tenant, and why it is a finding.

    Args:
        buffer: the landscape.
        params: the position.
        kind: what the editor can show. Our Markdown reads well as plain text, too.
    """
    line, column = buffer.positions.column(params.position)
    offset = buffer.offset(line, column)
    landscape = buffer.landscape_at(offset)
    about = [*_about(buffer, landscape, offset)] if landscape else []
    why = [_why(each, about) for each in buffer.violations if _holds(each, line, column)]
    parts = [*why, *about]
    return Hover(MarkupContent(kind, "\n\n---\n\n".join(parts))) if parts else None


def _why(violation: Violation, about: Sequence[str]) -> str:
    rule, screen = violation.rule, violation.screen
    name = f"{rule.code} {rule.name}"
    heading = f"[{name}]({rule.url})" if rule.built_in else name
    # The field that it is about may say so itself.
    where = f"\n\nScreen: {screen}" if screen and not any(f"({screen})" in each for each in about) else ""
    return f"**{heading}**\n\n{cleandoc(rule.why)}{where}"


def _holds(violation: Violation, line: int, column: int) -> bool:
    span = violation.span
    return (span.line, span.column) <= (line, column) <= (span.end_line, span.end_column)


def _about(buffer: Buffer, landscape: Landscape, offset: int) -> Iterator[str]:
    survey, document = buffer.survey, landscape.document
    if anchor := anchor_at(document, offset):
        (using,) = users(landscape, [anchor])
        names = [survey.designation(each) for each in using]
        yield _listed(f"Anchor {code(survey.show(anchor.name))}: {counted(using, anchor)}", names)
        return
    found = cursor(document, offset)
    if described := field(found.path):
        yield described.text
    named = _named(landscape, found)
    if isinstance(named, CloudAlmTenant):
        yield "\n\n".join(_listed(*each) for each in reaching(survey, landscape, named)) or "Nothing is connected"
    elif named:
        names = reached(survey, landscape, named)
        none = "Connected to no SAP Cloud ALM tenant, as far as is known"
        yield _listed("Connected to", names) if names else none


def _named(landscape: Landscape, found: Cursor) -> CloudAlmTenant | Connected | None:
    """Return the tenant, service or system whose id is at the cursor."""
    path = found.path
    return next((each for each in everything(landscape) if path == (*each.path, each.identifier)), None)


def _listed(what: str, names: Sequence[str]) -> str:
    """Return what is said of names, with the first of them."""
    rest = f" and {len(names) - _MOST} more" if len(names) > _MOST else ""
    return f"{what}: {', '.join(map(code, names[:_MOST]))}{rest}" if names else what


def code(text: str) -> str:
    """Return a text of the landscape as Markdown that shows it as it is."""
    return f"`{text.replace('`', chr(39))}`"
