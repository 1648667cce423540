"""The hosts of SAP Cloud ALM: those of its API and of its authorization server, and the regions in them.

Documented are `<region>.alm.cloud.sap` and `<tenant>.<region>.alm.cloud.sap` for the API, and
`<identity zone>.authentication.<region>.hana.ondemand.com` for the tokens. China (cn20) has others.
"""

from __future__ import annotations

import re
from functools import lru_cache

from calm_lint.model.values.facts import API_HOST, CERTIFICATE_HOST, TOKEN_HOST


def _pattern(form: str) -> str:
    """Return the regular expression of a host's form, which finds the region."""
    pattern = re.escape(form).replace(r"\[", "(?:").replace(r"\]", ")?")
    return pattern.replace("<zone>", r"[\w-]+").replace("<region>", r"([\w-]+)")


def _server(form: str) -> str:
    """Return what stands between zone and region in a host's form."""
    return form.partition("<zone>")[2].partition("<region>")[0]


_API = _pattern(API_HOST)
_UAA = _pattern(TOKEN_HOST)
_SERVER = _server(TOKEN_HOST)
_CERTIFICATE = _server(CERTIFICATE_HOST)


def api_region(host: str) -> str | None:
    """Return the region in the host of the API, None if it is no such host."""
    return _region(_API, host)


def token_region(host: str) -> str | None:
    """Return the region in the host of the authorization server, None if it is no such host."""
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
    return host.lower().replace(_CERTIFICATE, _SERVER, 1)


def certificate_host(host: str) -> str:
    """Return the form of a token host for clients that log on with a certificate."""
    return identity_host(host).replace(_SERVER, _CERTIFICATE, 1)


def base_region(region: str) -> str:
    """Return a region without its numbered extension: `eu10-004` is part of `eu10`."""
    base, hyphen, number = region.lower().rpartition("-")
    return base if hyphen and number.isdecimal() else region.lower()


# A landscape has few hosts, and many rules ask for the region of each.
@lru_cache(maxsize=256)
def _region(pattern: str, host: str) -> str | None:
    # Beyond ASCII, letters that only look like those of a host would be taken for these.
    match = re.fullmatch(pattern, host, re.IGNORECASE | re.ASCII)
    return match[1].lower() if match else None
