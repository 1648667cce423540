"""Why a server gave no answer, in the words of those who have to mend it."""

from __future__ import annotations

import re
import socket
import ssl
from contextlib import suppress
from http.client import HTTPException, IncompleteRead, RemoteDisconnected
from typing import Final, Literal

from calm_lint.errors import CalmLintError
from calm_lint.text.escaping import printable

Kind = Literal["name", "certificate", "issuer", "tls", "protocol", "lookup", "unreachable"]

# The results of the verification of a certificate, as OpenSSL numbers them in x509_vfy.h.
_NOT_YET_VALID: Final = 9
_EXPIRED: Final = 10
_OTHER_HOST: Final = 62
_UNKNOWN_ISSUER: Final = (18, 19, 20, 21)

_MOST_NAMES: Final = 3
_CUT_OFF: Final = (ssl.SSLEOFError, ConnectionResetError, BrokenPipeError, IncompleteRead, RemoteDisconnected)
_NO_SUCH_NAME: Final = {socket.EAI_NONAME, getattr(socket, "EAI_NODATA", socket.EAI_NONAME)}


class NoAnswerError(CalmLintError):
    """A server gave no answer; the message is a sentence without its final period.

    Attributes:
        kind: what failed. `name`: there is no such host; `certificate`, `issuer`: its certificate is wrong, or of an
            issuer that is not trusted; `tls`, `protocol`: what answers does not speak TLS or HTTP as it should;
            `lookup`: nobody says where the host is; `unreachable`: it does not answer.
    """

    def __init__(self, kind: Kind, message: str) -> None:
        super().__init__(message)
        self.kind = kind


def no_answer(error: OSError | HTTPException, host: str, timeout: float, proxy: str) -> NoAnswerError:
    """Return why a host gave no answer.

    Args:
        error: what the standard library raised; no certificate fails it, as `wrong_certificate` is about these.
        host: the host.
        timeout: how many seconds it had.
        proxy: the host of the proxy, empty if there is none.
    """
    if isinstance(error, socket.gaierror):
        if proxy:
            return NoAnswerError("lookup", f"there is no proxy {proxy}")
        if error.errno in _NO_SUCH_NAME:
            return NoAnswerError("name", f"there is no host {host}")
        return NoAnswerError("lookup", f"no name server says where {host} is")
    # A proxy looks the name up, and may not have come that far.
    unreachable: Kind = "lookup" if proxy else "unreachable"
    if isinstance(error, TimeoutError):
        unit = "second" if timeout == 1 else "seconds"
        return NoAnswerError(unreachable, f"{host} did not answer within {timeout:g} {unit}")
    if isinstance(error, _CUT_OFF):
        return NoAnswerError(unreachable, f"{host} cut the connection off")
    if isinstance(error, ssl.SSLError):
        reason = (error.reason or "unknown reason").replace("_", " ").lower()
        return NoAnswerError("tls", f"TLS with {host} fails: {reason}")
    if isinstance(error, HTTPException):
        return NoAnswerError("protocol", f"{host} answers something that is no HTTP")
    if isinstance(error, ConnectionRefusedError):
        return NoAnswerError(unreachable, f"{f'the proxy {proxy}' if proxy else host} refuses the connection")
    refused = re.match(r"Tunnel connection failed: (\d{3})", str(error))
    if refused:
        return NoAnswerError(unreachable, f"the proxy {proxy} answers {refused[1]} and does not connect to {host}")
    return NoAnswerError(unreachable, f"{host} cannot be reached: {(error.strerror or 'unknown reason').lower()}")


def wrong_certificate(error: ssl.SSLCertVerificationError, host: str, certificate: bytes) -> NoAnswerError:
    """Return what is wrong with the certificate of a host.

    Args:
        error: what the verification says.
        host: the host.
        certificate: the certificate, as DER; empty if it is unknown.
    """
    # Only those who probe pay for it.
    from cryptography import x509

    parsed = None
    with suppress(ValueError):
        parsed = x509.load_der_x509_certificate(certificate)
    code = error.verify_code
    if code == _OTHER_HOST:
        of = f"for {', '.join(_names(parsed))}" if parsed and _names(parsed) else "for other hosts"
        return NoAnswerError("certificate", f"the certificate of {host} is {of}, and not for {host}")
    if code in (_EXPIRED, _NOT_YET_VALID):
        if code == _EXPIRED:
            day = f" on {parsed.not_valid_after_utc.date()}" if parsed else ""
            return NoAnswerError("certificate", f"the certificate of {host}, or of its issuer, expired{day}")
        return NoAnswerError("certificate", f"the certificate of {host} is not valid yet")
    if code in _UNKNOWN_ISSUER:
        issuer = _issuer(parsed) if parsed else "an authority"
        return NoAnswerError("issuer", f"the certificate of {host} is issued by {issuer}, which is not trusted here")
    return NoAnswerError("certificate", f"the certificate of {host} cannot be verified")


def _names(certificate: object) -> list[str]:
    """Return the first hosts that a certificate is for."""
    from cryptography import x509

    assert isinstance(certificate, x509.Certificate)
    try:
        names = certificate.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
        found = names.get_values_for_type(x509.DNSName)
    except (x509.ExtensionNotFound, ValueError):
        return []
    return [printable(name)[:253] for name in found[:_MOST_NAMES]]


def _issuer(certificate: object) -> str:
    from cryptography import x509
    from cryptography.x509.oid import NameOID

    assert isinstance(certificate, x509.Certificate)
    for kind in (NameOID.COMMON_NAME, NameOID.ORGANIZATION_NAME):
        for attribute in certificate.issuer.get_attributes_for_oid(kind):
            return printable(str(attribute.value))[:100]
    return "an authority without a name"
