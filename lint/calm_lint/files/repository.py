"""The git repository that a file is in, looked at without git."""

from __future__ import annotations

import os

GIT_FOLDER = ".git"


def root_of(folder: str) -> str | None:
    """Return the nearest folder, upward from one, that holds `.git`; None outside of a repository."""
    while not os.path.lexists(os.path.join(folder, GIT_FOLDER)):
        outer = os.path.dirname(folder)
        if outer == folder:
            return None
        folder = outer
    return folder
