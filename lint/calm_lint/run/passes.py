"""One attempt to fix a file: passes of fixes until none is left, and what speaks against the outcome."""

from __future__ import annotations

from bisect import bisect, insort
from codecs import BOM_UTF8
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from typing import NamedTuple

from calm_lint.engine.results import FileReport
from calm_lint.engine.violation import TextEdit, Violation
from calm_lint.rulebook.selection import READING
from calm_lint.rulebook.severity import Severity
from calm_lint.run.changes import Change, Changes
from calm_lint.text.source import Source

# A fix may have to wait for another one that touches the same text; more than a few never wait in a row.
MOST_PASSES = 20

Identity = tuple[str, int | None, str]
Part = tuple[object, ...]

# How deep the entries of a tenant are, such as its communication systems: harm seldom reaches beyond one of them.
_DEPTH = 4


class Objection(NamedTuple):
    """Why fixes do harm.

    Attributes:
        part: the part of the landscape in which they do, None if that is not known.
        reason: what happens, as the end of a sentence that begins with the fix.
    """

    part: Part | None
    reason: str


class Attempt(NamedTuple):
    """What came of an attempt.

    Attributes:
        content: what the file would hold.
        report: what is found in that content.
        applied: the findings whose fixes were applied, in the order in which that happened.
        changes: what they changed, by offsets into the text without its byte order mark.
        objections: the harm that they do.
    """

    content: bytes
    report: FileReport
    applied: tuple[Violation, ...]
    changes: Changes
    objections: tuple[Objection, ...]


def attempt(
    lint: Callable[[bytes], FileReport],
    report: FileReport,
    content: bytes,
    *,
    unsafe: bool,
    without: Collection[Identity] = (),
) -> Attempt:
    """Apply the fixes of a file, in passes where they depend on one another.

    Fixes of text that cannot be understood come first. The findings that they uncover do not count as harm: the
    faults were in the file before, and nobody could see them.

    Args:
        lint: lints a content of the file.
        report: what was found in the file.
        content: the bytes of the file.
        unsafe: whether to apply unsafe fixes too.
        without: the findings whose fixes are left out.
    """
    bom = BOM_UTF8 if content.startswith(BOM_UTF8) else b""
    # What has no fix may well be no text.
    text = content.removeprefix(bom).decode(errors="replace")
    changes, applied, last = Changes(text), list[Violation](), report
    fixed, seen, known = content, {content}, set(map(identity, report.violations))
    while True:
        source = Source(report.name, text)
        wanted = [each for each in fixable(last.violations, unsafe=unsafe) if identity(each) not in without]
        unclear = [each for each in wanted if each.rule.code in READING]
        uncovers = bool(unclear) and all(each.rule.code in READING for each in applied)
        chosen, edits = _choose(unclear if uncovers else wanted, source)
        if not chosen:
            objections = tuple(_objections(known, report, last)) if applied else ()
            return Attempt(fixed, last, tuple(applied), changes, objections)
        applied += chosen
        changes.edit(Change(*span, edit.text) for edit, span in sorted(edits.items(), key=lambda item: item[1]))
        text = changes.text()
        fixed = bom + text.encode()
        last = lint(fixed).without_secrets_of(last)
        if uncovers:
            known |= {identity(each) for each in last.violations if each.rule.code not in READING}
        if fixed in seen or len(seen) == MOST_PASSES:
            reason = f"the fixes of {_names(chosen)} come to no end"
            endless = tuple(Objection(part(each), reason) for each in chosen)
            return Attempt(fixed, last, tuple(applied), changes, endless)
        seen.add(fixed)


def fixable(violations: Iterable[Violation], *, unsafe: bool) -> Iterator[Violation]:
    """Yield the findings whose fixes may be applied."""
    return (each for each in violations if each.fix and (each.fix.safe or unsafe))


def identity(violation: Violation) -> Identity:
    """Return what tells a finding from others in a text that has changed: its message may quote what was fixed."""
    return violation.rule.code, violation.document, violation.path


def part(violation: Violation) -> Part:
    """Return the part of the landscape that a finding is in: an entry of a tenant, or of the landscape."""
    return violation.document, *violation.path.split("/")[1 : _DEPTH + 1]


def _choose(violations: Iterable[Violation], source: Source) -> tuple[list[Violation], dict[TextEdit, tuple[int, int]]]:
    """Choose fixes that do not touch one another; those of an anchor's text are often the same."""
    chosen: list[Violation] = []
    edits: dict[TextEdit, tuple[int, int]] = {}
    taken: list[tuple[int, int]] = []
    for violation in violations:
        fix = violation.fix
        new = {edit: source.offsets(edit.span) for edit in (fix.edits if fix else ()) if edit not in edits}
        if not any(_touches(span, taken) for span in new.values()):
            chosen.append(violation)
            edits |= new
            for span in new.values():
                insort(taken, span)
    return chosen, edits


def _touches(span: tuple[int, int], taken: Sequence[tuple[int, int]]) -> bool:
    """Return whether a stretch of text overlaps or meets one of others, which are sorted and do not meet."""
    index = bisect(taken, span)
    return any(start <= span[1] and span[0] <= end for start, end in taken[max(index - 1, 0) : index + 1])


def _objections(known: Collection[Identity], before: FileReport, after: FileReport) -> Iterator[Objection]:
    for each in after.violations:
        # Information is about the value that is right.
        if identity(each) not in known and each.severity is not Severity.INFO:
            yield Objection(part(each), f"it would bring a finding of {_names([each])}")
    crashed = Counter(error.message for error in after.errors)
    crashed.subtract(error.message for error in before.errors)
    yield from (Objection(None, f"after it, {message}") for message, times in crashed.items() if times > 0)


def _names(violations: Sequence[Violation]) -> str:
    return " and ".join(sorted({f"{each.rule.code} {each.rule.name} (line {each.span.line})" for each in violations}))
