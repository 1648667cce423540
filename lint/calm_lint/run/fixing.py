"""Applying the fixes of a file, all but those that do harm."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from functools import partial
from typing import NamedTuple

from calm_lint.engine.results import FileReport
from calm_lint.engine.violation import Violation
from calm_lint.run.changes import Change
from calm_lint.run.passes import Attempt, Identity, Part, attempt, fixable, identity, part

# Each takes as long as fixing the file does. Harm in thousands of places is found in a handful of them.
MOST_ATTEMPTS = 60

_UNTRIED = "there are too many fixes that do harm to tell whether this one does"


class LeftOut(NamedTuple):
    """A finding whose fix is left out.

    Attributes:
        violation: the finding.
        reason: the harm that its fix would do, with the rule that objects.
    """

    violation: Violation
    reason: str


class Fixed(NamedTuple):
    """What came of fixing a file.

    Attributes:
        content: what the file should hold.
        report: what is found in that content.
        applied: the findings whose fixes were applied, in the order in which that happened.
        left_out: those whose fixes would do harm.
        changes: what is changed, by offsets into the text without its byte order mark.
    """

    content: bytes
    report: FileReport
    applied: tuple[Violation, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    changes: tuple[Change, ...] = ()


def fix(lint: Callable[[bytes], FileReport], report: FileReport, content: bytes, *, unsafe: bool = False) -> Fixed:
    """Apply the fixes of a file.

    A fix is left out if the text would have a finding then that the file did not have, or make a rule crash, or if
    it comes to no end.

    Args:
        lint: lints a content of the file.
        report: what was found in the file.
        content: the bytes of the file.
        unsafe: whether to apply unsafe fixes too.
    """
    attempt_without = partial(attempt, lint, report, content, unsafe=unsafe)
    done = attempt_without()
    if not done.objections:
        return _fixed(done, ())
    wanted = {identity(each): each for each in (*done.applied, *fixable(report.violations, unsafe=unsafe))}
    search = _Search(lambda without: attempt_without(without=without), wanted.values())
    search.run(done)
    done = attempt_without(without=search.waiting)
    if done.objections:
        # What is fine in parts is not fine as a whole.
        search.reasons |= dict.fromkeys(wanted.keys() - search.reasons.keys(), done.objections[0].reason)
        done = attempt_without(without=wanted)
        if done.objections:
            done = done._replace(content=content, report=report, applied=())
    waiting = [each for key, each in wanted.items() if key in search.waiting or key in search.reasons]
    left_out = [LeftOut(each, search.reasons.get(identity(each), _UNTRIED)) for each in waiting]
    return _fixed(done, sorted(left_out, key=lambda each: each.violation.order))


def fix_one(
    lint: Callable[[bytes], FileReport], report: FileReport, content: bytes, violation: Violation
) -> Fixed | None:
    """Apply the fix of one finding, and return None if it has none, or if the fix would do harm.

    Args:
        lint: lints a content of the file.
        report: what was found in the file.
        content: the bytes of the file.
        violation: the finding.
    """
    if violation.fix is None:
        return None
    others = {identity(each) for each in report.violations} - {identity(violation)}
    done = attempt(lint, report, content, unsafe=not violation.fix.safe, without=others)
    return _fixed(done, ()) if done.applied and not done.objections else None


def _fixed(done: Attempt, left_out: Iterable[LeftOut]) -> Fixed:
    changes = tuple(done.changes) if done.applied else ()
    return Fixed(done.content, done.report, done.applied, tuple(left_out), changes)


class _Search:
    """Finds the fixes that do harm, by attempts with fewer and fewer of those that may.

    The fixes of each part of the landscape are halved until one alone does harm; the parts are looked at in the
    same attempts, as what a fix brings is mostly found where it is. Where it is not, fewer parts are looked at at once.

    Attributes:
        waiting: the fixes that are not known to do no harm.
        reasons: the harm that fixes do.
    """

    def __init__(self, try_without: Callable[[Collection[Identity]], Attempt], wanted: Iterable[Violation]) -> None:
        self._try_without = try_without
        self._parts: dict[Part, list[Identity]] = {}
        for each in wanted:
            self._parts.setdefault(part(each), []).append(identity(each))
        self._attempts = 0
        self.waiting = {each for fixes in self._parts.values() for each in fixes}
        self.reasons: dict[Identity, str] = {}

    def run(self, whole: Attempt) -> None:
        """Find them, if that does not take too long.

        Args:
            whole: the attempt with all fixes.
        """
        blamed = {objection.part for objection in whole.objections}
        # What does harm elsewhere is found first, so that no fix is left out where the harm shows.
        parts = self._parts.items()
        self._sort({where: [fixes] for where, fixes in parts if where not in blamed})
        self._sort({where: _halves(fixes) for where, fixes in parts if where in blamed})

    def _sort(self, stacks: dict[Part, list[list[Identity]]]) -> None:
        """Take fixes from the stacks of parts, and tell those that do harm from the others."""
        width = len(stacks)
        while stacks and self._attempts < MOST_ATTEMPTS:
            self._attempts += 1
            tried = {where: stacks[where][-1] for where in list(stacks)[:width]}
            objections = self._try_without(self.waiting.difference(*tried.values())).objections
            reasons = {objection.part: objection.reason for objection in reversed(objections)}
            stray = [reason for where, reason in reasons.items() if where not in tried]
            if stray and len(tried) > 1:
                width = len(tried) // 2
                continue
            for where, fixes in tried.items():
                reason = reasons.get(where) or next(iter(stray), None)
                stacks[where].pop()
                if reason is None:
                    self.waiting.difference_update(fixes)
                elif len(fixes) == 1:
                    self.reasons[fixes[0]] = reason
                else:
                    stacks[where] += _halves(fixes)
                if not stacks[where]:
                    del stacks[where]
            width = min(2 * width, len(stacks))


def _halves(fixes: list[Identity]) -> list[list[Identity]]:
    """Return the halves of a list, the first one last, from where it is taken."""
    half = (len(fixes) + 1) // 2
    return [each for each in (fixes[half:], fixes[:half]) if each]
