"""Linting what an editor has open, as the command line lints files."""

from __future__ import annotations

import os
from collections.abc import Collection, Mapping, Sequence
from typing import Final, NamedTuple

from calm_lint.engine.results import FileReport
from calm_lint.errors import RunError
from calm_lint.files.find import find
from calm_lint.run.request import Request
from calm_lint.run.session import Session
from calm_lint.server.buffers import Buffer
from calm_lint.text.limits import USUAL

MOST_FILES: Final = 100
"""With more landscapes in its folders, an editor gets the findings of those that are open, and of their estate."""


class Linted(NamedTuple):
    """What came of linting what is open.

    Attributes:
        reports: the reports, by the paths of the buffers; what the configuration excludes has none.
        errors: what kept the run from its work.
    """

    reports: Mapping[str, FileReport]
    errors: Sequence[RunError]


def landscapes_in(folders: Sequence[str]) -> Sequence[str]:
    """Return the landscapes in the folders of an editor, none if there are too many to lint them while somebody types.

    Args:
        folders: the absolute paths of the folders.
    """
    # A server that was started somewhere must not search a whole disk.
    home = os.path.join(os.path.realpath(os.path.expanduser("~")), "")
    paths, _ = find(each for each in folders if not home.startswith(os.path.join(os.path.realpath(each), "")))
    return paths if len(paths) <= MOST_FILES else ()


def lint(buffers: Collection[Buffer], beside: Sequence[str] = ()) -> Linted:
    """Lint what an editor has open, as a part of the estate of its folders.

    The configuration and the baseline are read anew, as they may have changed. Nothing is written, not even the cache.

    Args:
        buffers: what is open.
        beside: the other landscapes of the estate, which are read from the disk.
    """
    _stand_somewhere()
    fitting = {each.path: each for each in buffers if len(each.content) <= USUAL.size}
    errors = [_too_large(each) for each in buffers if each.path not in fitting]
    if not fitting:
        return Linted({}, errors)
    # One that was deleted meanwhile is no error.
    paths = [*fitting, *(path for path in beside if os.path.exists(path))]
    texts = {path: buffer.content for path, buffer in fitting.items()}
    outcome = Session().check(Request(paths, force_exclude=True, jobs=1, no_cache=True, texts=texts))
    reports = {report.name: report for report in outcome.report.files}
    found = {path: reports[buffer.name] for path, buffer in fitting.items() if buffer.name in reports}
    return Linted(found, [*errors, *outcome.report.errors])


def _stand_somewhere() -> None:
    """Leave the working directory if it was deleted, as an absolute path cannot be made without one."""
    try:
        os.getcwd()
    except OSError:
        os.chdir(os.sep)


def _too_large(buffer: Buffer) -> RunError:
    return RunError("io", f"is not linted: it has more than {USUAL.size:,} bytes", buffer.name)
