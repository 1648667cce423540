"""Linting the files of a run: one after the other, in several processes, or not again where nothing has changed."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack
from functools import partial
from time import monotonic
from typing import TYPE_CHECKING, Any, NamedTuple

from calm_lint import collector
from calm_lint.engine.results import FileReport
from calm_lint.errors import RunError, crashed
from calm_lint.files.binding_file import read_credential
from calm_lint.files.certificate_file import read_certificate
from calm_lint.files.find import STDIN, find, read_file, reason, shown
from calm_lint.settings.policy import Policies, Policy

if TYPE_CHECKING:
    from calm_lint.run.cache import Cache
    from calm_lint.run.fix_files import Mender

Linted = tuple[Policy, FileReport]

# With fewer files, the cache costs more than it saves, and with fewer to lint, so do processes.
FEWEST_FOR_CACHE = 20
FEWEST_FOR_PROCESSES = 100


class Job(NamedTuple):
    """A file to lint.

    Attributes:
        path: the file, or `-` for the standard input.
        name: the name that findings show.
        policy: how it is linted.
    """

    path: str
    name: str
    policy: Policy

    def read(self) -> bytes:
        """Read the file.

        Raises:
            OSError: if that is not possible, or it is too large.
        """
        return read_file(self.path, self.policy.linter(self.name).limits.size)

    def lint(self, content: bytes) -> FileReport:
        """Lint a content of the file."""
        folder = os.path.dirname(self.name if self.path == STDIN else self.path)
        return self.policy.linter(self.name).lint(
            self.name, content, partial(read_credential, folder), partial(read_certificate, folder)
        )


class _Result(NamedTuple):
    """What came of a job: a report or an error, and what the cache knows it by."""

    outcome: FileReport | RunError
    key: str | None = None


def jobs_of(paths: Sequence[str], stdin_filename: str, policies: Policies) -> tuple[list[Job], list[RunError]]:
    """Return a job for each file that paths lead to, and an error for each path that leads to none."""
    files, errors = find(paths, lambda folder, path: policies.of(folder).excludes(path))
    jobs = []
    for path in files:
        name = stdin_filename if path == STDIN else shown(path)
        folder = os.path.dirname(name if path == STDIN else path)
        jobs.append(Job(path, name, policies.of(os.path.abspath(folder))))
    return sorted(jobs, key=lambda job: job.name), errors


def lint_all(
    jobs: Sequence[Job], mender: Mender | None, processes: int | None, *, use_cache: bool
) -> tuple[list[Linted], list[RunError]]:
    """Lint every file that can be read; what goes wrong with one does not keep the others from it.

    Args:
        jobs: the files.
        mender: fixes them; without it, they are linted only.
        processes: how many processes lint at once; None means as many as pay.
        use_cache: whether to pass over files that are known to be clean.
    """
    if len(jobs) > 1:
        collector.expect_garbage()
    cache = _cache() if use_cache and mender is None and len(jobs) >= FEWEST_FOR_CACHE else None
    results: list[_Result | None] = [_known(job, cache) if cache else None for job in jobs]
    left = [job for job, result in zip(jobs, results, strict=True) if result is None]
    fresh = iter(_shown(_results(left, mender, processes, cache), len(left)))
    linted, errors = [], []
    for job, known in zip(jobs, results, strict=True):
        result = known or next(fresh)
        if isinstance(result.outcome, RunError):
            errors.append(result.outcome)
            continue
        linted.append((job.policy, result.outcome))
        if cache and known is None:
            cache.add(result.key, result.outcome)
    if cache:
        cache.save()
    return linted, errors


def _cache() -> Cache | None:
    from calm_lint.run.cache import Cache, cache_folder

    folder = cache_folder()
    return Cache(folder) if folder else None


def _known(job: Job, cache: Cache) -> _Result | None:
    try:
        key = None if job.path == STDIN else cache.key(job.policy.linter(job.name), job.read())
    except OSError:
        # It is told when the file is linted.
        return None
    report = cache.get(key, job.name)
    return _Result(report) if report else None


def _results(
    jobs: Sequence[Job], mender: Mender | None, processes: int | None, cache: Cache | None
) -> Iterable[_Result]:
    if processes is None:
        processes = _processors() if len(jobs) >= FEWEST_FOR_PROCESSES else 1
    several = processes > 1 and mender is None and all(job.path != STDIN for job in jobs)
    if several and hasattr(os, "fork"):
        from calm_lint.run.processes import in_processes

        return in_processes(partial(_lint, cache=cache), jobs, processes)
    return (_lint(job, cache=cache, mender=mender) for job in jobs)


def _lint(job: Job, *, cache: Cache | None, mender: Mender | None = None) -> _Result:
    try:
        content = job.read()
        report = job.lint(content)
        key = cache.key(job.policy.linter(job.name), content) if cache else None
        return _Result(mender.mend(job.path, job.lint, report, content) if mender else report, key)
    except OSError as error:
        more = ": --limit size=NUMBER allows more" if error.errno == errno.EFBIG else ""
        return _Result(RunError("io", f"cannot be read: {reason(error)}{more}", job.name))
    except Exception as error:  # noqa: BLE001 - a fault of ours; it is named, without the file's content
        return _Result(RunError("internal", crashed(error), job.name))


def _processors() -> int:
    """Return how many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _shown(results: Iterable[_Result], total: int) -> Iterator[_Result]:
    """Pass results on, with a progress bar where a person watches for longer than a second."""
    if sys.stderr is None or not sys.stderr.isatty():
        yield from results
        return
    begin = monotonic()
    with ExitStack() as stack:
        bar: Any = None
        for number, result in enumerate(results, 1):
            yield result
            if bar is None and monotonic() - begin > 1:
                import click

                bar = stack.enter_context(click.progressbar(length=total, label="Linting", file=sys.stderr))
                bar.update(number)
            elif bar is not None:
                bar.update(1)
