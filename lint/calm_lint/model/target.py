"""Which SAP Cloud ALM tenant a communication system stands for.

The host of the token endpoint names a tenant in the real world, by its identity zone and region. The API
host does not: all tenants of a region share it.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple, TypeVar

from calm_lint.model.cloud_alm import CloudAlmTenant
from calm_lint.model.cloud_alm_landscape import CloudAlmLandscape
from calm_lint.model.entity import Scalar
from calm_lint.model.systems import RemoteSystem
from calm_lint.model.values.facts import CHINA
from calm_lint.model.values.hosts import identity_host, token_region

T = TypeVar("T")


class AlmTarget(NamedTuple):
    """An SAP Cloud ALM tenant, as far as a landscape tells who it is.

    Attributes:
        tenant: the tenant of the landscape, None if none is known by this host.
        host: the host of its UAA URL or, where it has no binding, that of the system's token endpoint.
        referred: whether the system names the tenant itself, in `cloud_alm_tenant`.
    """

    tenant: CloudAlmTenant | None
    host: str | None
    referred: bool = False

    def name_beside(self, other: AlmTarget) -> str:
        """Return what to call it in a message about both: its id in the landscape, its host where that tells more."""
        by_id = self.tenant.id.value if self.tenant and self.tenant is not other.tenant else None
        return by_id or self.host or "unnamed"

    def equals(self, other: AlmTarget) -> bool:
        """Return whether two targets are certainly one SAP Cloud ALM tenant."""
        if self.differs(other):
            return False
        return self.tenant is other.tenant is not None or self.host == other.host is not None

    def differs(self, other: AlmTarget) -> bool:
        """Return whether two targets are certainly two SAP Cloud ALM tenants.

        Two references to different tenants are, unless both bindings name one host. Otherwise two
        hosts are.
        """
        if self.tenant and other.tenant and self.tenant is not other.tenant and self.referred and other.referred:
            host = self.tenant.uaa_host
            return host is None or host != other.tenant.uaa_host
        return None not in (self.host, other.host) and self.host != other.host

    def differs_elsewhere(self, other: AlmTarget) -> bool:
        """Return whether the targets of two landscapes are certainly two SAP Cloud ALM tenants: they have two hosts."""
        return None not in (self.host, other.host) and self.host != other.host


def target_of(
    landscape: CloudAlmLandscape, reference: Scalar[str], token_endpoint: Scalar[str], host: str | None
) -> AlmTarget | None:
    """Return the SAP Cloud ALM tenant that something connects to, None if that is unknown.

    Args:
        landscape: the landscape.
        reference: what may name the tenant itself.
        token_endpoint: the token endpoint.
        host: the host of the token endpoint in the form in which two of one tenant are equal, None if it is none.
    """
    if not reference.missing:
        tenant = landscape.cloud_alm_tenant(reference.value)
        return AlmTarget(tenant, tenant.uaa_host or host, referred=True) if tenant else None
    if host:
        return AlmTarget(next(iter(landscape.cloud_alm_tenants_at(host)), None), host)
    alone = len(landscape.cloud_alm_tenants) == 1 and landscape.knows("cloud_alm_tenants")
    if alone and not token_endpoint.unknown:
        tenant = landscape.cloud_alm_tenants[0]
        return AlmTarget(tenant, tenant.uaa_host)
    return None


def distinct(reached: Iterable[tuple[T, AlmTarget | None]]) -> list[tuple[T, AlmTarget]]:
    """Return the targets that certainly differ, each with the first that reaches it.

    Args:
        reached: what reaches a target, and the target, None if that is unknown.
    """
    found: list[tuple[T, AlmTarget]] = []
    # Two hosts are two tenants, so that only a target with the same host, or without one, may be the same.
    by_host: dict[str | None, list[AlmTarget]] = {}
    for first, target in reached:
        if target is None:
            continue
        same_host = by_host.setdefault(target.host, [])
        alike = [*same_host, *by_host.get(None, ())] if target.host else [each for _, each in found]
        if all(target.differs(other) for other in alike):
            found.append((first, target))
            same_host.append(target)
    return found


def token_host(system: RemoteSystem) -> str | None:
    """Return the host of the token endpoint in lower case, None if it is missing or cannot be that of a tenant."""
    address = system.token_address
    host = identity_host(address.host) if address else ""
    return host if token_region(host) or CHINA in host else None
