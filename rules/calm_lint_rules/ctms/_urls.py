"""Code shared by the rules about the URLs of a destination to SAP Cloud Transport Management."""

from __future__ import annotations

from collections.abc import Iterator

from calm_lint.api import CHINA, Address, facts


def is_same(one: Address, other: Address) -> bool:
    """Return whether two addresses are equal: upper and lower case of the host, port 443 and a final / do not count."""
    return _normal(one) == _normal(other)


def is_in_china(address: Address) -> bool:
    """Return whether an address is one of region cn20, where hosts have other forms."""
    host = address.host.lower()
    return CHINA in host or host.endswith(facts.CHINA_DOMAIN)


def form_faults(address: Address) -> Iterator[str]:
    """Yield what an address has that an https URL of a service has not, host and path aside."""
    if address.scheme is None:
        yield "has no https://"
    elif address.scheme.lower() != "https":
        yield f"has {address.scheme}://"
    if address.user is not None:
        yield "has a user"
    if address.port not in (None, str(facts.PORT)):
        yield f"has port {address.port}" if address.port else "has a colon without port"
    if address.query is not None:
        yield "has a query"
    if address.fragment is not None:
        yield "has a fragment"


def _normal(address: Address) -> Address:
    return address._replace(
        scheme=(address.scheme or "").lower(),
        host=address.host.lower(),
        port=None if address.port == str(facts.PORT) else address.port,
        path=address.path.removesuffix("/"),
    )
