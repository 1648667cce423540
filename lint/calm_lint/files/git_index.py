"""The index of a git repository: the files that it tracks, gitformat-index(5)."""

from __future__ import annotations

import os
import struct
from functools import lru_cache

from calm_lint.files.regular import read_regular

_LARGEST = 100_000_000
_HEADER = struct.Struct(">4sLL")
_FLAGS = struct.Struct(">H")
# Times, device, inode, mode, owner and size, which stand before the hash.
_STATUS = 40
_EXTENDED = 0x4000
_NAME_LENGTH = 0x0FFF
_SHA1, _SHA256 = 20, 32


def tracked(index: str) -> frozenset[bytes]:
    """Return the paths in an index, relative to the root of the repository; none where it cannot be read."""
    try:
        status = os.stat(index)
    except (OSError, ValueError):
        return frozenset()
    return _paths(index, status.st_mtime_ns, status.st_size)


# A landscape may name many credentials.
@lru_cache(maxsize=1)
def _paths(index: str, _: int, __: int) -> frozenset[bytes]:
    content = read_regular(index, most=_LARGEST)
    for hash_size in (_SHA1, _SHA256) if content else ():
        try:
            return frozenset(_entries(content or b"", hash_size))
        except (ValueError, IndexError, struct.error):
            # With the other hash, no length of a name is right.
            continue
    return frozenset()


def _entries(content: bytes, hash_size: int) -> list[bytes]:
    """Return the names of all entries.

    Raises:
        ValueError: if it is not an index with hashes of this size; also IndexError and struct.error.
    """
    signature, version, count = _HEADER.unpack_from(content)
    if signature != b"DIRC" or version not in (2, 3, 4):
        raise ValueError("it is no index of a known version")
    names = []
    name, position = b"", _HEADER.size
    for _ in range(count):
        start = position
        (flags,) = _FLAGS.unpack_from(content, position + _STATUS + hash_size)
        position += _STATUS + hash_size + _FLAGS.size * (2 if flags & _EXTENDED else 1)
        kept = b""
        if version == 4:
            cut, position = _number(content, position)
            kept = name[: len(name) - cut]
        end = content.index(b"\0", position)
        name = kept + content[position:end]
        if flags & _NAME_LENGTH != min(len(name), _NAME_LENGTH):
            raise ValueError("the length of a name is not the one given")
        names.append(name)
        # Up to version 3, entries are padded to a multiple of eight bytes, with one null at least.
        position = end + 1 if version == 4 else start + (end - start) // 8 * 8 + 8
    return names


def _number(content: bytes, position: int) -> tuple[int, int]:
    """Read a number of variable length, as offsets in packs are written, and return the position after it."""
    byte = content[position]
    number = byte & 0x7F
    while byte & 0x80:
        position += 1
        byte = content[position]
        number = ((number + 1) << 7) | (byte & 0x7F)
    return number, position + 1
