"""Reading a downloaded binding credential: the JSON that `binding_file` names."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Callable, Iterator, Mapping

from calm_lint.files.boundary import Boundary, within
from calm_lint.reading.credential import Credential

# A real one has about two thousand characters.
LARGEST = 1_000_000

MISSING = Credential({}, "does not exist, so nothing is compared with it", missing=True)

_SECRETS = ("clientsecret", "key")
_WRITTEN = r"\b(?:clientsecret|key)\b|PRIVATE KEY-----"

# A foreign file whose values are shown is nothing but a credential of SAP Cloud ALM: also the values that may lack.
_PLAIN: dict[tuple[str, ...], str] = {
    ("endpoints", "Api"): r"https://[\w.-]+\.(?:cloud\.sap|sapcloud\.cn)(?:/[\w/-]*)?",
    ("uaa", "url"): r"https://[\w.-]+\.(?:ondemand\.com|sapcloud\.cn)/?",
    ("uaa", "clientid"): r"[\w.-]+![bt][0-9]+\|sapcloudalm![bt][0-9]+",
    ("uaa", "identityzone"): r"[\w-]*",
    ("uaa", "credential-type"): r"[\w-]*",
}
_PLAIN_CTMS: dict[tuple[str, ...], str] = {
    ("uri",): r"https://[\w.-]+\.(?:ondemand\.com|sapcloud\.cn)/?",
    ("uaa", "url"): _PLAIN["uaa", "url"],
    ("uaa", "clientid"): r"[\w.-]+![bt][0-9]+\|[\w-]+![bt][0-9]+",
}


def read_credential(
    folder: str, path: str, boundary: Callable[[str], Boundary | None] = lambda _: None, *, of_ctms: bool = False
) -> Credential:
    """Read a binding credential of SAP Cloud ALM, or a service key of SAP Cloud Transport Management.

    Args:
        folder: the folder of the landscape file.
        path: the path as it stands there, relative to the folder unless it is absolute.
        boundary: returns what a folder belongs to; of a file outside of that, nothing is said but whether it can
            be used.
        of_ctms: whether it has to be a service key of SAP Cloud Transport Management.
    """
    file = os.path.join(folder, path)
    limit = boundary(os.path.abspath(folder))
    if within(file, limit):
        return _read_credential(file, of_ctms=of_ctms)
    credential = _read_credential(file, foreign=True, of_ctms=of_ctms)
    if limit is None or (not credential.fault and _is_plain(credential.content, _PLAIN_CTMS if of_ctms else _PLAIN)):
        return credential
    # One sentence and one level, whatever is the matter with it, whether it exists included.
    fault = (
        f"is outside of {limit.name} and cannot be used, so that nothing is compared with it; --trust-paths says why"
    )
    return Credential({}, fault, missing=True)


def _is_plain(content: dict[str, object], plain: Mapping[tuple[str, ...], str]) -> bool:
    from calm_lint.files.service_key import text_at

    return all(re.fullmatch(pattern, text_at(content, *keys)) for keys, pattern in plain.items())


def _read_credential(file: str, *, foreign: bool = False, of_ctms: bool) -> Credential:
    try:
        raw = read_regular_file(file, LARGEST)
    except FileNotFoundError:
        return MISSING
    except OSError as error:
        return Credential({}, f"cannot be read: {(error.strerror or 'unknown reason').lower()}")
    except ValueError:
        return Credential({}, "cannot be read: it is no file")
    from calm_lint.files.exposure import is_exposed

    return credential_of(raw, lambda: not foreign and is_exposed(os.path.realpath(file)), of_ctms=of_ctms)


def credential_of(raw: bytes, is_exposed: Callable[[], bool], *, of_ctms: bool = False) -> Credential:
    """Return the binding credential or service key that the content of a file is.

    Args:
        raw: the content.
        is_exposed: returns whether git would take the file into the repository.
        of_ctms: whether it has to be a service key of SAP Cloud Transport Management.
    """
    if len(raw) > LARGEST:
        return Credential({}, f"has more than {LARGEST:,} bytes, must be the JSON of one binding credential")
    # Most landscapes name no file, and need no JSON.
    from calm_lint.files.service_key import BINDING, CTMS_KEY, parse

    content, fault, text, found = parse(raw, CTMS_KEY if of_ctms else BINDING)
    holds_secret = any(any(_secrets(each)) for each in found) if found else re.search(_WRITTEN, text)
    # Most credentials are ignored for the sake of their secret, and only that is worth a look.
    exposed = bool(holds_secret) and is_exposed()
    return Credential({} if fault else content, fault, exposed=exposed)


def read_regular_file(file: str, largest: int) -> bytes:
    """Return the bytes of a file, one more than the largest number of them where there are more.

    Raises:
        OSError: if it cannot be read.
        ValueError: if it is no regular file.
    """
    # Opening a pipe would wait for someone to write to it.
    if not stat.S_ISREG(os.stat(file).st_mode):
        raise ValueError("it is no file")
    with open(file, "rb") as stream:
        return stream.read(largest + 1)


def _secrets(content: dict[str, object]) -> Iterator[str]:
    from calm_lint.files.service_key import text_at
    from calm_lint.text.references import is_placeholder, is_reference

    key = content.get("key")
    texts = (*(text_at(content, "uaa", name) for name in _SECRETS), key.strip() if isinstance(key, str) else "")
    for value in texts:
        if value and not is_reference(value) and not is_placeholder(value):
            yield value
