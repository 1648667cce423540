"""Which files to lint: those that are named, and the landscapes in directories that are named."""

from __future__ import annotations

import errno
import os
import re
import stat
import sys
from collections.abc import Callable, Iterable, Iterator

from calm_lint.errors import RunError
from calm_lint.files.boundary import Boundary, boundary_of, within
from calm_lint.files.gitignore import GITIGNORE, Ignored
from calm_lint.text.limits import USUAL

STDIN = "-"
UNNAMED_STDIN = "<stdin>"
LANDSCAPE_NAMES = "landscape.yaml, landscape.yml, *.landscape.yaml, *.landscape.yml or calm-landscape.yaml"

# A name may hold any character, line feeds included.
_LANDSCAPE = r"(?s:(?:.*\.)?(?:calm-)?)landscape\.ya?ml"
_SEARCHED = "the folder that is searched"
_VERSION_CONTROL = frozenset({".git", ".hg", ".svn"})


def find(
    paths: Iterable[str],
    excludes: Callable[[str, str], bool] = lambda _, __: False,
    boundary: Callable[[str, str], Boundary | None] = lambda folder, top: boundary_of(folder, _SEARCHED, top),
) -> tuple[list[str], list[RunError]]:
    """Find the files to lint.

    Args:
        paths: files, which are taken as they are; directories, which are searched for landscapes
            that git does not ignore; `-` for the standard input.
        excludes: tells of a folder, and a file or (with a slash at its end) a folder in it, whether a search
            is to pass over it.
        boundary: returns what links in a folder must not lead out of, for that folder and the one that is searched.

    Returns:
        The paths of the files, each once, and an error for each path that leads to none.
    """
    found: dict[str, str] = {}
    errors: list[RunError] = []
    for path in paths:
        if path == STDIN:
            files = {STDIN: STDIN}
        elif os.path.isfile(path):
            files = {path: os.path.realpath(path)}
        elif os.path.isdir(path):
            unsearched: list[OSError] = []
            files = dict(sorted(_search(path, unsearched.append, excludes, boundary)))
            errors += (RunError("io", f"cannot be read: {reason(each)}", shown(each.filename)) for each in unsearched)
            if not files and not unsearched:
                message = f"nothing to lint in this directory: no {LANDSCAPE_NAMES} that git does not ignore"
                errors.append(RunError("usage", message, shown(path)))
        elif os.path.lexists(path) and not os.path.exists(path):
            files = {}
            errors.append(RunError("io", "cannot be read: the link leads nowhere", shown(path)))
        elif os.path.exists(path):
            files = {path: os.path.realpath(path)}
        else:
            files = {}
            errors.append(RunError("io", "cannot be read: there is no such file or directory", shown(path)))
        for file, real in files.items():
            # A link is not to bring the configuration of its own folder to a file that is found itself, too.
            if os.path.abspath(found.setdefault(real, file)) != os.path.abspath(file) == real:
                found[real] = file
    return list(found.values()), errors


def read_file(path: str, most: int = USUAL.size) -> bytes:
    """Read a file, or the standard input.

    Args:
        path: the path, or `-`.
        most: how many bytes it may have.

    Raises:
        OSError: if it cannot be read or has more bytes; also of a pipe that nobody writes to, which would never end.
    """
    if path == STDIN:
        if sys.stdin is None:
            raise OSError(errno.EBADF, "it is closed")
        content = sys.stdin.buffer.read(most + 1)
    else:
        with open(path, "rb", opener=_at_once) as file:
            # A buffer is made as large as what is asked for. What is no file, or grows, has more than it says.
            size = min(os.fstat(file.fileno()).st_size, most)
            content = file.read(size + 1)
            if len(content) > size:
                content += file.read(most - size)
            if not content and stat.S_ISFIFO(os.fstat(file.fileno()).st_mode):
                raise OSError(errno.EPIPE, "it is a pipe that nobody writes to")
    if len(content) > most:
        raise OSError(errno.EFBIG, f"it has more than {most:,} bytes")
    return content


def shown(path: str) -> str:
    """Return a path as findings show it: without superfluous dots, with forward slashes.

    Bytes that are no UTF-8 are escaped, as no JSON parser has to take them.
    """
    return os.path.normpath(readable(path)).replace(os.sep, "/") if path else "''"


def is_landscape(name: str) -> bool:
    """Check whether a search takes a file of this name for a landscape."""
    return re.fullmatch(_LANDSCAPE, name) is not None


def readable(path: str) -> str:
    """Return a path with the bytes that are no UTF-8 as escape sequences."""
    try:
        name = path.encode(errors="surrogateescape")
    except UnicodeEncodeError:
        # On Windows, a name may hold half of a surrogate pair.
        name = path.encode(errors="backslashreplace")
    return name.decode(errors="backslashreplace")


def reason(error: OSError) -> str:
    """Return why a file could not be used, in words."""
    said = error.strerror or "unknown reason"
    return said[:1].lower() + said[1:]


def _at_once(path: str, flags: int) -> int:
    """Open a file without waiting for someone to open the other end of a pipe; what comes is then waited for."""
    if not hasattr(os, "O_NONBLOCK"):
        return os.open(path, flags)
    descriptor = os.open(path, flags | os.O_NONBLOCK)
    os.set_blocking(descriptor, True)
    return descriptor


def _search(
    top: str,
    on_error: Callable[[OSError], None],
    excludes: Callable[[str, str], bool],
    boundary: Callable[[str, str], Boundary | None],
) -> Iterator[tuple[str, str]]:
    """Yield the landscapes below a directory, each with its real path."""
    ignored = Ignored(os.path.abspath(top))
    real_top = os.path.realpath(top)
    for directory, names, files in os.walk(top, onerror=on_error):
        absolute = os.path.abspath(directory)
        if GITIGNORE in files:
            ignored.enter(absolute)
        names[:] = [
            name
            for name in names
            if name not in _VERSION_CONTROL
            and not ignored.covers(os.path.join(absolute, name), directory=True)
            and not excludes(absolute, os.path.join(absolute, name, ""))
        ]
        # A link to a folder is among the folders.
        for name in (*files, *names):
            file = os.path.join(absolute, name)
            if not is_landscape(name) or ignored.covers(file) or excludes(absolute, file):
                continue
            path = os.path.join(directory, name)
            # A directory that is a link is not entered, so that only the file itself may be one.
            if os.path.islink(path):
                limit = boundary(absolute, real_top)
                if limit and not within(path, limit):
                    on_error(OSError(errno.EXDEV, limit.refusal("the link"), path))
                    continue
            # A pipe or a device is read only where a person names it; a link that leads nowhere is to be told.
            if os.path.isfile(file) or not os.path.exists(file):
                inside = path[len(top) :].lstrip(os.sep)
                yield path, os.path.realpath(path) if os.path.islink(path) else os.path.join(real_top, inside)
