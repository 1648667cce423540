"""Reading a downloaded binding credential: the JSON that `binding_file` names."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterator

from calm_lint.reading.credential import Credential

# A real one has about two thousand characters.
LARGEST = 1_000_000

# What the credential has to tell, by the keys that lead there.
_REQUIRED = (("endpoints", "Api"), ("uaa", "url"), ("uaa", "clientid"))
_SECRETS = ("clientsecret", "key")
_WRITTEN = r"\b(?:clientsecret|key)\b|PRIVATE KEY-----"
# Left and right, single and double, and the low one that German begins with.
_CURLY_QUOTES = "[\u2018\u2019\u201c\u201d\u201e]"


def read_credential(folder: str, path: str) -> Credential:
    """Read a binding credential.

    Args:
        folder: the folder of the landscape file.
        path: the path as it stands there, relative to the folder unless it is absolute.
    """
    file = os.path.join(folder, path)
    try:
        raw = read_file(file, LARGEST)
    except FileNotFoundError:
        return Credential({}, "is not there, so that nothing is compared with it", missing=True)
    except OSError as error:
        return Credential({}, f"cannot be read: {(error.strerror or 'unknown reason').lower()}")
    except ValueError:
        return Credential({}, "cannot be read: it is no file")
    if len(raw) > LARGEST:
        return Credential({}, f"has more than {LARGEST:,} bytes, must be the JSON of one binding credential")
    content, fault = _parse(raw)
    from calm_lint.files.gitignore import is_exposed

    holds_secret = any(_secrets(content)) if content else re.search(_WRITTEN, raw.decode(errors="replace"))
    # Only a secret is worth the time that git takes to answer.
    exposed = bool(holds_secret) and is_exposed(os.path.realpath(file))
    return Credential({} if fault else content, fault, exposed=exposed)


def read_file(file: str, largest: int) -> bytes:
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


def _parse(raw: bytes) -> tuple[dict[str, object], str]:
    """Return the object that a file holds, as far as it can be read, and what is wrong with it."""
    import json

    try:
        text = raw.decode("utf-8-sig")
        content = json.loads(text)
    except UnicodeDecodeError:
        return {}, "is not UTF-8"
    except json.JSONDecodeError as error:
        curly = re.search(_CURLY_QUOTES, text)
        hint = "curly quotes, as on a web page, must be straight ones" if curly else "download it once more"
        return {}, f"is not valid JSON in its line {error.lineno}, column {error.colno}: {hint}"
    except (RecursionError, ValueError):
        return {}, "is JSON that cannot be read, must be that of a binding credential"
    if not isinstance(content, dict):
        kind = "a list" if isinstance(content, list) else "a single value"
        return {}, f"is {kind}, must be the JSON object of one binding credential"
    lacking = [".".join(keys) for keys in _REQUIRED if not _text(content, *keys)]
    return content, f"lacks {' and '.join(lacking)}, must be the JSON of a binding credential" if lacking else ""


def _text(content: dict[str, object], outer: str, inner: str) -> str:
    part = content.get(outer)
    value = part.get(inner) if isinstance(part, dict) else None
    return value.strip() if isinstance(value, str) else ""


def _secrets(content: dict[str, object]) -> Iterator[str]:
    from calm_lint.text.references import is_placeholder, is_reference

    key = content.get("key")
    for value in (*(_text(content, "uaa", name) for name in _SECRETS), key.strip() if isinstance(key, str) else ""):
        if value and not is_reference(value) and not is_placeholder(value):
            yield value
