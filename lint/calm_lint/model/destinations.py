"""The destinations in the subaccounts of SAP Cloud ALM tenants and of products."""

from __future__ import annotations

import re
from functools import cached_property
from typing import cast

from calm_lint.model.cloud_alm import CloudAlmTenant
from calm_lint.model.cloud_alm_landscape import CloudAlmLandscape
from calm_lint.model.ctms import CtmsService, Services
from calm_lint.model.declarations import block, credential, text
from calm_lint.model.entity import Entity
from calm_lint.model.values.facts import ATO_DESTINATION, CTMS_DESTINATION, SOURCE_SYSTEM_ID

_ATO = ATO_DESTINATION.replace("_", "")
_CTMS = CTMS_DESTINATION.replace("_", "")

# They stand in the subaccount of a product.
_APPLICATION_SIDE = ("TransportManagementService", "ctms_destination")


class AdditionalProperties(Entity):
    """The additional properties of a destination, by their names."""

    source_system_id = credential(SOURCE_SYSTEM_ID)


class Destination(Entity):
    """A destination, through which SAP Cloud ALM calls a connected system."""

    definition = "destination"
    identifier = "name"

    name = credential()
    cloud_alm_tenant = text()
    ctms_service = text()
    type = text()
    url = credential()
    proxy_type = text()
    authentication = text()
    key_store_location = credential()
    key_store_password = credential()
    description = text()
    client_id = credential()
    client_secret = credential()
    token_service_url = credential()
    token_service_url_type = text()

    additional_properties = block(AdditionalProperties)

    @property
    def landscape(self) -> CloudAlmLandscape:
        """The landscape that the destination is part of."""
        return cast(CloudAlmLandscape, self.parent)

    @cached_property
    def is_ato(self) -> bool:
        """Whether it is meant to lead to the Adaptation Transport Organizer of a tenant, by its name."""
        return self._letters.startswith(_ATO) and not self.is_ctms

    @cached_property
    def is_ctms(self) -> bool:
        """Whether it is meant to lead to SAP Cloud Transport Management, by its name or by what it refers to."""
        named = self._letters.startswith(_CTMS) or not self.ctms_service.missing
        return named and not self.is_application_side

    @property
    def is_application_side(self) -> bool:
        """Whether it stands in the subaccount of a product, and is no connection of SAP Cloud ALM."""
        return self.name.value in _APPLICATION_SIDE

    def service(self, services: Services) -> CtmsService | None:
        """Return the service that it leads to, None if that is none of the landscape.

        Args:
            services: those of the landscape.
        """
        if not self.ctms_service.missing:
            return services.by_id.get(self.ctms_service.value)
        return services.by_client_id.get(self.client_id.value) if self.client_id.value else None

    @cached_property
    def global_tenant_id(self) -> str | None:
        """The Global Tenant ID in the name of a destination to the ATO, None if there is none."""
        match = re.fullmatch(rf"{_ATO}([0-9]+)", self._letters)
        return match[1] if match else None

    @cached_property
    def alm_tenant(self) -> CloudAlmTenant | None:
        """The SAP Cloud ALM tenant in whose subaccount it stands, None if that is unknown."""
        landscape = self.landscape
        if not self.cloud_alm_tenant.missing:
            return landscape.cloud_alm_tenant(self.cloud_alm_tenant.value)
        alone = len(landscape.cloud_alm_tenants) == 1 and landscape.knows("cloud_alm_tenants")
        return landscape.cloud_alm_tenants[0] if alone else None

    @property
    def _letters(self) -> str:
        # Of a name that a placeholder was left in, the beginning still says what it is.
        name = self.data.get("name")
        return re.sub(r"[\W_]", "", name).upper() if isinstance(name, str) else ""
