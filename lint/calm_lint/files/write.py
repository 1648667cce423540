"""Writing a file at once or not at all."""

from __future__ import annotations

import errno
import os
import stat
from contextlib import suppress

from calm_lint.errors import RunError
from calm_lint.files.boundary import Boundary, within
from calm_lint.files.find import reason, shown
from calm_lint.files.repository import root_of

# Linux keeps an access control list as an extended attribute.
_ACCESS = "system.posix_acl_access"


def write(path: str, content: bytes, *, before: bytes | None = None) -> None:
    """Write a file, keeping its mode and access control list; a link is written through.

    Its owner and its other extended attributes are kept where the platform allows it.

    Args:
        path: the file; a pipe or a device is written to, not replaced.
        content: what it shall hold.
        before: what it has to hold still, if that matters.

    Raises:
        OSError: if it cannot be written or has changed; it is then as it was.
    """
    target = os.path.realpath(path)
    try:
        status = os.stat(target)
    except FileNotFoundError:
        status = None
    if status and not stat.S_ISREG(status.st_mode):
        if before is not None:
            raise OSError(errno.EINVAL, "it is a pipe or a device")
        with open(target, "wb") as file:
            file.write(content)
        return
    # Replacing a file asks for no permission to write it, and a superuser needs none.
    if status and not (status.st_mode & 0o222 and os.access(target, os.W_OK)):
        raise PermissionError(errno.EACCES, "it is read-only")
    # A run that is killed leaves its file, which must not be in the way of a later one.
    temporary = os.path.join(os.path.dirname(target), f".calm-lint-{os.urandom(8).hex()}.tmp")
    descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600 if status else 0o666)
    try:
        with open(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        if status:
            with suppress(OSError, AttributeError):
                os.chown(temporary, status.st_uid, status.st_gid)
            # Before the mode, in which a list that restricts a group shows as if it allowed it.
            _keep_attributes(target, temporary)
            os.chmod(temporary, stat.S_IMODE(status.st_mode))
        if before is not None and _read(target) != before:
            raise OSError(errno.ESTALE, "it has changed since it was read")
        os.replace(temporary, target)
    except BaseException:
        with suppress(OSError):
            os.unlink(temporary)
        raise


def _keep_attributes(source: str, copy: str) -> None:
    """Copy the extended attributes of a file, on a platform that has them.

    Raises:
        OSError: if the access control list cannot be kept, as others might then read the copy.
    """
    if not hasattr(os, "listxattr"):
        return
    try:
        names = os.listxattr(source)
        inherited = os.listxattr(copy)
    except OSError:
        # Not every file system has any.
        return
    if _ACCESS in inherited and _ACCESS not in names:
        # The folder gives one to each new file.
        os.removexattr(copy, _ACCESS)
    for name in names:
        try:
            os.setxattr(copy, name, os.getxattr(source, name))
        except OSError:
            if name == _ACCESS:
                raise


def _read(path: str) -> bytes:
    with open(path, "rb") as file:
        return file.read()


def write_file(text: str, path: str) -> RunError | None:
    """Write a file that a person named, at once or not at all, and return what went wrong, if anything did.

    In a repository, a link under that name may have been made by somebody else, and is not followed out of it.
    """
    root = root_of(os.path.dirname(os.path.abspath(path)))
    if root and not within(path, Boundary(os.path.realpath(root), "the repository")):
        message = "cannot be written: the link leads out of the repository; name the file itself"
        return RunError("io", message, shown(path))
    try:
        write(path, text.encode(errors="backslashreplace"))
    except OSError as error:
        return RunError("io", f"cannot be written: {reason(error)}", shown(path))
    return None


def append_file(text: str, path: str) -> RunError | None:
    """Append to a file that others append to, too, and return what went wrong, if anything did."""
    try:
        with open(path, "a", encoding="utf-8") as file:
            file.write(text)
    except OSError as error:
        return RunError("io", f"cannot be written: {reason(error)}", shown(path))
    return None
