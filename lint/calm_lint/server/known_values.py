"""The values that a landscape knows for a field: its own identifiers, and what its credentials say."""

from __future__ import annotations

from collections.abc import Iterator

from calm_lint.model import CloudAlmTenant, CtmsService, Landscape
from calm_lint.model.entity import Scalar
from calm_lint.model.values.address import Address
from calm_lint.model.values.facts import SOURCE_SYSTEM_ID, TASKS, TOKEN_PATH
from calm_lint.server.flow import Writing

_Described = tuple[Scalar[str], Scalar[str] | None]


def known(here: Writing, landscape: Landscape) -> Iterator[tuple[str, str]]:
    """Yield the values that a landscape knows for what is being written, each with what it is."""
    for value, what in _identifiers(here, landscape):
        if value.value:
            yield value.value, (what and what.value) or ""
    if here.name == "tasks":
        yield from ((task, "") for task in TASKS)
    elif here.name == "systems" and "tracks" in here.path:
        yield from _stops(landscape)
    if here.path[:1] == ("destinations",):
        for service in landscape.ctms_services:
            source = f"from the service key of {service.id.value or 'the service'}"
            yield from ((value, source) for value in _from_key(here.name, service) if value)
        return
    for tenant in landscape.cloud_alm_tenants:
        source = f"from the binding of {tenant.id.value or 'the SAP Cloud ALM tenant'}"
        yield from ((value, source) for value in _from_binding(here.name, tenant) if value)


def _identifiers(here: Writing, landscape: Landscape) -> list[_Described]:
    """Return the identifiers that a field may refer to, each with its name or the like."""
    name = here.name
    if name == "cloud_alm_tenant":
        return [(each.id, each.name) for each in landscape.cloud_alm_tenants]
    if name == "communication_system":
        systems = (each for tenant in landscape.s4hana_tenants for each in tenant.communication_systems)
        return [(each.system_id, each.system_name) for each in systems]
    if name in ("certificate", "client_certificate"):
        return [(each.id, each.subject) for each in landscape.certificates]
    if name == "key_store_location":
        return [(each.key_store, None) for each in landscape.certificates]
    if name == "ctms_service":
        return [(each.id, each.usage) for each in landscape.ctms_services]
    if (name in ("source", "target") and "routes" in here.path) or name == SOURCE_SYSTEM_ID:
        return [(node.name, node.role) for service in landscape.ctms_services for node in service.nodes]
    if name == "domain_controller":
        return [(system.sid, system.role) for domain in landscape.cts_domains for system in domain.systems]
    return []


def _stops(landscape: Landscape) -> Iterator[tuple[str, str]]:
    """Yield the clients of systems that a setup or a track names already, as stops of a track."""
    for domain in landscape.cts_domains:
        for system in domain.systems:
            clients = [setup.client.value for setup in system.working_setups]
            clients += [stop.client for track in domain.tracks for stop in track.stops if stop.system is system]
            yield from (
                (f"{system.sid.value}:{client}", system.role.value or "") for client in clients if system.sid.value
            )


def _from_binding(key: str, tenant: CloudAlmTenant) -> Iterator[str | None]:
    """Yield what the bindings of a tenant say about a field of a communication system or of a setup."""
    if key in ("host_name", "root_url"):
        scheme = "https://" if key == "root_url" else ""
        yield from (f"{scheme}{host}" for host in tenant.api_hosts)
    for binding in tenant.valid_bindings:
        uaa = binding.uaa
        if key == "client_id":
            yield uaa.clientid.value
        url = {"token_endpoint": uaa.url.value, "mtls_endpoint": uaa.certurl.value}.get(key)
        if url:
            yield _token_url(url)


def _from_key(key: str, service: CtmsService) -> Iterator[str | None]:
    """Yield what the service keys of a service say about a field of a destination."""
    for each in service.keys:
        if key == "url":
            yield each.uri.value
        elif key == "client_id":
            yield each.uaa.clientid.value
        elif key == "token_service_url" and each.uaa.url.value:
            yield _token_url(each.uaa.url.value)


def _token_url(url: str) -> str:
    return str(Address.parse(url)._replace(path=TOKEN_PATH))
