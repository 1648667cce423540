"""Turning fixes into edits of the text, which leave everything around them as it is."""

from __future__ import annotations

import re
from typing import Final

from calm_lint.document import Place
from calm_lint.finding import Entries, Fix, Insert, Replace
from calm_lint.violation import TextEdit

# What a plain scalar may not begin with or hold, in block and in flow style (YAML 1.2.2, section 7.3.3).
_NOT_PLAIN = re.compile(r"[\s\-?:,\[\]{}#&*!|>'\"%@`]|.*(?::\s|\s#|[,\[\]{}]|:$)|$")
_LINE_END = re.compile(r"[\r\n]|\Z")
_PARTS: Final = ("key", "value")


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
    place = edit.mapping.place
    source, text = place.document.source, place.document.source.text
    whole = place.document.locate(Place(place.document, place.path))
    keys, end = [], whole.start + 1
    for name in edit.mapping.data:
        key, value = (place.document.locate(Place(place.document, (*place.path, name), part)) for part in _PARTS)
        if whole.start <= key.start < whole.end:
            keys.append(key)
            # The value of an alias stands elsewhere.
            end = max(end, key.end, value.end if whole.start <= value.start < whole.end else 0)
    if text[whole.start] == "{":
        return TextEdit(source.span(end, end), f"{', ' if keys else ''}{edit.key}: {_flow(edit.value)}")
    indent = " " * (keys[0].start - source.line_start(keys[0].start))
    newline = "\r\n" if "\r\n" in text else "\n"
    # A comment behind the last entry stays with it.
    end = next(_LINE_END.finditer(text, whole.end)).start()
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
