"""Client certificates for mTLS: the file of the certificate, and the key that belongs to it."""

from __future__ import annotations

import ssl
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.types import PrivateKeyTypes
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat, load_pem_private_key

from calm_lint.errors import CalmLintError, UsageError
from calm_lint.files.regular import read_regular
from calm_lint.text.escaping import printable

_LARGEST: Final = 1_000_000


class NoCertificateError(CalmLintError):
    """A client certificate cannot be used; the message says why, without its final period."""


class Keys:
    """The private keys that the person at the command line named.

    Args:
        files: the files, in PEM form.
        ask: returns the password of a key, None where there is nobody to ask.

    Raises:
        UsageError: if a file is no private key that can be read.
    """

    def __init__(self, files: Sequence[str], ask: Callable[[str], str | None] = lambda _: None) -> None:
        self._keys = [_Key(file, ask) for file in files]

    def load(self, context: ssl.SSLContext, file: str) -> None:
        """Load a certificate with its key into a context.

        Args:
            context: the context.
            file: the file of the certificate.

        Raises:
            NoCertificateError: if it cannot be read, or no key belongs to it.
        """
        if not self._keys:
            raise NoCertificateError("--key names no file with the private key of the certificate")
        content = read_regular(file, follow=True, most=_LARGEST)
        try:
            public = _public(x509.load_pem_x509_certificate(content or b"").public_key())
        except ValueError:
            raise NoCertificateError("the file of the certificate cannot be read") from None
        key = next((key for key in self._keys if key.public == public), None)
        if key is None:
            raise NoCertificateError("no file that --key names holds the private key of the certificate")
        try:
            # Without a function here, OpenSSL would ask at the terminal.
            context.load_cert_chain(file, key.file, password=lambda: key.password)
        except (OSError, ValueError):
            raise NoCertificateError("certificate and private key cannot be used with each other") from None


class _Key:
    def __init__(self, file: str, ask: Callable[[str], str | None]) -> None:
        self.file = file
        self.password = ""
        shown = printable(file)
        content = _content(file)
        try:
            key = load_pem_private_key(content, None)
        except TypeError:
            password = ask(file)
            if password is None:
                raise UsageError(f"the key in {shown} has a password, and there is no terminal to ask for it") from None
            self.password = password
            key = _with_password(content, password, shown)
        except ValueError:
            raise UsageError(f"{shown} holds no private key in PEM form, --key must name one") from None
        self.public = _public(key.public_key())


def _content(file: str) -> bytes:
    try:
        with Path(file).open("rb") as opened:
            return opened.read(_LARGEST)
    except OSError as error:
        reason = (error.strerror or "unknown reason").lower()
        raise UsageError(f"{printable(file)} cannot be read: {reason}") from None


def _with_password(content: bytes, password: str, shown: str) -> PrivateKeyTypes:
    try:
        return load_pem_private_key(content, password.encode())
    except (TypeError, ValueError):
        raise UsageError(f"the key in {shown} cannot be read with this password") from None


def _public(key: object) -> bytes:
    encoded: bytes = key.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)  # type: ignore[attr-defined]
    return encoded
