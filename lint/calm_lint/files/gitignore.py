"""What the `.gitignore` files of a repository ignore."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from calm_lint.files.regular import read_regular
from calm_lint.files.repository import root_of

if TYPE_CHECKING:
    from calm_lint.files.wildmatch import Pattern

GITIGNORE = ".gitignore"


class Ignored:
    """The patterns of the `.gitignore` files of a repository.

    Args:
        top: the absolute path of a folder; the files above it are read, too, up to the root of its repository.
        further: contents of files of the same form that count where no such file decides, the first of them most.
    """

    def __init__(self, top: str, further: Sequence[bytes] = ()) -> None:
        self._root = root_of(top) or top
        self._patterns: dict[str, list[Pattern]] = {}
        self._folders: dict[str, bool] = {}
        for folder in reversed(list(_from(top, self._root))):
            self.enter(folder)
        self._further = [_parse(content) for content in further]

    def enter(self, folder: str) -> None:
        """Read the `.gitignore` file of a folder, if there is one."""
        # As git, follow no link: it may lead anywhere.
        content = read_regular(os.path.join(folder, GITIGNORE))
        if content:
            self._patterns[folder] = _parse(content)

    def covers(self, path: str, *, directory: bool = False) -> bool:
        """Check whether git ignores a path, or a folder that it is in."""
        if not self._patterns and not self._further:
            return False
        if directory:
            return self._covers_folder(path)
        return self._covers_folder(os.path.dirname(path)) or self._decides(path, directory=False)

    def _covers_folder(self, folder: str) -> bool:
        if folder not in self._folders:
            outer = os.path.dirname(folder)
            inside = folder not in (self._root, outer)
            self._folders[folder] = inside and (self._covers_folder(outer) or self._decides(folder, directory=True))
        return self._folders[folder]

    def _decides(self, path: str, *, directory: bool) -> bool:
        """Return what the patterns say of one path; those of the nearest folder that say anything decide."""
        from calm_lint.files.wildmatch import verdict

        for folder in _from(os.path.dirname(path), self._root):
            if folder in self._patterns:
                ignored = verdict(self._patterns[folder], _steps(path, folder), directory=directory)
                if ignored is not None:
                    return ignored
        said = (verdict(each, _steps(path, self._root), directory=directory) for each in self._further)
        return next((ignored for ignored in said if ignored is not None), False)


def _parse(content: bytes) -> list[Pattern]:
    # Most folders have no such file.
    from calm_lint.files.wildmatch import patterns

    return patterns(content)


def _steps(path: str, folder: str) -> list[str]:
    from calm_lint.files.wildmatch import as_text

    return as_text(os.fsencode(path[len(folder) :])).strip(os.sep).split(os.sep)


def _from(folder: str, root: str) -> Iterator[str]:
    """Yield a folder and those above it up to a root."""
    yield folder
    while folder != root and folder != os.path.dirname(folder):
        folder = os.path.dirname(folder)
        yield folder
