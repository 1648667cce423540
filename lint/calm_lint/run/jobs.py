"""Linting the files of a run: one after the other, in several processes, or not again where nothing has changed."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from calm_lint import collector
from calm_lint.engine.beyond import Beyond
from calm_lint.engine.results import FileReport
from calm_lint.errors import RunError, crashed, traceback_of
from calm_lint.files.find import STDIN, find, readable, reason, shown
from calm_lint.run.identities import hashed, in_common
from calm_lint.run.job import Done, Job, Result
from calm_lint.settings.policies import Policies
from calm_lint.settings.policy import Policy

if TYPE_CHECKING:
    from calm_lint.run.cache import Cache
    from calm_lint.run.early import Early
    from calm_lint.run.fix_files import Fixer

_NO_TEXTS: Mapping[str, bytes] = MappingProxyType({})
Linted = tuple[Policy, FileReport]
Progress = Callable[[Iterable[Any], int], Iterable[Any]]

# With fewer files, the cache costs more than it saves, and with fewer to lint, so do processes.
FEWEST_FOR_CACHE = 20
FEWEST_FOR_PROCESSES = 100


def jobs_of(
    paths: Sequence[str], stdin_filename: str, policies: Policies, texts: Mapping[str, bytes] = _NO_TEXTS
) -> tuple[list[Job], list[RunError]]:
    """Return a job for each file that paths lead to, and an error for each path that leads to none.

    What an editor holds of a file, in `texts`, takes the place of the file, which may not be on the disk yet.
    """
    on_disk = [path for path in paths if path not in texts]
    files, errors = find(on_disk, lambda folder, path: policies.of(folder).excludes(path), policies.boundary)
    edited = {os.path.realpath(path): path for path in texts}
    files = [edited.get(os.path.realpath(path), path) for path in files] if edited else files
    jobs = []
    for path in dict.fromkeys([*(path for path in paths if path in texts), *files]):
        name = readable(stdin_filename) if path == STDIN else shown(path)
        folder = os.path.dirname(name if path == STDIN else path)
        jobs.append(Job(path, name, policies.of(os.path.abspath(folder)), policies.boundary, texts.get(path)))
    return sorted(jobs, key=lambda job: job.name), errors


def take_out_excluded(
    paths: Sequence[str], stdin_filename: str, policies: Policies, texts: Mapping[str, bytes] = _NO_TEXTS
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return which of the paths that were named are to be linted, and which a search would pass over."""
    names = {path: stdin_filename if path == STDIN else path for path in paths}
    excluded = tuple(
        path
        for path, name in names.items()
        if (path == STDIN or path in texts or os.path.lexists(path)) and _is_excluded(os.path.abspath(name), policies)
    )
    return tuple(path for path in paths if path not in excluded), excluded


def _is_excluded(path: str, policies: Policies) -> bool:
    """Return whether a configuration excludes a file or folder, or a folder between the current one and it."""
    top = os.path.join(os.getcwd(), "")
    name = os.path.join(path, "") if os.path.isdir(path) else path
    folder = os.path.dirname(path)
    if policies.of(folder).excludes(name):
        return True
    # The root of a disk is the folder that it is in.
    return folder != path and folder.startswith(top) and _is_excluded(folder, policies)


def lint_all(
    jobs: Sequence[Job],
    fixer: Fixer | None,
    processes: int | None,
    *,
    use_cache: bool,
    progress: Progress | None = None,
    early: Early | None = None,
) -> tuple[list[Linted], list[RunError]]:
    """Lint every file that can be read; what goes wrong with one does not keep the others from it.

    Args:
        jobs: the files.
        fixer: fixes them; without it, they are linted only.
        processes: how many processes lint at once; None means as many as pay.
        use_cache: whether to pass over files that are known to be clean.
        progress: passes results on as they come, given how many there will be.
        early: takes the reports that are final before the last file is linted.
    """
    if len(jobs) > 1:
        collector.expect_garbage()
    cache = _cache() if use_cache and fixer is None and len(jobs) >= FEWEST_FOR_CACHE else None
    lint = partial(_lint, cache=cache, keep=fixer is not None, compared=len(jobs) > 1)
    results = _results(lint, jobs, 1 if fixer else processes, cache)
    done: list[Done] = []
    errors: list[RunError] = []
    for job, result in zip(jobs, progress(results, len(jobs)) if progress else results, strict=True):
        if isinstance(result.outcome, RunError):
            errors.append(result.outcome)
            continue
        done.append(Done(job, result.outcome, result.identities, result.content))
        if cache:
            cache.add(result)
        if early:
            early.take(done)
    if cache:
        cache.save()
    done, more = as_estate(done)
    if early:
        more = [*more, *early.changed(done)]
    if fixer:
        fixed = [_fixed(each, fixer) for each in done]
        if any(each.before for each in fixed):
            fixed, more = as_estate(fixed)
        done = fixed
    return [(each.job.policy, each.report) for each in done], [*errors, *more]


def as_estate(done: list[Done]) -> tuple[list[Done], list[RunError]]:
    """Return what came of files with the findings of the rules about the estate, and what kept these from their work.

    They are applied if landscapes have something in common, or if a comment waits for them.

    Args:
        done: the files in the order of their names, each linted without the others.
    """
    numbers = _in_estate(done)
    if not numbers and not any(each.report.undecided for each in done):
        return done, []
    # Most estates need none of this.
    from calm_lint.run.estate import over_estate

    return over_estate(done, numbers)


def _in_estate(done: list[Done]) -> Sequence[int]:
    """Return the numbers of the files that the rules about the estate have to see."""
    numbers = taking_part(done)
    rules = (rule for policy in {each.job.policy for each in done} for rule in policy.rules)
    # Nobody knows what the rules of plugins compare.
    if any(rule.looks_at_estate and not rule.built_in for rule in rules):
        return numbers
    return [numbers[n] for n in sorted(in_common(done[n].identities for n in numbers))]


def taking_part(done: Sequence[Done]) -> Sequence[int]:
    """Return the numbers of the files that are part of the estate."""
    # An editor may send what it has of a file that is on the disk, too.
    if sent := {os.path.realpath(each.job.name) for each in done if each.job.path == STDIN}:
        return [
            number
            for number, each in enumerate(done)
            if each.job.path == STDIN or os.path.realpath(each.job.path) not in sent
        ]
    return range(len(done))


def _cache() -> Cache | None:
    from calm_lint.run.cache import Cache, cache_folder

    folder = cache_folder()
    return Cache(folder) if folder else None


def _known(job: Job, cache: Cache) -> Result | None:
    try:
        key = None if job.path == STDIN else cache.key(job.linter, job.read())
    except OSError:
        # It is told when the file is linted.
        return None
    return cache.get(key, job.name, job.linter)


def _results(
    lint: Callable[[Job], Result], jobs: Sequence[Job], processes: int | None, cache: Cache | None
) -> Iterable[Result]:
    several = (_processors() if processes is None else processes) > 1 and hasattr(os, "fork")
    if not several or any(job.path == STDIN for job in jobs):
        return map(lint, jobs)
    return _shared_out(lint, jobs, processes, cache)


def _shared_out(
    lint: Callable[[Job], Result], jobs: Sequence[Job], processes: int | None, cache: Cache | None
) -> Iterator[Result]:
    """Yield what came of each job; several processes lint as soon as it is known that there is enough to lint."""
    fewest, known, left = FEWEST_FOR_PROCESSES if processes is None else 1, list[Result | None](), 0
    for job in jobs if len(jobs) >= fewest else ():
        if left == fewest:
            break
        known.append(_known(job, cache) if cache else None)
        left += known[-1] is None
    known += [None] * (len(jobs) - len(known))
    work = [job for job, result in zip(jobs, known, strict=True) if result is None]
    fresh: Iterator[Result] = map(lint, work)
    if left >= fewest:
        from calm_lint.run.processes import in_processes

        fresh = in_processes(lint, work, processes or _processors())
    for result in known:
        yield result or next(fresh)


def _lint(job: Job, *, cache: Cache | None, keep: bool, compared: bool) -> Result:
    """Lint a file without the others, unless it is known to be clean.

    Args:
        job: the file.
        cache: what remembers it if it is clean.
        keep: whether its content is needed again.
        compared: whether there are other files that it may have something in common with.
    """
    try:
        content = job.read()
        kept = content if keep or job.path == STDIN else None
        key = cache.key(job.linter, content) if cache else None
        if cache and (known := cache.get(key, job.name, job.linter)):
            return known._replace(content=kept)
        collector.make_room(len(content))
        report = job.report(content, job.open)
        identities = hashed(report.identities) if compared or len(report.identities) > 1 else ""
        return Result(report._replace(identities=()), key, kept, identities)
    except OSError as error:
        more = ": --limit size=NUMBER allows more" if error.errno == errno.EFBIG else ""
        return Result(RunError("io", f"cannot be read: {reason(error)}{more}", job.name))
    except Exception as error:  # noqa: BLE001 - a fault of ours; it is named, without the file's content
        return Result(RunError("internal", crashed(error), job.name, traceback_of(error)))


def _fixed(each: Done, fixer: Fixer) -> Done:
    """Fix a file and lint it anew, again without the others."""
    job, report, content = each.job, each.report, each.content or b""
    # Where the rules about the estate have findings, only they can tell whether a comment suppresses one.
    found = {violation.rule.code for violation in (*report.violations, *report.suppressed)}
    beyond = Beyond(undecided=found & job.linter.estate_rules.keys())
    try:
        fixed = fixer.fix_file(job.path, partial(job.lint, beyond=beyond), report, content)
        if fixed is None:
            return each
        anew = job.lint(fixed, job.open).without_secrets_of(report)
        return Done(job, anew, hashed(anew.identities), fixed, report)
    except Exception as error:  # noqa: BLE001 - a fault of ours; it is named, without the file's content
        fixer.errors.append(RunError("internal", crashed(error), job.name, traceback_of(error)))
        return each


def _processors() -> int:
    """Return how many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
