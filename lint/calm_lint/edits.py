"""Turning fixes into edits of the text, which leave everything around them as it is."""

from __future__ import annotations

import re

from calm_lint.document import Place
from calm_lint.finding import Entries, Fix, Insert, Replace
from calm_lint.violation import TextEdit

# What a plain scalar may not begin with or hold, in block and in flow style (YAML 1.2.2, section 7.3.3).
_NOT_PLAIN = re.compile(r"[\s\-?:,\[\]{}#&*!|>'\"%@`]|.*(?::\s|\s#|[,\[\]{}]|:$)|$")
_LINE_END = re.compile(r"[\r\n]|\Z")


def text_edits(fix: Fix) -> tuple[TextEdit, ...]:
    """Return the edits that a fix makes, in the order of the text."""
    edits = (_replace(edit) if isinstance(edit, Replace) else _insert(edit) for edit in fix.edits)
    return tuple(sorted(edits))


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


def _flow(value: str | Entries) -> str:
    if isinstance(value, str):
        return value
    return "{" + ", ".join(f"{key}: {_flow(each)}" for key, each in value) + "}"


def _block(key: str, value: str | Entries) -> list[str]:
    if isinstance(value, str):
        return [f"{key}: {value}"]
    return [f"{key}:", *(f"  {line}" for name, each in value for line in _block(name, each))]
