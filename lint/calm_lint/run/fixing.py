"""Applying fixes to the text of a file, until there is nothing left to fix, and looking at what came out."""

from __future__ import annotations

from bisect import bisect, insort
from codecs import BOM_UTF8
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from calm_lint.engine.results import FileReport
from calm_lint.engine.violation import TextEdit, Violation
from calm_lint.text.source import Source

# A fix may have to wait for another one that touches the same text; more than a few never wait in a row.
MOST_PASSES = 20


class Fixed(NamedTuple):
    """What came of fixing a file.

    Attributes:
        content: what the file should hold; as it was where there is a problem.
        report: what is found in that content.
        applied: the findings whose fixes were applied, in the order in which that happened.
        problem: why nothing was fixed that could be fixed, empty where nothing went wrong.
    """

    content: bytes
    report: FileReport
    applied: tuple[Violation, ...] = ()
    problem: str = ""


def fix(lint: Callable[[bytes], FileReport], report: FileReport, content: bytes, *, unsafe: bool = False) -> Fixed:
    """Apply the fixes of a file, in passes where they depend on one another.

    Args:
        lint: lints a content of the file.
        report: what was found in the file.
        content: the bytes of the file.
        unsafe: whether to apply unsafe fixes too.
    """
    applied: list[Violation] = []
    last, fixed = report, content
    for _ in range(MOST_PASSES):
        # What has no fix may well be no text.
        bom = BOM_UTF8 if fixed.startswith(BOM_UTF8) else b""
        source = Source(report.name, fixed.removeprefix(bom).decode(errors="replace"))
        chosen, edits = _choose(last.violations, source, unsafe=unsafe)
        if not chosen:
            break
        applied += chosen
        fixed = bom + _apply(edits, source).encode()
        last = lint(fixed)
    else:
        return Fixed(content, report, problem=f"the fixes of {_names(chosen)} come to no end")
    known = Counter(map(_identity, report.violations))
    new = [each for each in last.violations if known[_identity(each)] == 0]
    if new:
        return Fixed(content, report, problem=f"the fixes would bring a finding of {_names(new)}")
    if len(last.errors) > len(report.errors):
        return Fixed(content, report, problem="the fixed text makes a rule crash")
    return Fixed(fixed, last, tuple(applied))


def _choose(
    violations: Iterable[Violation], source: Source, *, unsafe: bool
) -> tuple[list[Violation], dict[TextEdit, tuple[int, int]]]:
    """Choose fixes that do not touch one another; those of an anchor's text are often the same."""
    chosen: list[Violation] = []
    edits: dict[TextEdit, tuple[int, int]] = {}
    taken: list[tuple[int, int]] = []
    for violation in violations:
        if not violation.fix or not (violation.fix.safe or unsafe):
            continue
        new = {edit: source.offsets(edit.span) for edit in violation.fix.edits if edit not in edits}
        if not any(_touches(span, taken) for span in new.values()):
            chosen.append(violation)
            edits |= new
            for span in new.values():
                insort(taken, span)
    return chosen, edits


def _touches(span: tuple[int, int], taken: Sequence[tuple[int, int]]) -> bool:
    """Tell whether a stretch of text overlaps or meets one of others, which are sorted and do not meet."""
    index = bisect(taken, span)
    return any(start <= span[1] and span[0] <= end for start, end in taken[max(index - 1, 0) : index + 1])


def _apply(edits: dict[TextEdit, tuple[int, int]], source: Source) -> str:
    parts, done = [], 0
    for edit, (start, end) in sorted(edits.items(), key=lambda item: item[1]):
        parts += [source.text[done:start], edit.text]
        done = end
    return "".join((*parts, source.text[done:]))


def _identity(violation: Violation) -> tuple[object, ...]:
    """Tell a finding from others in a text that has changed: its message may quote what was fixed."""
    return violation.rule.code, violation.document, violation.path


def _names(violations: Sequence[Violation]) -> str:
    return " and ".join(sorted({f"{each.rule.code} {each.rule.name} (line {each.span.line})" for each in violations}))
