"""The names of fields whose values are secrets."""

from __future__ import annotations

import re
from functools import cache

from calm_lint.text.suggestions import did_you_mean

_SECRET = re.compile(
    r"secr(?!etar)|pwd|pass(?:wor[dt]|wd|phrase|code)|(?:^|[_.-])pass$|kennwort|(?<=.)tokens?$"
    r"|(?:api|access|account|client|encryption|private|shared|signing)[_.-]?keys?[0-9]{0,2}$|^authorization$",
    re.IGNORECASE,
)
# What is said about a secret without giving it.
_ABOUT = re.compile(
    r"[_.-](?:deactivated|expir\w+|names?|refs?|references?|paths?|files?|policy|policies|length|types?|owners?"
    r"|rotat\w+|valid\w*|until|on|at|since|store|provider|endpoint|host)$",
    re.IGNORECASE,
)
# Too common to be secrets anywhere else.
_IN_CREDENTIAL = frozenset({"key", "keys", "token", "tokens"})
_CREDENTIAL = re.compile(r"(?:^|[_.-])(?:uaa|bindings?|service[_-]?keys?|credentials?)$", re.IGNORECASE)
_CREDENTIAL_FIELDS = frozenset({"client_id", "clientid", "client_secret", "clientsecret", "uaa"})
_SEVERAL = re.compile(r"(?<!s)s$", re.IGNORECASE)


@cache
def is_secret(name: str, *, in_credential: bool = False) -> bool:
    """Return whether the value of a field is a secret, by its name, however it is misspelled.

    Args:
        name: the name of the field.
        in_credential: whether it is a field of a credential, where `key` and `token` are secrets.
    """
    if in_credential and name.lower() in _IN_CREDENTIAL:
        return True
    if _ABOUT.search(name):
        return False
    # A few letters, as `client`, resemble a longer name by being its beginning.
    misspelled = len(name) > len("client_id") and did_you_mean(name, ["client_secret"]) is not None
    return misspelled or _SECRET.search(name) is not None


@cache
def holds_names(name: str) -> bool:
    """Return whether a field holds secrets by their names, as `passwords` does: the names are none."""
    return _SEVERAL.search(name) is not None


@cache
def is_credential(name: str) -> bool:
    """Return whether a field holds a credential, as `uaa` and `binding` do."""
    return _CREDENTIAL.search(name) is not None


def looks_like_credential(names: set[str]) -> bool:
    """Return whether a mapping with fields of these names is a credential."""
    return not _CREDENTIAL_FIELDS.isdisjoint(names)
