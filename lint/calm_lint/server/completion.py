"""What an editor proposes while somebody types: keys with their labels, and values."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace

from lsprotocol.types import CompletionItem, CompletionItemKind, MarkupContent, MarkupKind, TextEdit

from calm_lint.model import CloudAlmTenant, Landscape
from calm_lint.model.entity import Scalar
from calm_lint.model.values.address import Address
from calm_lint.model.values.facts import TOKEN_PATH
from calm_lint.server.buffers import Buffer
from calm_lint.server.fields import field
from calm_lint.server.writing import Writing, writing
from calm_lint.text.source import Span

# What a plain scalar may not begin with or hold (YAML 1.2.2, section 7.3.3).
_NOT_PLAIN = re.compile(r"[\s\-?:,\[\]{}#&*!|>'\"%@`]|.*(?::\s|\s#|:$)|$")


def complete(buffer: Buffer, line: int, column: int, *, after_blank: bool) -> list[CompletionItem]:
    """Return what may be written at a line and a column, which count from 1.

    Args:
        buffer: the landscape.
        line: the line.
        column: the column.
        after_blank: whether only a blank was typed, after which nobody wants to be shown keys.
    """
    lines = [buffer.source.line(number) for number in range(1, buffer.source.lines + 1)]
    here = writing(lines, line - 1, column - 1)
    start = column - len(here.begun)
    if here.key is None and after_blank:
        return []
    found = [*_keys(here)] if here.key is None else [*_values(here, buffer, line)]
    where = buffer.positions.range(Span(line, start, line, column))
    for item in found:
        item.text_edit = TextEdit(where, item.insert_text or item.label)
        item.insert_text = None
    return found


def _keys(here: Writing) -> Iterator[CompletionItem]:
    around = field(here.path)
    for number, key in enumerate(around.keys if around else ()):
        described = field((*here.path, key))
        if key in here.given or described is None:
            continue
        yield CompletionItem(
            key,
            kind=CompletionItemKind.Field,
            detail=described.title,
            documentation=MarkupContent(MarkupKind.Markdown, described.text),
            # In the order of the screens, not of the alphabet.
            sort_text=f"{number:03}",
            insert_text=f"{key}:" if described.is_collection else f"{key}: ",
        )


def _values(here: Writing, buffer: Buffer, line: int) -> Iterator[CompletionItem]:
    described = field((*here.path, here.key or ""))
    for value in described.values if described else ():
        yield CompletionItem(value, kind=CompletionItemKind.EnumMember, detail=described.title if described else "")
    # The line that is being written may be what does not parse.
    lines = [buffer.source.line(number) if number != line else "" for number in range(1, buffer.source.lines + 1)]
    around = replace(buffer, text="\n".join(lines))
    show, seen = around.survey.show, set[str]()
    for value, detail in (each for landscape in around.survey.landscapes for each in _known(here.key, landscape)):
        if value in seen or show(value) != value:
            continue
        seen.add(value)
        kind = CompletionItemKind.Reference if detail else CompletionItemKind.Value
        yield CompletionItem(value, kind=kind, detail=show(detail), insert_text=_scalar(value))


def _known(key: str | None, landscape: Landscape) -> Iterator[tuple[str, str]]:
    """Yield the values that a landscape knows for a field, each with what it is."""
    pairs: list[tuple[Scalar[str], Scalar[str] | None]] = []
    if key == "cloud_alm_tenant":
        pairs = [(each.id, each.name) for each in landscape.cloud_alm_tenants]
    elif key == "communication_system":
        systems = (each for tenant in landscape.s4hana_tenants for each in tenant.communication_systems)
        pairs = [(each.system_id, each.system_name) for each in systems]
    elif key in ("certificate", "client_certificate"):
        pairs = [(each.id, each.subject) for each in landscape.certificates]
    elif key == "key_store_location":
        pairs = [(each.key_store, None) for each in landscape.certificates]
    yield from ((value.value, (what and what.value) or "") for value, what in pairs if value.value)
    for tenant in landscape.cloud_alm_tenants:
        source = f"from the binding of {tenant.id.value or 'the SAP Cloud ALM tenant'}"
        yield from ((value, source) for value in _from_binding(key, tenant) if value)


def _from_binding(key: str | None, tenant: CloudAlmTenant) -> Iterator[str | None]:
    """Yield what the bindings of a tenant say about a field of a communication system."""
    if key == "host_name":
        yield from tenant.api_hosts
    for binding in tenant.valid_bindings:
        uaa = binding.uaa
        if key == "client_id":
            yield uaa.clientid.value
        url = {"token_endpoint": uaa.url.value, "mtls_endpoint": uaa.certurl.value}.get(key or "")
        if url:
            yield str(Address.parse(url)._replace(path=TOKEN_PATH))


def _scalar(text: str) -> str:
    return json.dumps(text, ensure_ascii=False) if _NOT_PLAIN.match(text) else text
