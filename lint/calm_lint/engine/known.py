"""What has to be known of an entity, so that a rule can say whether it keeps a sentence of SAP's pages.

Each function returns what is missing, in a few words, and nothing if all is known.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any, Final

from calm_lint.engine.kinds import all_ways_known, around, ctms_of, landscape_of, services_reached
from calm_lint.model import (
    AlmArrangement,
    AlmSetup,
    AlmSystem,
    AlmUser,
    Binding,
    Certificate,
    CloudAlmTenant,
    CtmsService,
    CtsDomain,
    CtsSystem,
    Destination,
    Landscape,
    S4Tenant,
    ServiceInstance,
)
from calm_lint.model.entity import Entity
from calm_lint.model.identity import described
from calm_lint.model.values.hosts import api_region, identity_host, token_region
from calm_lint.text.references import is_placeholder

# Values of another form have findings of their own, and nothing is compared with them.
_CLIENT_ID: Final = re.compile(r"[^|]+![bt][0-9]+\|sapcloudalm![bt][0-9]+")
_NO_BINDING: Final = "no binding is known that its values can be compared with"


def _target(entity: Entity) -> str:
    unknown = "which SAP Cloud ALM tenant it is connected to is not known"
    if isinstance(entity, S4Tenant):
        known = not entity.reaches_unknown and all(each.target for each in entity.alm_arrangements)
        return "" if known else unknown
    if isinstance(entity, AlmSystem | AlmSetup):
        return "" if entity.target else unknown
    if isinstance(entity, CtsSystem):
        return "" if all(each.target for each in entity.alm_setup) else unknown
    return "" if not isinstance(entity, Destination) or entity.alm_tenant else unknown


def _zone(entity: Entity) -> str:
    """Two tenants of SAP Cloud ALM are told apart by the hosts of their UAA URLs."""
    if isinstance(entity, CloudAlmTenant):
        return "" if entity.uaa_host else "its UAA URL is not known, by which tenants are told apart"
    if not isinstance(entity, S4Tenant) or len(entity.alm_arrangements) < 2:
        return ""
    return "" if all(each.target for each in entity.alm_arrangements) else _target(entity)


def _binding(entity: Entity) -> str:
    """Values are compared with those of a binding that have the form of such values."""
    if isinstance(entity, CloudAlmTenant):
        readable = entity.valid_bindings and all(map(_is_readable, entity.valid_bindings))
        return "" if readable else "it has no binding that can be read as a whole"
    if isinstance(entity, AlmUser | AlmSetup):
        tenant, kind = entity.alm_tenant, entity.kind
        binding = tenant.binding_for(kind) if tenant and kind else None
        found = bool(binding and _CLIENT_ID.fullmatch(binding.uaa.clientid.value or ""))
    else:
        found = bool(entity.alm_tenant) if isinstance(entity, AlmSystem) else False
    return "" if found else _NO_BINDING


def _is_readable(binding: Binding) -> bool:
    uaa = binding.uaa
    return all(
        not each.unknown and not is_placeholder(each.value or "")
        for each in (binding.endpoints.api, uaa.url, uaa.clientid, uaa.credential_type, uaa.identityzone)
    )


def _api_host(entity: Entity) -> str:
    """Two hosts are compared if both are hosts of the API."""
    if isinstance(entity, CloudAlmTenant):
        return ""
    tenant = entity.alm_tenant if isinstance(entity, AlmSystem | AlmSetup) else None
    found = bool(tenant and api_region(tenant.api_host or ""))
    if isinstance(entity, AlmSystem) and entity.host_address:
        found = found and bool(api_region(entity.host_address.host))
    return "" if found else _NO_BINDING


def _uaa_host(entity: Entity) -> str:
    """Two hosts are compared if both are hosts of an authorization server."""
    tenant = entity.alm_tenant if isinstance(entity, AlmSystem | AlmSetup) else None
    address = entity.token_address if isinstance(entity, AlmSystem | AlmSetup) else None
    found = bool(
        tenant and token_region(tenant.uaa_host or "") and address and token_region(identity_host(address.host))
    )
    return "" if found else _NO_BINDING


def _usages(entity: Entity) -> str:
    known = _is_given(landscape_of(entity), "usage")
    return "" if known else "the usage of an SAP Cloud ALM tenant is not in the file"


# The entities of one landscape ask this one after the other.
@lru_cache(maxsize=4)
def _is_given(landscape: Landscape, name: str) -> bool:
    """Return whether a field of all SAP Cloud ALM tenants is filled in."""
    return all(getattr(each, name).value for each in landscape.cloud_alm_tenants)


def _usage_of_service(destination: Destination) -> str:
    service = ctms_of(destination)
    return "" if service and service.usage.value else "the usage of its service is not known"


def _roles(entity: Entity) -> str:
    if not isinstance(entity, Landscape):
        return ""
    known = entity.knows("s4hana_tenants") and all(each.role.value for each in entity.s4hana_tenants)
    return "" if known else "the role of a tenant is not in the file"


def _connected_on(entity: Entity) -> str:
    tenant = around(entity, S4Tenant)
    return "" if tenant and tenant.connected_on.value else "connected_on of the tenant is not in the file"


def _parameters(entity: Entity) -> str:
    known = not isinstance(entity, ServiceInstance) or (entity.name.value and entity.parameters.data)
    return "" if known else "name and parameters of the instance are not in the file"


def _identity(tenant: S4Tenant) -> str:
    ((_, keys),) = described((tenant,))
    return "" if keys else "neither global_tenant_id nor host and client say which tenant it is"


def _own_tenant(destination: Destination) -> str:
    tenant = landscape_of(destination).s4hana_tenant_of(destination)
    return "" if tenant else "the S/4HANA tenant that it leads to is not known"


def _service_url(destination: Destination) -> str:
    tenant = landscape_of(destination).s4hana_tenant_of(destination)
    inbound = [each.inbound_services.create_transports for each in tenant.alm_arrangements] if tenant else []
    known = any(each and each.service_url.value for each in inbound)
    return "" if known else "the Service URL of the arrangement is not in the file"


def _certificates(destination: Destination) -> str:
    known = _names_key_store(landscape_of(destination))
    return "" if known else "no certificate in the file names its key store"


@lru_cache(maxsize=1)
def _names_key_store(landscape: Landscape) -> bool:
    return any(each.key_store.value for each in landscape.certificates)


def _days(certificate: Certificate) -> str:
    return "" if certificate.first_day and certificate.last_day else "its days are not in the file"


def _service_key(entity: Entity) -> str:
    service = ctms_of(entity) if isinstance(entity, Destination) else entity
    known = isinstance(service, CtmsService) and service.key_given
    return "" if known else "no service key is known"


def _services(entity: Entity) -> str:
    """Whether it is known which destination leads to which service."""
    landscape = landscape_of(entity)
    if isinstance(entity, Destination):
        if entity.is_application_side:
            known = entity.ctms_service.value in _ids_with_nodes(landscape)
            return "" if known else "the service that it belongs to is not known with its nodes"
        return "" if ctms_of(entity) else "the service that it leads to is not known"
    return "" if _all_lead(landscape) else "a destination leads to a service that is not known"


@lru_cache(maxsize=1)
def _ids_with_nodes(landscape: Landscape) -> frozenset[str | None]:
    return frozenset(each.id.value for each in landscape.ctms_services if each.nodes)


@lru_cache(maxsize=1)
def _all_lead(landscape: Landscape) -> bool:
    known = landscape.knows("destinations") and all(_is_named(each) for each in landscape.destinations)
    return known and all(services_reached(landscape).values())


def _is_named(destination: Destination) -> bool:
    return bool(destination.name.value) and not is_placeholder(destination.name.value)


def _nodes(service: CtmsService) -> str:
    if not service.nodes:
        return "its nodes are not in the file"
    return "" if service.knows_landscape else "its nodes and routes are not known as a whole"


def _provisioned(entity: Entity) -> str:
    if not isinstance(entity, S4Tenant):
        return ""
    targets = [target.tenant for _, target in entity.connections]
    known = targets and all(each and each.provisioned_on.value for each in targets)
    return "" if known else "when the SAP Cloud ALM tenant was provisioned that it is connected to is not known"


def _ways(entity: Entity) -> str:
    known = all_ways_known(landscape_of(entity))
    return "" if known else "how each S/4HANA tenant connects is not known"


def _references(entity: Entity) -> str:
    """What a reference may name is known."""
    if isinstance(entity, AlmArrangement):
        tenant = entity.tenant
        known = tenant.knows("communication_systems") and all(
            each.system_id.value for each in tenant.communication_systems
        )
    else:
        known = not isinstance(entity, CtsDomain) or entity.knows("systems")
    return "" if known else "what it may refer to is not known as a whole"


def _controller(domain: CtsDomain) -> str:
    return "" if domain.system(domain.domain_controller.value or "") else "its domain controller is not known"


def _track_ends(domain: CtsDomain) -> str:
    ends = [(each.stops[0].sid, each.stops[-1]) for each in domain.known_tracks]
    known = all(first != last.sid and last.system and last.system.role.value for first, last in ends)
    return "" if known else "where each of its tracks ends is not known"


def _subaccounts(service: CtmsService) -> str:
    known = service.subaccount.value and _is_given(landscape_of(service), "subaccount")
    return "" if known else "the subaccounts are not all in the file"


def _tracks(domain: CtsDomain) -> str:
    if not domain.tracks:
        return "its tracks are not in the file"
    return "" if all(each.is_known for each in domain.tracks) else "its tracks are not known as a whole"


KNOWN: Final[Mapping[str, Callable[[Any], str]]] = {
    "target": _target,
    "zone": _zone,
    "binding": _binding,
    "api_host": _api_host,
    "uaa_host": _uaa_host,
    "provisioned": _provisioned,
    "ways": _ways,
    "references": _references,
    "controller": _controller,
    "track_ends": _track_ends,
    "usages": _usages,
    "service_usage": _usage_of_service,
    "roles": _roles,
    "connected_on": _connected_on,
    "parameters": _parameters,
    "identity": _identity,
    "own_tenant": _own_tenant,
    "service_url": _service_url,
    "certificates": _certificates,
    "days": _days,
    "service_key": _service_key,
    "services": _services,
    "nodes": _nodes,
    "subaccounts": _subaccounts,
    "tracks": _tracks,
}
"""The conditions, by the names that sentences call them by."""
