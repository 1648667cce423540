"""Taking apart what people type into Host Name and Token Endpoint, right or wrong."""

import re
from functools import lru_cache
from typing import NamedTuple

# The generic form of RFC 3986, section 3, with the scheme optional: both fields are documented without. What is
# certainly no port is taken for a password, though a slash in one has to be escaped.
_ADDRESS = re.compile(
    r"(?:([A-Za-z][A-Za-z0-9+.-]*)://)?"
    r"(?:([^/?#]*|[^/?#:@]*:(?![0-9]*[/?#]).*)@)?"
    r"(\[[^\]/?#]*\]|[^/?#:]*)"
    r"(?::([^/?#]*))?"
    r"([^?#]*)"
    r"(?:\?([^#]*))?"
    r"(?:#(.*))?",
    re.DOTALL,
)


class Address(NamedTuple):
    """A host with what may stand around it; what is absent is None.

    Attributes:
        scheme: as in `https`, in the case it was typed in.
        user: what stands before `@`; it may hold a password and is never shown.
        host: the host as it was typed.
        port: the text after the colon.
        path: empty, or from the first `/` on.
        query: what follows `?`.
        fragment: what follows `#`.
    """

    scheme: str | None
    user: str | None
    host: str
    port: str | None
    path: str
    query: str | None
    fragment: str | None

    @classmethod
    @lru_cache(maxsize=256)
    def parse(cls, text: str) -> "Address":
        """Take an address apart; every text is one, and blanks around it do not count."""
        match = _ADDRESS.fullmatch(text.strip())
        assert match, "the last groups take whatever is left"
        return cls(*match.groups())

    def __str__(self) -> str:
        return "".join(
            (
                f"{self.scheme}://" if self.scheme is not None else "",
                f"{self.user}@" if self.user is not None else "",
                self.host,
                f":{self.port}" if self.port is not None else "",
                self.path,
                f"?{self.query}" if self.query is not None else "",
                f"#{self.fragment}" if self.fragment is not None else "",
            )
        )


def is_ip_address(text: str) -> bool:
    """Return whether a text is an IPv4 or IPv6 address, the latter with or without brackets."""
    text = text.removeprefix("[").removesuffix("]")
    # ipaddress is slow to import, and no IP address begins otherwise.
    if not (text[:1].isdigit() or ":" in text):
        return False
    from ipaddress import ip_address

    try:
        ip_address(text)
    except ValueError:
        return False
    return True
