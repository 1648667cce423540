"""The hosts of SAP Cloud ALM: those of its API and of its authorization server, and the regions in them.

Documented are `<region>.alm.cloud.sap` and `<tenant>.<region>.alm.cloud.sap` for the API, and
`<identity zone>.authentication.<region>.hana.ondemand.com` for the tokens. China (cn20) has others.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

REGIONS: Final = frozenset({"ap10", "ca10", "cn20", "eu10", "eu11", "eu20", "jp10", "us10"})
"""The regions in which SAP Cloud ALM is offered (SAP Cloud ALM setup guide, Regions)."""

CHINA: Final = "cn20"

_CERTIFICATE = ".authentication.cert."
_API = r"(?:[\w-]+\.)?([\w-]+)\.alm\.cloud\.sap"
_UAA = r"[\w-]+\.authentication\.([\w-]+)\.hana\.ondemand\.com"


def api_region(host: str) -> str | None:
    """Return the region in the host of the API, None where it is no such host."""
    return _region(_API, host)


def token_region(host: str) -> str | None:
    """Return the region in the host of the authorization server, None where it is no such host."""
    return _region(_UAA, host)


def is_certificate_host(host: str) -> bool:
    """Return whether a host is that of the authorization server for clients that log on with a certificate."""
    return _CERTIFICATE in host.lower()


@lru_cache(maxsize=256)
def identity_host(host: str) -> str:
    """Return a token host in the form in which two of one SAP Cloud ALM tenant are equal.

    `acme.authentication.cert.eu10.hana.ondemand.com` and `acme.authentication.eu10.hana.ondemand.com` are one
    tenant: the first is for clients that log on with a certificate.
    """
    return host.lower().replace(_CERTIFICATE, ".authentication.", 1)


def certificate_host(host: str) -> str:
    """Return the form of a token host for clients that log on with a certificate."""
    return identity_host(host).replace(".authentication.", _CERTIFICATE, 1)


def base_region(region: str) -> str:
    """Return a region without its numbered extension: `eu10-004` is part of `eu10`."""
    base, hyphen, number = region.lower().rpartition("-")
    return base if hyphen and number.isdecimal() else region.lower()


# A landscape has few hosts, and many rules ask for the region of each.
@lru_cache(maxsize=256)
def _region(pattern: str, host: str) -> str | None:
    match = re.fullmatch(pattern, host, re.IGNORECASE)
    return match[1].lower() if match else None
