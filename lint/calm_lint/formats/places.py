"""File names as the servers want them that show findings: relative to the root of the repository."""

from __future__ import annotations

import os
from functools import lru_cache

# A CI server sets one of them to the folder that it has checked the repository out to.
_CHECKOUTS = ("GITHUB_WORKSPACE", "CI_PROJECT_DIR")


def relative(name: str) -> str:
    """Return the name of a file relative to `root`, with forward slashes; one outside of it is absolute.

    Args:
        name: the name that findings show; that of the standard input is left as it is.
    """
    if name.startswith("<"):
        return name
    path = os.path.abspath(name)
    folder, file = os.path.split(path)
    # A path may lead through a link where the root does not, and the reverse.
    for each in (path, os.path.join(os.path.realpath(folder), file)):
        for top in (root(), os.path.realpath(root())):
            if os.path.normcase(each).startswith(os.path.normcase(os.path.join(top, ""))):
                return each[len(os.path.join(top, "")) :].replace(os.sep, "/")
    return path.replace(os.sep, "/")


def root() -> str:
    """Return the root of the repository, or the current folder where that is in none."""
    return _root(os.getcwd(), *(os.environ.get(name, "") for name in _CHECKOUTS))


@lru_cache(maxsize=1)
def _root(current: str, *checkouts: str) -> str:
    for checkout in checkouts:
        if os.path.isdir(checkout):
            return os.path.abspath(checkout)
    folder = current
    # In a worktree or a submodule, it is a file.
    while not os.path.exists(os.path.join(folder, ".git")):
        if folder == os.path.dirname(folder):
            return current
        folder = os.path.dirname(folder)
    return folder
