"""Writing many files into a folder, under names that are made from those of other files."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Sequence

from calm_lint.errors import RunError
from calm_lint.files.boundary import Boundary, within
from calm_lint.files.find import STDIN, reason, shown
from calm_lint.files.repository import root_of
from calm_lint.files.write import write_file

# A file system allows 255 bytes, of which an ending and a number take some.
_MOST_BYTES = 200


def output_names(files: Iterable[str], paths: Sequence[str], ending: str, reserved: str = "") -> dict[str, str]:
    """Return the name of an output for each file: a path with forward slashes that stays inside of a folder.

    The folders between a path that was named and the file are kept. A name holds no character that means something
    to a shell, an address or another file system. No two names differ only in case.

    Args:
        files: the files, as findings show them.
        paths: the paths that led to them.
        ending: what takes the place of `.yaml`, such as `.html`.
        reserved: a name that no output gets.
    """
    base = _base(paths)
    names: dict[str, str] = {}
    taken = {reserved}
    for file in files:
        inside = os.path.relpath(os.path.abspath(file), base).replace(os.sep, "/")
        stem = "/".join(map(_plain, re.sub(r"\.ya?ml\Z", "", inside).split("/")))
        name, number = f"{stem}{ending}", 1
        while name.casefold() in taken:
            number += 1
            name = f"{stem}-{number}{ending}"
        taken.add(name.casefold())
        names[file] = name
    return names


def write_into(folder: str, name: str, text: str) -> RunError | None:
    """Write a file in a folder, at once or not at all, and return what went wrong, if anything did.

    Folders are made where they lack. In a repository, a link in the folder is not followed out of it.

    Args:
        folder: the folder, which may hold other things.
        name: the path of the file inside of it.
        text: what the file shall hold.
    """
    path = os.path.join(folder, name)
    above = os.path.dirname(path)
    root = root_of(os.path.abspath(folder))
    if root and not within(above, Boundary(os.path.realpath(root), "the repository")):
        message = "cannot be written: a link on the way leads out of the repository; name another folder"
        return RunError("io", message, shown(path))
    try:
        os.makedirs(above, exist_ok=True)
    except OSError as error:
        return RunError("io", f"cannot be written: {reason(error)}", shown(path))
    return write_file(text, path)


def files_in(folder: str, ending: str) -> Iterator[str]:
    """Yield the files below a folder whose names have an ending, sorted; links are not followed."""
    for directory, folders, files in os.walk(folder):
        folders.sort()
        yield from (os.path.join(directory, name) for name in sorted(files) if name.endswith(ending))


def _base(paths: Iterable[str]) -> str:
    """Return the folder that the names of outputs begin in: the one that all paths have in common."""
    folders = {
        os.path.abspath(path if os.path.isdir(path) else os.path.dirname(path)) if path != STDIN else os.getcwd()
        for path in paths
    }
    try:
        return os.path.commonpath(folders)
    except ValueError:
        # On Windows, two drives have none in common.
        return os.path.dirname(min(folders, key=len))


def _plain(part: str) -> str:
    """Return a part of a path without what is not plain; it is hidden nowhere and does not lead upwards."""
    text = re.sub(r"[^\w.-]", "_", part)
    text = re.sub(r"\A[.-]", "_", text).rstrip(".") or "_"
    return text.encode()[:_MOST_BYTES].decode(errors="ignore")
