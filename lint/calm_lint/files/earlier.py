"""A file as it is now, or as it was at a commit of git."""

from __future__ import annotations

import os
import re

from calm_lint.files.git import Git, GitError, Revision
from calm_lint.files.repository import root_of


def earlier(name: str) -> tuple[str, bytes] | None:
    """Return the path and the content of a file at a commit, None if a name means a file on the disk.

    Args:
        name: a path, or `REV:PATH` as git takes it. PATH begins at the root of the repository, or at the current
            folder if it begins with `./` or `../`.

    Raises:
        GitError: if there is no such commit, or no such file in it.
    """
    rev, colon, path = name.partition(":")
    if not colon or os.path.lexists(name):
        return None
    here = os.path.realpath(os.curdir)
    root = root_of(here)
    if root is None:
        raise GitError(f"there is no file {name}, and the current folder is in no git repository")
    if re.match(r"\.\.?/", path):
        path = os.path.relpath(os.path.join(here, path), root).replace(os.sep, "/")
    revision = Revision(Git(), root, rev)
    file = revision.file(path)
    content = revision.contents([file]).get(file) if file else None
    if content is None:
        raise GitError(f"there is no file {path} at {rev}, or it is too large")
    return os.path.relpath(os.path.join(root, path)), content
