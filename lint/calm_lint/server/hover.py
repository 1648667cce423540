"""What an editor shows where the mouse rests."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lsprotocol.types import Hover, HoverParams, MarkupContent, MarkupKind

from calm_lint.engine.violation import Violation
from calm_lint.model import CloudAlmTenant, Landscape, S4Tenant
from calm_lint.server.buffers import Buffer
from calm_lint.server.cursor import Cursor, anchor_at, cursor
from calm_lint.server.fields import field
from calm_lint.server.tenants import all_tenants, counted, reached, reaching, using

_MOST = 12


def hover(buffer: Buffer, params: HoverParams) -> Hover | None:
    """Return what is known of the text at a position: its field, its anchor, its tenant, and why it is a finding."""
    line, column = buffer.positions.column(params.position)
    parts = [_why(each) for each in buffer.violations if _holds(each, line, column)]
    offset = buffer.offset(line, column)
    if landscape := buffer.landscape_at(offset):
        parts += _about(buffer, landscape, offset)
    return Hover(MarkupContent(MarkupKind.Markdown, "\n\n---\n\n".join(parts))) if parts else None


def _why(violation: Violation) -> str:
    rule = violation.rule
    name = f"{rule.code} {rule.name}"
    heading = f"[{name}]({rule.url})" if rule.built_in else name
    screen = f"\n\nScreen: {violation.screen}" if violation.screen else ""
    return f"**{heading}**\n\n{rule.why}{screen}"


def _holds(violation: Violation, line: int, column: int) -> bool:
    span = violation.span
    return (span.line, span.column) <= (line, column) <= (span.end_line, span.end_column)


def _about(buffer: Buffer, landscape: Landscape, offset: int) -> Iterator[str]:
    survey, document = buffer.survey, landscape.document
    if anchor := anchor_at(document, offset):
        users = using(survey, landscape, anchor)
        yield f"Anchor {code(survey.show(anchor.name))}: {_listed(counted(len(users)), users)}"
        return
    found = cursor(document, offset)
    if described := field(found.path):
        yield described.text
    tenant = _tenant(landscape, found)
    if isinstance(tenant, S4Tenant):
        names = reached(survey, tenant)
        none = "Connected to no SAP Cloud ALM tenant, as far as is known"
        yield _listed("Connected to", names) if names else none
    elif tenant:
        names = reaching(survey, landscape, tenant)
        are = "tenant is" if len(names) == 1 else "tenants are"
        yield _listed(f"{len(names)} S/4HANA {are} connected", names)


def _tenant(landscape: Landscape, found: Cursor) -> S4Tenant | CloudAlmTenant | None:
    """Return the tenant whose id is at the cursor."""
    if len(found.path) != 3 or found.path[2] != "id":
        return None
    return next((each for each in all_tenants(landscape) if each.path == found.path[:2]), None)


def _listed(what: str, names: Sequence[str]) -> str:
    """Return what is said of names, with the first of them."""
    rest = f" and {len(names) - _MOST} more" if len(names) > _MOST else ""
    return f"{what}: {', '.join(map(code, names[:_MOST]))}{rest}" if names else what


def code(text: str) -> str:
    """Return a text of the landscape as Markdown that shows it as it is."""
    return f"`{text.replace('`', chr(39))}`"
