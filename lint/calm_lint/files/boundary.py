"""How far the files of a repository may lead: no further than the repository.

Landscapes and configurations are written by others, and calm-lint reads them beside files that are not theirs.
"""

import os
from typing import NamedTuple

from calm_lint.files.repository import root_of

_REPOSITORY = "the repository"


class Boundary(NamedTuple):
    """A folder that the paths in some files must not lead out of.

    Attributes:
        folder: its real path.
        name: what messages call it.
    """

    folder: str
    name: str

    @property
    def is_repository(self) -> bool:
        """Whether it is a git repository."""
        return self.name == _REPOSITORY

    def refusal(self, what: str) -> str:
        """Return the sentence about a path, or a link, that leads out."""
        return f"{what} leads out of {self.name}: move the file inside, or allow it for one run with --trust-paths"


def boundary_of(folder: str, name: str, otherwise: str | None = None) -> Boundary:
    """Return the boundary of the files in a folder: their git repository or, outside of one, a folder.

    Args:
        folder: the folder.
        name: what messages call the boundary outside of a repository.
        otherwise: the boundary outside of a repository, the folder itself if not given.
    """
    root = root_of(os.path.realpath(folder))
    return Boundary(root, _REPOSITORY) if root else Boundary(os.path.realpath(otherwise or folder), name)


def boundary_of_configuration(file: str) -> Boundary:
    """Return the boundary of the paths that a configuration file names."""
    return boundary_of(os.path.dirname(os.path.abspath(file)), "the folder of the configuration")


def leads_out(file: str) -> bool:
    """Check whether a configuration file is a link that leads out of its own boundary."""
    return not within(file, boundary_of_configuration(file))


def within(path: str, boundary: Boundary | None) -> bool:
    """Check whether a path stays inside of a boundary, its links followed; without a boundary, every path does.

    The file need not exist, so that the answer does not depend on what lies outside.
    """
    if boundary is None:
        return True
    try:
        top, real = os.path.normcase(boundary.folder), os.path.normcase(os.path.realpath(path))
    except ValueError:
        # No path has a null character.
        return False
    return real == top or real.startswith(os.path.join(top, ""))
