"""The files that a landscape names, read from the disk."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from calm_lint.files.binding_file import read_credential
from calm_lint.files.boundary import Boundary
from calm_lint.reading.certificate import CertificateFile
from calm_lint.reading.named_files import NamedFiles

BoundaryOf = Callable[[str], Boundary | None]


def named_files(folder: str, boundary: BoundaryOf = lambda _: None) -> NamedFiles:
    """Return the readers of the files that a landscape names.

    Args:
        folder: the folder of the landscape file.
        boundary: returns what a folder belongs to; of a file outside of that, nothing is said but whether it can
            be used.
    """
    return NamedFiles(
        partial(read_credential, folder, boundary=boundary),
        partial(read_credential, folder, boundary=boundary, of_ctms=True),
        partial(_read_certificate, folder, boundary=boundary),
    )


def _read_certificate(folder: str, path: str, boundary: BoundaryOf) -> CertificateFile:
    # Few landscapes name the file of a certificate.
    from calm_lint.files.certificate_file import read_certificate

    return read_certificate(folder, path, boundary)
