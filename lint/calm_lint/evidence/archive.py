"""The files of a zip, as SAP BTP and its services export them."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from typing import Final

from calm_lint.errors import CalmLintError
from calm_lint.evidence.admission import MOST_BYTES
from calm_lint.files.find import shown
from calm_lint.text.urls import without_users

ZIP: Final = b"PK\x03\x04"
"""What a zip begins with."""

_MOST_FILES: Final = 10_000
# Exports are compressed in no other way, and what unpacks the others raises errors of its own.
_METHODS: Final = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
# Python's reader of zips raises all of them where one is damaged, UnicodeDecodeError too.
_DAMAGED: Final = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    NotImplementedError,
    OSError,
    RuntimeError,
    ValueError,
)


def unpacked(raw: bytes) -> list[tuple[str, bytes]]:
    """Return the names and contents of the files in a zip. What unpacks to more than it may is not unpacked to its end.

    Args:
        raw: the bytes of the zip.

    Raises:
        CalmLintError: if it cannot be read, or is too large.
    """
    found: list[tuple[str, bytes]] = []
    left = MOST_BYTES
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as packed:
            files = [each for each in packed.infolist() if not each.is_dir()]
            if len(files) > _MOST_FILES:
                raise CalmLintError(f"holds {len(files):,} files, may hold {_MOST_FILES:,}")
            if any(each.compress_type not in _METHODS for each in files):
                raise CalmLintError("is a zip that is compressed in a way that is not read: pack its files once more")
            for each in files:
                with packed.open(each) as stream:
                    content = stream.read(left + 1)
                left -= len(content)
                if left < 0:
                    raise CalmLintError(f"unpacks to more than {MOST_BYTES:,} bytes")
                found.append((without_users(shown(each.filename)), content))
    except _DAMAGED:
        raise CalmLintError("is a zip that cannot be read: it is damaged or encrypted") from None
    return found
