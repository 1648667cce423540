"""The destinations in the subaccounts of SAP Cloud ALM tenants."""

from __future__ import annotations

import re
from functools import cached_property
from typing import cast

from calm_lint.model.cloud_alm import CloudAlmLandscape, CloudAlmTenant
from calm_lint.model.entity import Entity, credential, text
from calm_lint.model.values.facts import ATO_DESTINATION

_ATO = ATO_DESTINATION.replace("_", "")


class Destination(Entity):
    """A destination, through which SAP Cloud ALM calls a connected system."""

    definition = "destination"
    identifier = "name"

    name = credential()
    cloud_alm_tenant = text()
    type = text()
    url = credential()
    proxy_type = text()
    authentication = text()
    key_store_location = credential()
    key_store_password = credential()
    description = text()

    @property
    def landscape(self) -> CloudAlmLandscape:
        """The landscape that the destination is part of."""
        return cast(CloudAlmLandscape, self.parent)

    @cached_property
    def is_ato(self) -> bool:
        """Whether it is meant to lead to the Adaptation Transport Organizer of a tenant, by its name."""
        return self._letters.startswith(_ATO)

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
