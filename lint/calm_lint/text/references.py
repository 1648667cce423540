"""Telling apart what may stand where a credential is wanted: references, placeholders, and the thing itself."""

from __future__ import annotations

import re
from functools import lru_cache

# The name of an environment variable, as POSIX has it. A default, as in ${NAME:-hunter2}, would be a secret.
_VARIABLE = r"\$\{(?:env:)?[A-Za-z_][A-Za-z0-9_]*\}"
_ADDRESS = r"(?i:(?!(?:https?|ftp|file):)[a-z][a-z0-9+.-]*)://([^\s,\[\]{}'\"]+)"
_TELLING_NAME = r"pass|pwd|secret|token"

# The words of SAP's examples and of people who mean to come back.
_PLACEHOLDER = r"<[^<>]*>|\basdf|(?<![\w-])(?:changeme|xxx|tenant-name|instance-name|todo)(?![\w-])"


def is_reference(text: str) -> bool:
    """Return whether a text refers to a secret instead of being one.

    A reference is ${NAME}, ${env:NAME}, or the address in a secret store, such as vault://calm/prod. An address with
    a user or a password in it is a secret itself.
    """
    text = text.strip()
    if re.fullmatch(_VARIABLE, text):
        return True
    address = re.fullmatch(_ADDRESS, text)
    return address is not None and not _holds_secret(address[1])


def variable_name(*words: str) -> str:
    """Return the name of an environment variable that is made of words; empty ones are left out."""
    name = re.sub(r"[^A-Z0-9]+", "_", "_".join(filter(None, words)).upper())
    return f"_{name}" if name[:1].isdigit() else name


def _holds_secret(address: str) -> bool:
    """Return whether an address, given without its scheme, holds a user or a password."""
    host, _, rest = address.replace("%40", "@").replace("?", "/").replace("#", "/").partition("/")
    # A password may hold a slash, though it ought to be escaped. An @ alone may be part of an item's name.
    before, at, _ = f"{host}/{rest}".rpartition("@")
    if "@" in host or (at and ":" in before):
        return True
    parameters = (part.partition("=") for part in re.split(r"[?&;#]", address)[1:])
    return any(equals and re.search(_TELLING_NAME, name, re.IGNORECASE) for name, equals, _ in parameters)


@lru_cache(maxsize=1024)
def is_placeholder(text: str) -> bool:
    """Return whether a text holds a placeholder of an example: <…>, asdf…, changeme and the like.

    A large landscape asks this of the same few values again and again.
    """
    return re.search(_PLACEHOLDER, text, re.IGNORECASE) is not None and not is_reference(text)
