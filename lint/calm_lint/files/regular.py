"""Reading a small file that nobody named: a regular one, without waiting, and following no link."""

from __future__ import annotations

import os
import stat

_LARGEST = 16_000_000


def read_regular(path: str, *, follow: bool = False, most: int = _LARGEST) -> bytes | None:
    """Return what a file holds, None if it is not a regular file, cannot be read or is larger.

    Args:
        path: the file.
        follow: whether it may be a link.
        most: how many bytes it may have.
    """
    try:
        if not stat.S_ISREG((os.stat if follow else os.lstat)(path).st_mode):
            return None
        with open(path, "rb", opener=_without_waiting) as file:
            # It may have become another one in between.
            content = file.read(most + 1) if stat.S_ISREG(os.fstat(file.fileno()).st_mode) else None
    except (OSError, ValueError):
        return None
    return content if content is not None and len(content) <= most else None


def _without_waiting(path: str, flags: int) -> int:
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))
