"""The lines above anchors and tenants: who uses a text, and the worksheet of a tenant, service or system."""

from __future__ import annotations

from collections.abc import Iterator

from lsprotocol.types import CodeLens, Command

from calm_lint.engine.survey import Survey
from calm_lint.model import Landscape
from calm_lint.server.actions import REVEAL
from calm_lint.server.buffers import Buffer
from calm_lint.server.cursor import anchors
from calm_lint.server.tenants import connected, counted, users


def lenses(buffer: Buffer, worksheet: str = "") -> list[CodeLens]:
    """Return what stands above anchors and tenants.

    Args:
        buffer: the landscape.
        worksheet: the command of the editor that shows a worksheet, empty if it has none.
    """
    found = [lens for each in buffer.survey.landscapes for lens in _of_anchors(buffer, each)]
    if worksheet:
        found += [lens for each in buffer.survey.landscapes for lens in _of_tenants(buffer, each, worksheet)]
    return found


def _of_anchors(buffer: Buffer, landscape: Landscape) -> Iterator[CodeLens]:
    known = anchors(landscape.document)
    for anchor, using in zip(known, users(landscape, known), strict=True):
        where = buffer.range(*anchor.place)
        arguments = [buffer.uri, where.start.line, where.start.character]
        yield CodeLens(where, Command(counted(using, anchor), REVEAL, arguments=arguments))


def _of_tenants(buffer: Buffer, landscape: Landscape, worksheet: str) -> Iterator[CodeLens]:
    for each in (*connected(landscape), *landscape.cts_domains):
        location = landscape.document.locate(each.place)
        arguments = [buffer.uri, buffer.survey.designation(each)]
        yield CodeLens(buffer.range(location.start, location.end), Command("worksheet", worksheet, arguments=arguments))


def worksheet(survey: Survey, tenant: str) -> str:
    """Return the worksheet of a tenant as Markdown; of all tenants where none of this name has anything to do."""
    from calm_lint.pages.plain import as_markdown
    from calm_lint.pages.worksheet import worksheets

    sheets = worksheets(survey)
    chosen = [each.of_tenant(tenant) for each in sheets]
    return as_markdown([each for each in chosen if each.sheets] or sheets)


def report(buffer: Buffer) -> str:
    """Return the report on a landscape, a page for a browser."""
    from calm_lint.pages import html

    return html.report(buffer.survey, buffer.job.policy.linter(buffer.name).rules, ())
