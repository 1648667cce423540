"""Turning fixes into edits of the text, which leave everything around them as it is."""

from __future__ import annotations

import re

from calm_lint.document import Place
from calm_lint.finding import Append, Cut, Edit, Entries, Fix, Insert, Remove, Replace
from calm_lint.source import Source, Span
from calm_lint.violation import TextEdit

# What a plain scalar may not begin with or hold, in block and in flow style (YAML 1.2.2, section 7.3.3).
_NOT_PLAIN = re.compile(r"[\s\-?:,\[\]{}#&*!|>'\"%@`]|.*(?::\s|\s#|[,\[\]{}]|:$)|$")
_LINE_END = re.compile(r"[\r\n]|\Z")


def text_edits(fix: Fix) -> tuple[TextEdit, ...]:
    """Return the edits that a fix makes, in the order of the text."""
    return tuple(sorted(_text_edit(edit) for edit in fix.edits))


def _text_edit(edit: Edit) -> TextEdit:
    if isinstance(edit, Replace):
        return _replace(edit)
    if isinstance(edit, Insert):
        return _insert(edit)
    if isinstance(edit, Append):
        return _append(edit)
    return _cut(edit) if isinstance(edit, Cut) else _remove(edit)


def _replace(edit: Replace) -> TextEdit:
    source = edit.scalar.place.document.source
    location = edit.scalar.place.document.locate(edit.scalar.place)
    quote = source.text[location.start]
    if quote == "'":
        text = "'" + edit.text.replace("'", "''") + "'"
    elif quote == '"' or _NOT_PLAIN.match(edit.text):
        text = '"' + edit.text.replace("\\", "\\\\").replace('"', '\\"') + '"'
    else:
        text = edit.text
    return TextEdit(source.span(location.start, location.end), text)


def _insert(edit: Insert) -> TextEdit:
    document, path = edit.mapping.document, edit.mapping.path
    source, text = document.source, document.source.text
    start = document.locate(Place(document, path)).start
    contents = document.contents(path)
    if contents is None or text[start] == "{":
        end = contents[1] if contents else start + 1
        return TextEdit(source.span(end, end), f"{', ' if contents else ''}{edit.key}: {_flow(edit.value)}")
    indent = " " * (contents[0] - source.line_start(contents[0]))
    newline = "\r\n" if "\r\n" in text else "\n"
    # A comment behind the last entry stays with it.
    end = next(_LINE_END.finditer(text, contents[1])).start()
    lines = (f"{newline}{indent}{line}" for line in _block(edit.key, edit.value))
    return TextEdit(source.span(end, end), "".join(lines))


def _append(edit: Append) -> TextEdit:
    document, path = edit.owner.document, (*edit.owner.path, *edit.path)
    source, text = document.source, document.source.text
    start = document.locate(Place(document, path)).start
    contents = document.contents(path)
    if contents is None or text[start] == "[":
        end = contents[1] if contents else start + 1
        return TextEdit(source.span(end, end), f"{', ' if contents else ''}{edit.text}")
    # The first item stands behind its dash.
    indent = " " * (text.rindex("-", 0, contents[0]) - source.line_start(contents[0]))
    newline = "\r\n" if "\r\n" in text else "\n"
    end = next(_LINE_END.finditer(text, contents[1])).start()
    return TextEdit(source.span(end, end), f"{newline}{indent}- {edit.text}")


def _remove(edit: Remove) -> TextEdit:
    document, path = edit.mapping.document, (*edit.mapping.path, edit.key)
    source, text = document.source, document.source.text
    start = document.locate(Place(document, path, "key")).start
    end = document.end(path)
    line_start, line_end = source.line_start(start), next(_LINE_END.finditer(text, end)).start()
    before, after = text[line_start:start], text[end:line_end].strip()
    if not before.strip() and (not after or after.startswith("#")):
        # The line is the entry's own, and goes with it.
        return TextEdit(_whole_line(source, line_start, line_end), "")
    if comma := re.compile(r"\s*,\s*").match(text, end):
        return TextEdit(source.span(start, comma.end()), "")
    if comma := re.compile(r",\s*\Z").search(text[:start]):
        return TextEdit(source.span(comma.start(), end), "")
    # The first entry of a list item shares its line with the dash: what follows moves up to it.
    follows = re.compile(r"\s*(?:#[^\r\n]*\s*)*").match(text, end)
    shares_line = before.strip() == "-" and follows and follows.end() < len(text)
    return TextEdit(source.span(start, follows.end() if shares_line and follows else end), "")


def _cut(edit: Cut) -> TextEdit:
    source = edit.place.document.source
    location = edit.place.document.locate(edit.place)
    line_start, line_end = (
        source.line_start(location.start),
        next(_LINE_END.finditer(source.text, location.end)).start(),
    )
    before = source.text[line_start : location.start]
    if location.end < line_end:
        return TextEdit(source.span(location.start, location.end), "")
    if before.strip():
        return TextEdit(source.span(line_start + len(before.rstrip()), line_end), "")
    return TextEdit(_whole_line(source, line_start, line_end), "")


def _whole_line(source: Source, start: int, end: int) -> Span:
    behind = source.text[end : end + 2]
    return source.span(start, end + (2 if behind == "\r\n" else len(behind[:1])))


def _flow(value: str | Entries) -> str:
    if isinstance(value, str):
        return value
    return "{" + ", ".join(f"{key}: {_flow(each)}" for key, each in value) + "}"


def _block(key: str, value: str | Entries) -> list[str]:
    if isinstance(value, str):
        return [f"{key}: {value}"]
    return [f"{key}:", *(f"  {line}" for name, each in value for line in _block(name, each))]
