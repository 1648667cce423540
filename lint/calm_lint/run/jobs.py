"""Linting the files of a run: one after the other, in several processes, or not again where nothing has changed."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from calm_lint import collector
from calm_lint.engine.results import FileReport
from calm_lint.errors import RunError, crashed, traceback_of
from calm_lint.files.find import STDIN, find, readable, reason, shown
from calm_lint.run.job import Job, Result
from calm_lint.settings.policies import Policies
from calm_lint.settings.policy import Policy

if TYPE_CHECKING:
    from calm_lint.run.cache import Cache
    from calm_lint.run.fix_files import Fixer

Linted = tuple[Policy, FileReport]
Progress = Callable[[Iterable[Any], int], Iterable[Any]]

# With fewer files, the cache costs more than it saves, and with fewer to lint, so do processes.
FEWEST_FOR_CACHE = 20
FEWEST_FOR_PROCESSES = 100


def jobs_of(paths: Sequence[str], stdin_filename: str, policies: Policies) -> tuple[list[Job], list[RunError]]:
    """Return a job for each file that paths lead to, and an error for each path that leads to none."""
    files, errors = find(paths, lambda folder, path: policies.of(folder).excludes(path), policies.boundary)
    jobs = []
    for path in files:
        name = readable(stdin_filename) if path == STDIN else shown(path)
        folder = os.path.dirname(name if path == STDIN else path)
        jobs.append(Job(path, name, policies.of(os.path.abspath(folder)), policies.boundary))
    return sorted(jobs, key=lambda job: job.name), errors


def take_out_excluded(
    paths: Sequence[str], stdin_filename: str, policies: Policies
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return which of the paths that were named are to be linted, and which a search would pass over."""
    names = {path: stdin_filename if path == STDIN else path for path in paths}
    excluded = tuple(
        path
        for path, name in names.items()
        if (path == STDIN or os.path.lexists(path)) and _is_excluded(os.path.abspath(name), policies)
    )
    return tuple(path for path in paths if path not in excluded), excluded


def _is_excluded(path: str, policies: Policies) -> bool:
    """Return whether a configuration excludes a file or folder, or a folder between the current one and it."""
    top = os.path.join(os.getcwd(), "")
    name = os.path.join(path, "") if os.path.isdir(path) else path
    folder = os.path.dirname(path)
    if policies.of(folder).excludes(name):
        return True
    return folder.startswith(top) and _is_excluded(folder, policies)


def lint_all(
    jobs: Sequence[Job],
    fixer: Fixer | None,
    processes: int | None,
    *,
    use_cache: bool,
    progress: Progress | None = None,
) -> tuple[list[Linted], list[RunError]]:
    """Lint every file that can be read; what goes wrong with one does not keep the others from it.

    Args:
        jobs: the files.
        fixer: fixes them; without it, they are linted only.
        processes: how many processes lint at once; None means as many as pay.
        use_cache: whether to pass over files that are known to be clean.
        progress: passes results on as they come, given how many there will be.
    """
    if len(jobs) > 1:
        collector.expect_garbage()
    cache = _cache() if use_cache and fixer is None and len(jobs) >= FEWEST_FOR_CACHE else None
    results: list[Result | None] = [_known(job, cache) if cache else None for job in jobs]
    left = [job for job, result in zip(jobs, results, strict=True) if result is None]
    lazily = _results(left, fixer, processes, cache)
    fresh = iter(progress(lazily, len(left)) if progress else lazily)
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


def _known(job: Job, cache: Cache) -> Result | None:
    try:
        linter = job.policy.linter(job.name)
        key = None if job.path == STDIN else cache.key(linter, job.read())
    except OSError:
        # It is told when the file is linted.
        return None
    report = cache.get(key, job.name, linter)
    return Result(report) if report else None


def _results(jobs: Sequence[Job], fixer: Fixer | None, processes: int | None, cache: Cache | None) -> Iterable[Result]:
    if processes is None:
        processes = _processors() if len(jobs) >= FEWEST_FOR_PROCESSES else 1
    several = processes > 1 and fixer is None and all(job.path != STDIN for job in jobs)
    if several and hasattr(os, "fork"):
        from calm_lint.run.processes import in_processes

        return in_processes(partial(_lint, cache=cache), jobs, processes)
    return (_lint(job, cache=cache, fixer=fixer) for job in jobs)


def _lint(job: Job, *, cache: Cache | None, fixer: Fixer | None = None) -> Result:
    try:
        content = job.read()
        report = job.lint(content)
        key = cache.key(job.policy.linter(job.name), content) if cache else None
        if len(report.violations) > 1:
            # Most files are clean, and need not know what a fix is.
            from calm_lint.run.final_values import with_final_values

            report = with_final_values(job.lint, report, content)
        return Result(fixer.fix_file(job.path, job.lint, report, content) if fixer else report, key)
    except OSError as error:
        more = ": --limit size=NUMBER allows more" if error.errno == errno.EFBIG else ""
        return Result(RunError("io", f"cannot be read: {reason(error)}{more}", job.name))
    except Exception as error:  # noqa: BLE001 - a fault of ours; it is named, without the file's content
        return Result(RunError("internal", crashed(error), job.name, traceback_of(error)))


def _processors() -> int:
    """Return how many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
