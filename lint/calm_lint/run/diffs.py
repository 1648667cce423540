"""The difference between a file and its fixed text, as patch and git read it, without secrets."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate
from typing import NamedTuple

from calm_lint.engine.violation import MaskedLine
from calm_lint.run.changes import Change
from calm_lint.text.escaping import printable

_CONTEXT = 3


def diff(name: str, before: str, changes: Iterable[Change], show: MaskedLine) -> str:
    """Return a unified diff, empty if nothing differs.

    It is made from the changes, so that it takes no longer than the file is long. A line that holds a secret is shown
    with a mask in its place, so that a diff with such a line cannot be applied.

    Args:
        name: the name that findings show for the file.
        before: the text of the file.
        changes: what is changed in it, in its order; they write no secret that did not stand in it before.
        show: masks the lines of both states.
    """
    lines = _lines(before)
    ordered = list(changes)
    hunks = list(_hunks(_joined(_replaced(before, lines, ordered))))
    if not hunks:
        return ""
    path = printable(name.lstrip("/"))
    # Git looks for a tab after a name with blanks.
    end = "\t" if " " in path else ""
    after = _changed(before, ordered)
    old, new = _Shown(lines, show.version(before.encode())), _Shown(_lines(after), show.version(after.encode()))
    parts, added = [f"--- a/{path}{end}\n+++ b/{path}{end}\n"], 0
    for hunk in hunks:
        start, stop = max(hunk[0].start - _CONTEXT, 0), min(hunk[-1].stop + _CONTEXT, len(lines))
        more = sum(len(each.lines) - (each.stop - each.start) for each in hunk)
        parts.append(f"@@ -{_range(start, stop)} +{_range(start + added, stop + added + more)} @@\n")
        for each in hunk:
            parts += old.lines(" ", start, each.start)
            parts += old.lines("-", each.start, each.stop)
            parts += new.lines("+", each.start + added, each.start + added + len(each.lines))
            added += len(each.lines) - (each.stop - each.start)
            start = each.stop
        parts += old.lines(" ", start, stop)
    return "".join(parts)


class _Shown(NamedTuple):
    """The lines of a state of the file, and how they may be shown."""

    text: list[str]
    masked: list[str]

    def lines(self, sign: str, start: int, stop: int) -> Iterator[str]:
        """Yield lines from one number up to another, with the sign of a diff."""
        for number in range(start, stop):
            yield f"{sign}{self.masked[number]}\n"
            if not self.text[number].endswith("\n"):
                yield "\\ No newline at end of file\n"


def _changed(before: str, changes: Iterable[Change]) -> str:
    parts, done = [], 0
    for change in changes:
        parts += [before[done : change.start], change.text]
        done = change.end
    return "".join((*parts, before[done:]))


class _Replaced(NamedTuple):
    """Lines from one number up to another, from 0, and what takes their place."""

    start: int
    stop: int
    lines: list[str]


def _lines(text: str) -> list[str]:
    """Split as git does: at line feeds alone."""
    *lines, last = text.split("\n")
    return [*(f"{line}\n" for line in lines), *([last] if last else [])]


def _replaced(before: str, lines: Sequence[str], changes: Iterable[Change]) -> Iterator[_Replaced]:
    """Yield the lines that changes replace; those that begin or end in the same line are one."""
    offsets = [0, *accumulate(map(len, lines))]
    start = stop = done = 0
    parts: list[str] = []
    for change in changes:
        first, last = (min(bisect_right(offsets, each), len(lines)) for each in (change.start, change.end))
        if parts and first > stop:
            yield _trimmed(lines, start, stop, "".join((*parts, before[done : offsets[stop]])))
            parts = []
        if not parts:
            start = max(first - 1, 0)
            done = offsets[start]
        parts += (before[done : change.start], change.text)
        done, stop = change.end, max(last, stop)
    if parts:
        yield _trimmed(lines, start, stop, "".join((*parts, before[done : offsets[stop]])))


def _trimmed(lines: Sequence[str], start: int, stop: int, text: str) -> _Replaced:
    """Leave out the lines at both ends that stay as they were."""
    new = _lines(text)
    first, last = 0, len(new)
    while first < last and start < stop and new[first] == lines[start]:
        first, start = first + 1, start + 1
    while first < last and start < stop and new[last - 1] == lines[stop - 1]:
        last, stop = last - 1, stop - 1
    return _Replaced(start, stop, new[first:last])


def _joined(replaced: Iterable[_Replaced]) -> Iterator[_Replaced]:
    """Join what follows one another, so that all lines that go stand before those that come."""
    last: _Replaced | None = None
    for each in replaced:
        if each.start == each.stop and not each.lines:
            continue
        if last and last.stop == each.start:
            last.lines.extend(each.lines)
            last = last._replace(stop=each.stop)
            continue
        if last:
            yield last
        last = each
    if last:
        yield last


def _hunks(replaced: Iterable[_Replaced]) -> Iterator[list[_Replaced]]:
    hunk: list[_Replaced] = []
    for each in replaced:
        if hunk and each.start - hunk[-1].stop > 2 * _CONTEXT:
            yield hunk
            hunk = []
        hunk.append(each)
    if hunk:
        yield hunk


def _range(start: int, stop: int) -> str:
    """Return the lines of a hunk, counted from 1; none are counted as after the line before."""
    count = stop - start
    return f"{start + 1}" if count == 1 else f"{start + 1 if count else start},{count}"
