"""The worksheet as text and as markdown."""

from __future__ import annotations

import re
from collections.abc import Iterator
from textwrap import indent

from calm_lint.pages.fields import Entry, Step
from calm_lint.pages.worksheet import Sheet, Worksheet

_BOXES = {"enter": "[ ]", "leave": " - ", "wrong": "[!]", "missing": "[?]"}
_WORDS = {"leave": "leave as it is", "wrong": "do not enter", "missing": "missing"}
_MARKUP = re.compile(r"([\\`*_\[\]<>#|~&$@])")


def as_text(worksheets: list[Worksheet]) -> str:
    """Write worksheets as text with boxes to tick."""
    return "\n".join(line for worksheet in worksheets for line in _text(worksheet))


def as_markdown(worksheets: list[Worksheet]) -> str:
    """Write worksheets as markdown, with task lists."""
    return "\n".join(line for worksheet in worksheets for line in _markdown(worksheet))


def _text(worksheet: Worksheet) -> Iterator[str]:
    yield from (worksheet.title, "=" * len(worksheet.title), "")
    yield from ("[ ] enter it    [!] is wrong: do not enter it    [?] is missing    -  leave it as it is", "")
    for sheet in worksheet.sheets:
        heading = _heading(sheet)
        yield from (heading, "-" * len(heading))
        yield from (f"  ! {note}" for note in sheet.notes)
        for step in sheet.steps:
            yield from ("", f"{step.number} {step.app} > {step.section}".strip())
            yield from (f"  ! {note}" for note in step.notes)
            width = max(len(entry.label) for entry in step.entries)
            for entry in step.entries:
                yield from _text_entry(entry, width)
            if step.action:
                yield f"  [ ] choose {step.action}"
        yield ""


def _text_entry(entry: Entry, width: int) -> Iterator[str]:
    margin = " " * (width + 8)
    lines = entry.value.splitlines() or ["(missing)" if entry.state == "missing" else ""]
    value = indent("\n".join(lines), margin).strip()
    yield f"  {_BOXES[entry.state]} {entry.label:<{width}}  {value}".rstrip()
    yield from (f"{margin}= {note}" for note in entry.notes)


def _markdown(worksheet: Worksheet) -> Iterator[str]:
    yield from (f"# {escaped(worksheet.title)}", "")
    for sheet in worksheet.sheets:
        yield from (f"## {escaped(_heading(sheet))}", "")
        yield from _markdown_notes(sheet.notes)
        for step in sheet.steps:
            yield from (f"### {escaped(f'{step.number} {step.app} > {step.section}'.strip())}", "")
            yield from _markdown_notes(step.notes)
            yield from _markdown_entries(step)
            yield ""


def _markdown_entries(step: Step) -> Iterator[str]:
    for entry in step.entries:
        box = "- [ ]" if entry.state == "enter" else "-"
        word = f"**{_WORDS[entry.state]}**: " if entry.state in ("wrong", "missing") else ""
        if "\n" in entry.value:
            yield from (f"{box} {entry.label}:", "", "  ```json", indent(entry.value, "  "), "  ```", "")
        elif entry.state == "leave":
            yield f"{box} {entry.label}: {_WORDS['leave']} ({escaped(entry.value)})"
        else:
            yield f"{box} {entry.label}: {word}{code(entry.value)}".rstrip(": ")
        yield from (f"  - {escaped(note)}" for note in entry.notes)
    if step.action:
        yield f"- [ ] choose **{step.action}**"


def _markdown_notes(notes: tuple[str, ...]) -> Iterator[str]:
    yield from (f"> **!** {escaped(note)}" for note in notes)
    if notes:
        yield ""


def _heading(sheet: Sheet) -> str:
    return f"{sheet.title} ({sheet.facts})" if sheet.facts else sheet.title


def code(text: str) -> str:
    """Return a text as code, between more backticks than it holds."""
    if not text:
        return ""
    fence = "`" * (max(map(len, re.findall("`+", text)), default=0) + 1)
    pad = " " if "`" in text else ""
    return f"{fence}{pad}{text}{pad}{fence}"


def escaped(text: str) -> str:
    """Return a text whose characters mean nothing to markdown."""
    return _MARKUP.sub(r"\\\1", text)
