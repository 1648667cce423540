"""The SAP Cloud ALM side of a landscape: its tenants, and which one is meant by an id or a host."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from calm_lint.model.cloud_alm import CloudAlmTenant
from calm_lint.model.declarations import children
from calm_lint.model.entity import Entity
from calm_lint.text.suggestions import Names


class CloudAlmLandscape(Entity):
    """What the systems of a landscape connect to: its SAP Cloud ALM tenants."""

    cloud_alm_tenants = children(CloudAlmTenant)

    def cloud_alm_tenant(self, tenant_id: str | None) -> CloudAlmTenant | None:
        """Return the SAP Cloud ALM tenant of this id, None if there is none."""
        return self._by_id.get(tenant_id) if tenant_id is not None else None

    def cloud_alm_tenants_at(self, host: str) -> Sequence[CloudAlmTenant]:
        """Return the SAP Cloud ALM tenants whose UAA URL has this host; there should be one at most."""
        return self._by_host.get(host, ())

    @cached_property
    def alm_ids(self) -> Names:
        """The ids of its SAP Cloud ALM tenants."""
        return Names(tenant.id.value for tenant in self.cloud_alm_tenants)

    @cached_property
    def hosts_are_known(self) -> bool:
        """Whether no SAP Cloud ALM tenant has a binding with an unknown URL, which any token endpoint could match."""
        return all(tenant.uaa_host or not tenant.has_binding for tenant in self.cloud_alm_tenants)

    @cached_property
    def _by_id(self) -> dict[str | None, CloudAlmTenant]:
        # Of two tenants with one id, the first counts.
        return {tenant.id.value: tenant for tenant in reversed(self.cloud_alm_tenants)}

    @cached_property
    def _by_host(self) -> dict[str | None, list[CloudAlmTenant]]:
        found: dict[str | None, list[CloudAlmTenant]] = {}
        for tenant in self.cloud_alm_tenants:
            found.setdefault(tenant.uaa_host, []).append(tenant)
        return found
