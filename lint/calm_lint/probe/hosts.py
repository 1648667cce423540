"""Which hosts are asked: a landscape file may be hostile, and it names the hosts that get a secret or a token."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Final

from calm_lint.model.values.facts import API_DOMAIN, CHINA_DOMAIN

# Stricter than the forms that rules know: nobody but SAP answers at a host of these forms. Applications of others live
# at hosts such as <name>.cfapps.<region>.hana.ondemand.com.
_LABEL: Final = "[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
_REGION: Final = "[a-z]{2}[0-9]{2}(?:-[0-9]{3})?"
_API: Final = re.compile(rf"(?:{_LABEL}\.){{1,4}}{re.escape(API_DOMAIN)}")
_UAA: Final = re.compile(
    rf"{_LABEL}\.authentication\.(?:cert\.)?{_REGION}\.(?:hana\.ondemand\.com|{re.escape(CHINA_DOMAIN)})"
)
_HOST: Final = re.compile(rf"(?=.{{1,253}}\Z)(?:{_LABEL}\.)*{_LABEL}")


class Hosts:
    """The hosts that may be asked.

    Args:
        trusted: those that the person at the command line named.
    """

    def __init__(self, trusted: Collection[str] = ()) -> None:
        self._trusted = frozenset(map(str.lower, trusted))

    def is_api(self, host: str) -> bool:
        """Return whether a host may get a token: it is SAP's by its form, or trusted."""
        return self._is(_API, host)

    def is_uaa(self, host: str) -> bool:
        """Return whether a host may get a client secret: it is SAP's authorization server by its form, or trusted."""
        return self._is(_UAA, host)

    def _is(self, form: re.Pattern[str], host: str) -> bool:
        return is_host(host) and (host.lower() in self._trusted or form.fullmatch(host.lower()) is not None)


def is_host(text: str) -> bool:
    """Return whether a text has the form of the name of a host (RFC 1123, section 2.1)."""
    return _HOST.fullmatch(text.lower()) is not None
