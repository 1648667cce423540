"""What an editor offers to do about findings. The edits are those of `calm-lint --fix`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta
from typing import Final

from lsprotocol.types import CodeAction, CodeActionKind, CodeActionParams, Command, Diagnostic, Position, Range

from calm_lint.engine.violation import Violation
from calm_lint.run.changes import Change
from calm_lint.run.fixing import fix, fix_one
from calm_lint.run.session import Session
from calm_lint.server.buffers import Buffer
from calm_lint.server.diagnostics import SOURCE
from calm_lint.server.waivers import InEstate, waiver

FIX_ALL: Final = f"{CodeActionKind.SourceFixAll.value}.calm-lint"
KINDS: Final[Sequence[str]] = (CodeActionKind.QuickFix.value, FIX_ALL)
REVEAL: Final = "calm-lint.reveal"
"""The command that puts the cursor where a person is to go on writing."""

_ALL = "calm-lint: make all safe fixes"
# What is offered is tried out first, and a menu about more findings helps nobody.
_MOST = 10
# How long a suppression holds that is to have an end, unless the person writes another day.
_DAYS = 90


def code_actions(
    buffer: Buffer, params: CodeActionParams, in_estate: InEstate, *, reveals: bool, resolves: bool
) -> list[CodeAction]:
    """Return what can be done about the findings in a range, each of the first ten and all together.

    Args:
        buffer: the landscape.
        params: the range, and the kinds that the editor wants.
        in_estate: tries out a text of a landscape.
        reveals: whether the editor can put its cursor somewhere.
        resolves: whether the editor asks for the edit of an action when somebody has chosen it.
    """
    only = params.context.only
    found = [each for each in buffer.violations if _meets(buffer.positions.range(each.span), params.range)]
    actions: list[CodeAction] = []
    if _wanted(CodeActionKind.QuickFix.value, only):
        for violation in found[:_MOST]:
            shown = [each for each in params.context.diagnostics if _is_of(each, violation, buffer)]
            actions += _fixes(buffer, violation, shown)
            actions += _waivers(buffer, violation, in_estate, shown, reveals=reveals)
    if only and _wanted(FIX_ALL, only):
        actions += fix_all(buffer)
    elif not only and resolves and any(each.fix and each.fix.safe for each in found):
        # Trying all fixes takes too long to do it wherever the cursor goes.
        actions.append(CodeAction(_ALL, FIX_ALL, data=buffer.uri))
    return actions


def fix_all(buffer: Buffer) -> list[CodeAction]:
    """Return what makes all safe fixes, nothing where there is none to make."""
    done = fix(buffer.job.lint, buffer.survey.report, buffer.content)
    return [CodeAction(_ALL, FIX_ALL, edit=buffer.edits(done.changes))] if done.applied else []


def _fixes(buffer: Buffer, violation: Violation, shown: list[Diagnostic]) -> Iterator[CodeAction]:
    done = fix_one(buffer.job.lint, buffer.survey.report, buffer.content, violation)
    if done is None or violation.fix is None:
        return
    reason = violation.fix.reason or "read it before you take it over"
    unsafe = "" if violation.fix.safe else f" (unsafe: {reason})"
    yield CodeAction(
        f"{violation.rule.code}: {violation.fix.title}{unsafe}",
        CodeActionKind.QuickFix,
        shown,
        is_preferred=violation.fix.safe,
        edit=buffer.edits(done.changes),
    )


def _waivers(
    buffer: Buffer, violation: Violation, in_estate: InEstate, shown: list[Diagnostic], *, reveals: bool
) -> Iterator[CodeAction]:
    rule = violation.rule
    for day in (None, Session().today() + timedelta(_DAYS)):
        change = waiver(buffer, violation, in_estate, day)
        if change is None:
            return
        until = f" until {day.isoformat()}" if day else ""
        yield CodeAction(
            f"{rule.code}: suppress {rule.name}{until}, and give a reason",
            CodeActionKind.QuickFix,
            shown,
            edit=buffer.edits([change]),
            command=_reveal(buffer, change) if reveals else None,
        )


def _reveal(buffer: Buffer, change: Change) -> Command:
    """Return the command that puts the cursor behind the bracket, where the reason belongs."""
    start = buffer.edit(change).range.start
    # All of the comment is ASCII; the indent of its line may be anything, and is a part of what is written.
    place = Position(start.line, start.character + len(change.text.rstrip("\r\n")))
    return Command("Write the reason", REVEAL, arguments=[buffer.uri, place.line, place.character])


def _wanted(kind: str, only: Sequence[CodeActionKind | str] | None) -> bool:
    kinds = [str(getattr(each, "value", each)) for each in only or ()]
    return not kinds or any(kind == each or kind.startswith(f"{each}.") for each in kinds)


def _meets(one: Range, other: Range) -> bool:
    return one.start <= other.end and other.start <= one.end


def _is_of(diagnostic: Diagnostic, violation: Violation, buffer: Buffer) -> bool:
    same = diagnostic.source == SOURCE and diagnostic.code == violation.rule.code
    return same and diagnostic.range == buffer.positions.range(violation.span)
