"""Turning fixes into edits of the text, which leave everything around them as it is."""

from __future__ import annotations

import re

from calm_lint.engine.violation import TextEdit
from calm_lint.model.values.hosts import is_certificate_host
from calm_lint.reading.document import Place
from calm_lint.rulebook.finding import Append, Cut, Edit, Entries, Fix, Insert, Remove, Replace, Rewrite
from calm_lint.text.source import Source, Span

# What a plain scalar may not begin with or hold, in block and in flow style (YAML 1.2.2, section 7.3.3).
_NOT_PLAIN = re.compile(r"[\s\-?:,\[\]{}#&*!|>'\"%@`]|.*(?::\s|\s#|[,\[\]{}]|:$)|$")
_AROUND_HOST = re.compile(r"[\s/:?#@\"']")
_COMMENTED_BLOCK = re.compile(r"[|>][^\r\n]*#")
_NEWLINE = re.compile(r"\r\n|\r|\n")
_BLANKS_AND_COMMENTS = re.compile(r"\s*(?:#[^\r\n]*\s*)*")


def text_edits(fix: Fix) -> dict[TextEdit, Place]:
    """Return the edits that a fix makes, in the order of the text, each with the place whose text it changes.

    There are none where one of them cannot be made without touching something else, and none where one writes or
    removes a host for clients with certificates: SAP's pages disagree on the fields in which it belongs.
    """
    edits = [(_text_edit(edit), _place(edit)) for edit in fix.edits]
    if any(edit is None or _changes_certificate_host(edit, place.document.source) for edit, place in edits):
        return {}
    return dict(sorted((edit, place) for edit, place in edits if edit))


def _changes_certificate_host(edit: TextEdit, source: Source) -> bool:
    start, end = source.offsets(edit.span)
    return _certificate_hosts(source.text[start:end]) != _certificate_hosts(edit.text)


def _certificate_hosts(text: str) -> list[str]:
    return [word for word in _AROUND_HOST.split(text.lower()) if is_certificate_host(word)]


def _text_edit(edit: Edit) -> TextEdit | None:
    if isinstance(edit, Replace):
        return _replace(edit)
    if isinstance(edit, Insert):
        return _insert(edit)
    if isinstance(edit, Append):
        return _append(edit)
    if isinstance(edit, Rewrite):
        return _rewrite(edit)
    return _cut(edit) if isinstance(edit, Cut) else _remove(edit)


def _place(edit: Edit) -> Place:
    if isinstance(edit, Replace):
        return edit.scalar.place
    if isinstance(edit, Insert):
        return Place(edit.mapping.document, edit.mapping.path)
    if isinstance(edit, Append):
        return Place(edit.owner.document, (*edit.owner.path, *edit.path))
    if isinstance(edit, Cut | Rewrite):
        return edit.place
    return Place(edit.mapping.document, (*edit.mapping.path, edit.key), "key")


def _replace(edit: Replace) -> TextEdit | None:
    place = edit.scalar.place
    source, location = place.document.source, place.document.locate(place)
    if location.path != place.path:
        # It is missing, or stands in a file of its own.
        return None
    quote = source.text[location.start]
    if _COMMENTED_BLOCK.match(source.text, location.start):
        return None
    if quote == "'":
        text = "'" + edit.text.replace("'", "''") + "'"
    elif quote == '"' or _NOT_PLAIN.match(edit.text):
        text = '"' + edit.text.replace("\\", "\\\\").replace('"', '\\"') + '"'
    else:
        text = edit.text
    return TextEdit(source.span(location.start, location.end), text)


def _rewrite(edit: Rewrite) -> TextEdit:
    document = edit.place.document
    location = document.locate(edit.place)
    return TextEdit(document.source.span(location.start, location.end), edit.text)


def _insert(edit: Insert) -> TextEdit | None:
    document, path = edit.mapping.document, edit.mapping.path
    source, text = document.source, document.source.text
    start = document.locate(Place(document, path)).start
    contents = document.contents(path)
    if contents is None or text[start] == "{":
        end = contents[1] if contents else start + 1
        return TextEdit(source.span(end, end), f"{', ' if contents else ''}{edit.key}: {_flow(edit.value)}")
    if document.keeps_blank_lines(path):
        return None
    first, last = contents
    # An explicit key stands behind a question mark.
    before = text[source.line_start(first) : first].rstrip()
    column = len(before) - 1 if before.endswith("?") else first - source.line_start(first)
    return _add_lines(source, last, column, _block(edit.key, edit.value))


def _append(edit: Append) -> TextEdit | None:
    document, path = edit.owner.document, (*edit.owner.path, *edit.path)
    source, text = document.source, document.source.text
    start = document.locate(Place(document, path)).start
    contents = document.contents(path)
    if contents is None or text[start] == "[":
        end = contents[1] if contents else start + 1
        item = f'"{edit.text}"' if _NOT_PLAIN.match(edit.text) else edit.text
        return TextEdit(source.span(end, end), f"{', ' if contents else ''}{item}")
    if document.keeps_blank_lines(path):
        return None
    return _add_lines(source, contents[1], start - source.line_start(start), [f"- {edit.text}"])


def _add_lines(source: Source, end: int, column: int, lines: list[str]) -> TextEdit:
    """Add lines behind an entry that ends at an offset; a comment behind it stays with it."""
    text = source.text
    end = source.line_end(end)
    newline = _NEWLINE.match(text, end) or _NEWLINE.search(text)
    margin = (newline[0] if newline else "\n") + " " * column
    return TextEdit(source.span(end, end), "".join(f"{margin}{line}" for line in lines))


def _remove(edit: Remove) -> TextEdit | None:
    document, path = edit.mapping.document, (*edit.mapping.path, edit.key)
    source, text = document.source, document.source.text
    start = document.locate(Place(document, path, "key")).start
    end = document.end(path)
    line_start, line_end = source.line_start(start), source.line_end(end)
    before, after = text[line_start:start], text[end:line_end].strip()
    # Without its only entry, a mapping is none; without its anchor, an alias.
    if document.anchors(path) or before.rstrip().endswith("?") or document.contents(path[:-1]) == (start, end):
        return None
    follows = _BLANKS_AND_COMMENTS.match(text, end)
    next_start = follows.end() if follows else end
    if text[next_start : next_start + 1] == ",":
        # A comment that stands before the comma would have to go, too.
        comma_end = _after_blanks(text, next_start + 1)
        return None if "#" in text[end:next_start] else TextEdit(source.span(start, comma_end), "")
    if not before.strip() and (not after or after.startswith("#")):
        # The line is the entry's own, and goes with it.
        return TextEdit(_whole_line(source, line_start, line_end), "")
    if text[next_start : next_start + 1] == "}":
        return TextEdit(source.span(_comma_before(source, start), end), "")
    # The first entry of a list item shares its line with the dash: what follows moves up to it.
    shares_line = before.strip() == "-" and next_start < len(text)
    return TextEdit(source.span(start, next_start if shares_line else end), "")


def _after_blanks(text: str, start: int) -> int:
    while text[start : start + 1].isspace():
        start += 1
    return start


def _comma_before(source: Source, start: int) -> int:
    """Return where the comma before an entry stands; where a comment may stand between, it stays, as YAML allows it."""
    text, end = source.text, start
    while text[end - 1].isspace():
        end -= 1
    in_comment = source.line_start(end) != source.line_start(start) and "#" in text[source.line_start(end) : end]
    return start if text[end - 1] != "," or in_comment else end - 1


def _cut(edit: Cut) -> TextEdit:
    source = edit.place.document.source
    location = edit.place.document.locate(edit.place)
    line_start = source.line_start(location.start)
    line_end = source.line_end(location.end)
    before = source.text[line_start : location.start]
    if location.end < line_end:
        return TextEdit(source.span(location.start, location.end), "")
    if before.strip():
        return TextEdit(source.span(line_start + len(before.rstrip()), line_end), "")
    return TextEdit(_whole_line(source, line_start, line_end), "")


def _whole_line(source: Source, start: int, end: int) -> Span:
    """Return a line with its line end; a last line without one takes that of the line before."""
    if behind := _NEWLINE.match(source.text, end):
        return source.span(start, behind.end())
    ahead = start - len(_line_end_before(source.text, start))
    return source.span(ahead, end)


def _line_end_before(text: str, offset: int) -> str:
    return next((each for each in ("\r\n", "\r", "\n") if text.endswith(each, 0, offset)), "")


def _flow(value: str | Entries) -> str:
    if isinstance(value, str):
        return value
    return "{" + ", ".join(f"{key}: {_flow(each)}" for key, each in value) + "}"


def _block(key: str, value: str | Entries) -> list[str]:
    if isinstance(value, str):
        return [f"{key}: {value}"]
    return [f"{key}:", *(f"  {line}" for name, each in value for line in _block(name, each))]
