"""The files of a zip, as SAP BTP and its services export them."""

from __future__ import annotations

import io
import zipfile
import zlib
from typing import Final

from calm_lint.errors import CalmLintError
from calm_lint.evidence.admission import MOST_BYTES

ZIP: Final = b"PK\x03\x04"
"""What a zip begins with."""

_MOST_FILES: Final = 10_000


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
            for each in files:
                with packed.open(each) as stream:
                    content = stream.read(left + 1)
                left -= len(content)
                if left < 0:
                    raise CalmLintError(f"unpacks to more than {MOST_BYTES:,} bytes")
                found.append((each.filename, content))
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError):
        raise CalmLintError("is a zip that cannot be read: it is damaged or encrypted") from None
    return found
