"""Which files to lint: those that are named, and the landscapes in directories that are named."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING

from calm_lint.report import RunError

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec

STDIN = "-"
LANDSCAPE_NAMES = "landscape.yaml, landscape.yml, *.landscape.yaml or *.landscape.yml"

_LANDSCAPE = r"(?:.*\.)?landscape\.ya?ml"
_VERSION_CONTROL = frozenset({".git", ".hg", ".svn"})


def find(paths: Iterable[str]) -> tuple[list[str], list[RunError]]:
    """Find the files to lint.

    Args:
        paths: files, which are taken as they are; directories, which are searched for landscapes
            that git does not ignore; `-` for the standard input.

    Returns:
        The paths of the files, each once, and an error for each path that leads to none.
    """
    found: dict[str, str] = {}
    errors: list[RunError] = []
    for path in paths:
        if path == STDIN or os.path.isfile(path):
            files = [path]
        elif os.path.isdir(path):
            unsearched: list[OSError] = []
            files = sorted(_search(path, unsearched.append))
            errors += (RunError("io", f"cannot be read: {reason(each)}", shown(each.filename)) for each in unsearched)
            if not files and not unsearched:
                message = f"nothing to lint in this directory: no {LANDSCAPE_NAMES} that git does not ignore"
                errors.append(RunError("usage", message, shown(path)))
        elif os.path.lexists(path) and not os.path.exists(path):
            files = []
            errors.append(RunError("io", "cannot be read: the link leads nowhere", shown(path)))
        elif os.path.exists(path):
            files = [path]
        else:
            files = []
            errors.append(RunError("io", "cannot be read: there is no such file or directory", shown(path)))
        for file in files:
            found.setdefault(file if file == STDIN else os.path.realpath(file), file)
    return list(found.values()), errors


def shown(path: str) -> str:
    """Return a path as findings show it: without superfluous dots, with forward slashes."""
    return os.path.normpath(path).replace(os.sep, "/") if path else "''"


def reason(error: OSError) -> str:
    """Return why a file could not be used, in words."""
    return (error.strerror or "unknown reason").lower()


class _Ignored:
    """The patterns of .gitignore files, each for the directory that it stands in."""

    def __init__(self, top: str) -> None:
        self._specs: dict[str, GitIgnoreSpec] = {}
        for directory in reversed(list(_up_to_repository(top))):
            self.enter(directory)

    def enter(self, directory: str) -> None:
        """Read the .gitignore file of a directory, if there is one."""
        try:
            with open(os.path.join(directory, ".gitignore"), encoding="utf-8", errors="replace") as file:
                lines = file.read().splitlines()
        except OSError:
            return
        from pathspec import GitIgnoreSpec

        try:
            self._specs[directory] = GitIgnoreSpec.from_lines(lines)
        except ValueError:
            # Git passes over a line that is no pattern, such as a lone exclamation mark.
            self._specs[directory] = GitIgnoreSpec.from_lines(filter(_is_pattern, lines))

    def covers(self, path: str, *, directory: bool = False) -> bool:
        """Tell whether git ignores a path; the patterns of the nearest directory decide."""
        above = os.path.dirname(path)
        while self._specs:
            if above in self._specs:
                relative = os.path.relpath(path, above).replace(os.sep, "/")
                verdict = self._specs[above].check_file(f"{relative}/" if directory else relative).include
                if verdict is not None:
                    return verdict
            if above == os.path.dirname(above):
                break
            above = os.path.dirname(above)
        return False


def _search(top: str, on_error: Callable[[OSError], None]) -> Iterator[str]:
    ignored = _Ignored(os.path.abspath(top))
    for directory, names, files in os.walk(top, onerror=on_error):
        absolute = os.path.abspath(directory)
        ignored.enter(absolute)
        names[:] = [
            name
            for name in names
            if name not in _VERSION_CONTROL and not ignored.covers(os.path.join(absolute, name), directory=True)
        ]
        for name in files:
            if re.fullmatch(_LANDSCAPE, name) and not ignored.covers(os.path.join(absolute, name)):
                yield os.path.join(directory, name)


def _is_pattern(line: str) -> bool:
    from pathspec import GitIgnoreSpec

    try:
        GitIgnoreSpec.from_lines([line])
    except ValueError:
        return False
    return True


def _up_to_repository(directory: str) -> Iterator[str]:
    """Yield the directories above one up to the root of its repository, none outside of one."""
    above = [directory]
    while not os.path.exists(os.path.join(above[-1], ".git")):
        if above[-1] == os.path.dirname(above[-1]):
            return
        above.append(os.path.dirname(above[-1]))
    yield from above[1:]
