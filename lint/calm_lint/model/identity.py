"""Which entries describe one S/4HANA tenant: they have one Global Tenant ID, else one Host and one Client."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from calm_lint.model.cloud_alm import host_of
from calm_lint.model.entity import Scalar
from calm_lint.model.tenants import S4Tenant
from calm_lint.text.references import is_placeholder, is_reference

Described = tuple[S4Tenant, Sequence[str]]

_ID = "Global Tenant ID"
# What stands around a host in a URL.
_AROUND_HOST = frozenset("/:@?# \t")


def described(tenants: Iterable[S4Tenant]) -> list[Described]:
    """Return tenants, each with its keys: two entries for one tenant have one of them in common.

    All tenants of all files pass through here, so that it looks at the data itself. Case and scheme of a host do not
    count.
    """
    found: list[Described] = []
    for tenant in tenants:
        data = tenant.data
        keys = []
        if "global_tenant_id" in data and type(data["global_tenant_id"]) is str and data["global_tenant_id"]:
            keys.append(f"{_ID} {data['global_tenant_id']}")
        if "host" in data and "client" in data:
            host, client = data["host"], data["client"]
            if type(host) is str and type(client) is str and client:
                host = host.lower() if _AROUND_HOST.isdisjoint(host) else host_of(host)
                keys += [f"Host {host} and Client {client}"] if host else ()
        found.append((tenant, keys))
    return found


def same_tenants(entries: Iterable[Described]) -> list[list[S4Tenant]]:
    """Return the entries that describe one tenant, in their order, for each tenant that has several."""
    first: dict[str, int] = {}
    # The number of an earlier entry for the same tenant.
    earlier: dict[int, int] = {}
    tenants = []
    for number, (tenant, keys) in enumerate(entries):
        tenants.append(tenant)
        for key in keys:
            if key not in first:
                first[key] = number
            elif key.startswith(_ID) or _is_known(tenant.host):
                one, other = sorted((_first(first[key], earlier), _first(number, earlier)))
                if one != other:
                    earlier[other] = one
    groups: dict[int, list[S4Tenant]] = {_first(number, earlier): [] for number in earlier}
    for number, tenant in enumerate(tenants if groups else ()):
        leader = _first(number, earlier)
        if leader in groups:
            groups[leader].append(tenant)
    return list(groups.values())


def shared_fields(one: S4Tenant, other: S4Tenant) -> str:
    """Return which fields two entries for one tenant have in common; none if only a third entry joins them."""
    (_, keys), (_, others) = described((one, other))
    key = next((key for key in keys if key in others), "")
    return _ID if key.startswith(_ID) else "Host and Client" if key else ""


def _first(number: int, earlier: dict[int, int]) -> int:
    """Follow the numbers of earlier entries to the first one, and shorten the way for the next time."""
    first = number
    while first in earlier:
        first = earlier[first]
    while number != first:
        earlier[number], number = first, earlier[number]
    return first


def _is_known(host: Scalar[str]) -> bool:
    """Check whether a host is that of a tenant, and not what was to be replaced by one."""
    return not (is_placeholder(host.value or "") or is_reference(host.value or ""))
