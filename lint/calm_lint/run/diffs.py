"""The difference between a file and its fixed text, as patch and git read it, without secrets."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import unified_diff

from calm_lint.engine.results import MaskedLine
from calm_lint.text.escaping import printable


def diff(name: str, before: bytes, after: bytes, show: MaskedLine) -> str:
    """Return a unified diff, empty where nothing differs.

    A line that holds a secret is shown with a mask in its place, so that a diff with such a line cannot be applied.

    Args:
        name: the name that findings show for the file.
        before: the bytes of the file, UTF-8.
        after: its fixed bytes, in which no secret stands that did not stand there before.
        show: masks a line of it.
    """
    path = printable(name.lstrip("/"))
    # Git looks for a tab behind a name with blanks.
    behind = "\t" if " " in path else ""
    lines = unified_diff(_lines(before), _lines(after), f"a/{path}{behind}", f"b/{path}{behind}")
    return "".join(each for line in lines for each in _shown(line, show))


def _lines(content: bytes) -> list[str]:
    """Split as git does: at line feeds alone."""
    *lines, last = content.decode().split("\n")
    return [*(f"{line}\n" for line in lines), *([last] if last else [])]


def _shown(line: str, show: MaskedLine) -> Iterator[str]:
    text = line.removesuffix("\n")
    yield (text if text.startswith("@@") else text[0] + show(text[1:])[0]) + "\n"
    if text == line:
        yield "\\ No newline at end of file\n"
