"""When sentences of SAP's pages apply to an entity.

Each function returns why its condition does not hold, in a few words, and nothing if it does.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any, Final

from calm_lint.engine.kinds import all_ways_known, ctms_of, landscape_of
from calm_lint.model import (
    AlmSetup,
    Certificate,
    CloudAlmTenant,
    CtsDomain,
    CtsSystem,
    Destination,
    Landscape,
    S4Tenant,
    Transport,
)
from calm_lint.model.entity import Entity
from calm_lint.model.values.facts import CREDENTIALS_SINCE, MONITORING_SINCE, SETUP_CLIENT


def _exporting(transport: Transport) -> str:
    role = transport.tenant.role.value if transport.tenant else None
    return "" if role in ("development", "customizing") else "its tenant exports no transports, by its role"


def _production(system: S4Tenant | CtsSystem) -> str:
    return "" if system.role.value == "production" else "it is not a production system"


def _not_production(system: CtsSystem) -> str:
    return "it is a production system" if system.role.value == "production" else ""


def _several(entity: Entity) -> str:
    landscape = landscape_of(entity)
    alone = len(landscape.cloud_alm_tenants) < 2 and landscape.knows("cloud_alm_tenants")
    return "the landscape does not have several SAP Cloud ALM tenants" if alone else ""


def _tenants(landscape: Landscape) -> str:
    return "it has no S/4HANA tenants" if landscape.entry("s4hana_tenants").missing else ""


def _mtls_in_use(tenant: CloudAlmTenant) -> str:
    landscape = landscape_of(tenant)
    may_be = _uses_mtls(landscape) or not all_ways_known(landscape)
    return "" if may_be else "no S/4HANA tenant connects with a client certificate"


# The entities of one landscape ask this one after the other.
@lru_cache(maxsize=1)
def _uses_mtls(landscape: Landscape) -> bool:
    return any(each.mtls_systems for each in landscape.s4hana_tenants)


def _provisioned_late(tenant: CloudAlmTenant) -> str:
    day = tenant.provisioned_on.value
    return f"it was provisioned before {CREDENTIALS_SINCE}" if day and day < CREDENTIALS_SINCE else ""


def _provisioned_between(tenant: CloudAlmTenant) -> str:
    day = tenant.provisioned_on.value
    return "it was provisioned at another time" if day and not MONITORING_SINCE <= day < CREDENTIALS_SINCE else ""


def _provisioned_early(tenant: CloudAlmTenant) -> str:
    day = tenant.provisioned_on.value
    return f"it was provisioned on or after {MONITORING_SINCE}" if day and day >= MONITORING_SINCE else ""


def _instance(tenant: CloudAlmTenant) -> str:
    return "it has no service instance" if tenant.entry("service_instance").missing else ""


def _used(certificate: Certificate) -> str:
    return "" if certificate in landscape_of(certificate).certificates_used else "nothing uses it"


def _productive_service(destination: Destination) -> str:
    service = ctms_of(destination)
    usage = service.usage.value if service else None
    return "" if usage in (None, "productive") else "its service is not productive"


def _test_service(destination: Destination) -> str:
    service = ctms_of(destination)
    return "its service is productive" if service and service.usage.value == "productive" else ""


def _application_side(destination: Destination) -> str:
    return "" if destination.is_application_side else "it stands in the subaccount of SAP Cloud ALM"


def _physical(system: CtsSystem) -> str:
    if system.is_ecp:
        return "SAP sets it up: it is an Employee Central Payroll system"
    return "" if system.is_physical else "it is a virtual system"


def _not_ecp(system: CtsSystem) -> str:
    return "SAP sets it up: it is an Employee Central Payroll system" if system.is_ecp else ""


def _ecp(domain: CtsDomain) -> str:
    return "" if any(each.is_ecp for each in domain.systems) else "it has no Employee Central Payroll system"


def _not_set_up_by_sap(setup: AlmSetup) -> str:
    by_sap = setup.system.is_ecp and setup.client.value == SETUP_CLIENT
    return "ECP Operations sets it up" if by_sap else ""


def _hosted(system: CtsSystem) -> str:
    return "" if system.hosted_by_sap.value else "SAP does not host it, as far as the file says"


APPLIES: Final[Mapping[str, Callable[[Any], str]]] = {
    "exporting": _exporting,
    "production": _production,
    "not_production": _not_production,
    "several": _several,
    "tenants": _tenants,
    "mtls_in_use": _mtls_in_use,
    "provisioned_late": _provisioned_late,
    "provisioned_between": _provisioned_between,
    "provisioned_early": _provisioned_early,
    "instance": _instance,
    "used": _used,
    "productive_service": _productive_service,
    "test_service": _test_service,
    "application_side": _application_side,
    "physical": _physical,
    "not_ecp": _not_ecp,
    "ecp": _ecp,
    "not_set_up_by_sap": _not_set_up_by_sap,
    "hosted": _hosted,
}
"""The conditions, by the names that sentences call them by."""
