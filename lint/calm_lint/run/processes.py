"""Linting in several processes. They are forked, so that nothing has to be loaded again."""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterator, Sequence
from multiprocessing import get_context
from typing import Any

from calm_lint.engine.results import FileReport
from calm_lint.engine.violation import Violation
from calm_lint.errors import RunError
from calm_lint.run.job import Job

# A process takes so many files at a time.
_AT_A_TIME = 32

# What the forked processes have to do; a job is sent by its number, as rules cannot be sent.
_work: tuple[Callable[[Job], Any], Sequence[Job]]


def in_processes(lint: Callable[[Job], Any], jobs: Sequence[Job], processes: int) -> Iterator[Any]:
    """Yield what `lint` makes of each job, in their order.

    Args:
        lint: returns a named tuple whose first field is a report or an error.
        jobs: the files.
        processes: how many processes share the work.
    """
    global _work
    _work = lint, jobs
    # Ctrl-C is for this process alone, which ends the others: they inherit that it is held back.
    mask = signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGINT])
    with get_context("fork").Pool(min(processes, len(jobs))) as pool:
        signal.pthread_sigmask(signal.SIG_SETMASK, mask)
        for job, result in zip(jobs, pool.imap(_lint_numbered, range(len(jobs)), _AT_A_TIME), strict=True):
            yield result._replace(outcome=_with_rules(result.outcome, job))


def _lint_numbered(number: int) -> Any:
    lint, jobs = _work
    result = lint(jobs[number])
    return result._replace(outcome=_without_rules(result.outcome))


def _without_rules(outcome: FileReport | RunError) -> FileReport | RunError:
    """Put the codes of rules in their places: a rule is a function, which cannot be sent."""
    if isinstance(outcome, RunError):
        return outcome
    return _replaced(outcome, lambda violation: violation._replace(rule=violation.rule.code))  # type: ignore[arg-type]


def _with_rules(outcome: FileReport | RunError, job: Job) -> FileReport | RunError:
    if isinstance(outcome, RunError):
        return outcome
    rules = {rule.code: rule for rule in job.policy.linter(job.name).rules}
    return _replaced(outcome, lambda violation: violation._replace(rule=rules[violation.rule]))  # type: ignore[index]


def _replaced(report: FileReport, change: Callable[[Violation], Violation]) -> FileReport:
    return report._replace(
        violations=list(map(change, report.violations)), suppressed=list(map(change, report.suppressed))
    )
