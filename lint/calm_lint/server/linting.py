"""Linting what an editor has open, as the command line lints files."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple

from calm_lint.engine.results import FileReport
from calm_lint.errors import RunError
from calm_lint.run.session import Request, Session
from calm_lint.server.buffers import Buffer
from calm_lint.text.limits import USUAL


class Linted(NamedTuple):
    """What came of linting what is open.

    Attributes:
        reports: the reports, by the paths of the buffers; what the configuration excludes has none.
        errors: what kept the run from its work.
    """

    reports: Mapping[str, FileReport]
    errors: Sequence[RunError]


def lint(buffers: Collection[Buffer]) -> Linted:
    """Lint what an editor has open. The configuration and the baseline are read anew, as they may have changed.

    Nothing is written, not even to the cache.

    Args:
        buffers: what is open.
    """
    fitting = {each.path: each for each in buffers if len(each.content) <= USUAL.size}
    errors = [_too_large(each) for each in buffers if each.path not in fitting]
    if not fitting:
        return Linted({}, errors)
    # Here the landscapes of the open folder join, once a run has an estate: its path is one more of these.
    paths = [*fitting]
    texts = {path: buffer.content for path, buffer in fitting.items()}
    outcome = Session().check(Request(paths, force_exclude=True, jobs=1, no_cache=True, texts=texts))
    reports = {report.name: report for report in outcome.report.files}
    found = {path: reports[buffer.name] for path, buffer in fitting.items() if buffer.name in reports}
    return Linted(found, [*errors, *outcome.report.errors])


def _too_large(buffer: Buffer) -> RunError:
    return RunError("io", f"is not linted: it has more than {USUAL.size:,} bytes", buffer.name)
