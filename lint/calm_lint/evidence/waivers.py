"""Comments that waive a known difference: `# calm-lint: differs until=2027-01-31 reason`.

A waiver counts for the values on its line or, alone on its line, on the next line that is no comment.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from calm_lint.reading.document import Document

_COMMENT = re.compile(r"(?<!\S)#[ \t]*calm-lint:[ \t]*differs\b(?P<text>[^\r\n]*)")
_FORM = re.compile(r"[ \t]+until=(?P<day>\S+)[ \t]+(?P<reason>\S.*)")


@dataclass(frozen=True, slots=True)
class Waiver:
    """A comment that waives differences.

    Attributes:
        line: the line of the comment.
        reason: the reason that it gives.
        until: the last day on which it counts, None if it does not count.
        fault: why it does not count, empty if it does.
    """

    line: int
    reason: str
    until: date | None
    fault: str = ""


def waivers(documents: Sequence[Document], today: date) -> dict[int, Waiver]:
    """Return the waivers of a file, by the line whose values they are about.

    Args:
        documents: the documents of the file, at least one.
        today: the day that their ends are compared with.
    """
    source, tree = documents[0].source, documents[0].tree
    found: dict[int, Waiver] = {}
    for comment in _COMMENT.finditer(source.text):
        if tree.is_inside_scalar(comment.start()):
            continue
        line = own = source.span(comment.start(), comment.start()).line
        if source.line(line).lstrip().startswith("#"):
            while line < source.lines and source.line(line).lstrip().startswith("#"):
                line += 1
        found[line] = _waiver(own, comment["text"], today)
    return found


def _waiver(line: int, text: str, today: date) -> Waiver:
    form = _FORM.fullmatch(text.rstrip())
    if form is None:
        return Waiver(line, "", None, "must give a date and a reason: # calm-lint: differs until=2027-01-31 reason")
    try:
        until = date.fromisoformat(form["day"])
    except ValueError:
        return Waiver(line, form["reason"], None, "has a date that is none, must be written as 2027-01-31")
    if until < today:
        return Waiver(line, form["reason"], None, f"ended on {until}")
    return Waiver(line, form["reason"], until)
