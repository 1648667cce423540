"""The landscape: what one document of a landscape file describes."""

from __future__ import annotations

from collections.abc import Iterator

from calm_lint.model.cloud_alm import CloudAlmTenant
from calm_lint.model.entity import Entity, integer, text
from calm_lint.model.tenants import AlmArrangement, S4Tenant
from calm_lint.reading.document import Document
from calm_lint.reading.nodes import Node


class Landscape(Entity):
    """One document of a landscape file."""

    format = integer()
    name = text()
    description = text()

    def __init__(self, document: Document) -> None:
        super().__init__(document, None, (), document.data)

    def _collect(self) -> None:
        self.cloud_alm_tenants = self._entries("cloud_alm_tenants", CloudAlmTenant)
        self.s4hana_tenants = self._entries("s4hana_tenants", S4Tenant)

    def cloud_alm_tenant(self, tenant_id: str | None) -> CloudAlmTenant | None:
        """Return the SAP Cloud ALM tenant of this id, None where there is none."""
        return next((each for each in self.cloud_alm_tenants if each.id.value == tenant_id is not None), None)

    def walk(self) -> Iterator[Node]:
        """Yield the landscape and every entity in it, in the order of the file."""
        yield self
        for alm_tenant in self.cloud_alm_tenants:
            yield alm_tenant
            if alm_tenant.downloaded:
                yield alm_tenant.downloaded
            for binding in alm_tenant.bindings:
                yield from (binding, binding.endpoints, binding.uaa)
            if alm_tenant.service_instance:
                yield alm_tenant.service_instance
        for tenant in self.s4hana_tenants:
            yield tenant
            for system in tenant.communication_systems:
                yield system
                yield from system.outbound_users
            for arrangement in tenant.communication_arrangements:
                yield arrangement
                if isinstance(arrangement, AlmArrangement):
                    yield from arrangement.outbound_services.entries
            yield from tenant.transports
