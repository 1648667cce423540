"""What an editor proposes while somebody types: keys with their labels, and values."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace

from lsprotocol.types import CompletionItem, CompletionItemKind, MarkupContent, MarkupKind, TextEdit

from calm_lint.server.buffers import Buffer
from calm_lint.server.fields import field
from calm_lint.server.flow import Writing
from calm_lint.server.known_values import known
from calm_lint.server.writing import writing
from calm_lint.text.source import Span

# What a plain scalar may not begin with or hold, in block and in flow style (YAML 1.2.2, section 7.3.3).
_NOT_PLAIN = re.compile(r"[\s\-?:,\[\]{}#&*!|>'\"%@`]|.*(?::\s|\s#|[,\[\]{}]|:$)|$")


def complete(buffer: Buffer, line: int, column: int, *, after_blank: bool) -> list[CompletionItem]:
    """Return what may be written at a line and a column, which count from 1.

    Args:
        buffer: the landscape.
        line: the line.
        column: the column.
        after_blank: whether only a blank was typed, after which nobody wants to be shown keys.
    """
    lines = [buffer.source.line(number) for number in range(1, buffer.source.lines + 1)]
    here = _of_item(writing(lines, line - 1, column - 1))
    start, end = column - len(here.begun), column
    quote = here.begun[:1] if here.begun[:1] in ("'", '"') else ""
    if quote and lines[line - 1][column - 1 : column] == quote:
        # The editor has closed the quotes already.
        end += 1
    if here.key is None and after_blank:
        return []
    found = [*_keys(here)] if here.key is None else [*_values(here, buffer, Span(line, start, line, end))]
    where = buffer.positions.range(Span(line, start, line, end))
    for item in found:
        item.text_edit = TextEdit(where, item.insert_text or item.label)
        item.filter_text = f"{quote}{item.label}" if quote else None
        item.insert_text = None
    return found


def _of_item(here: Writing) -> Writing:
    """Return an item of a list that is no mapping as the value that it is."""
    if here.key is None and here.path and isinstance(here.path[-1], int):
        described = field(here.path)
        if described and not described.keys:
            return Writing(here.path[:-1], frozenset(), here.path[-1], here.begun)
    return here


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


def _values(here: Writing, buffer: Buffer, span: Span) -> Iterator[CompletionItem]:
    described = field((*here.path, "" if here.key is None else here.key))
    for value in described.values if described else ():
        yield CompletionItem(value, kind=CompletionItemKind.EnumMember, detail=described.title if described else "")
    # What is begun may be what does not parse.
    first, last = buffer.source.offsets(span)
    text = buffer.source.text
    around = replace(buffer, text=f"{text[:first]}{text[last:]}")
    show, seen = around.survey.show, set[str]()
    for value, detail in (each for landscape in around.survey.landscapes for each in known(here, landscape)):
        if value in seen or show(value) != value:
            continue
        seen.add(value)
        kind = CompletionItemKind.Reference if detail else CompletionItemKind.Value
        yield CompletionItem(value, kind=kind, detail=show(detail), insert_text=_scalar(value))


def _scalar(text: str) -> str:
    return json.dumps(text, ensure_ascii=False) if _NOT_PLAIN.match(text) else text
