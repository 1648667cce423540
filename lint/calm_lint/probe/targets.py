"""What to ask: the connections of a landscape, with the values that their fields have."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass

from calm_lint.model import AlmSystem, CloudAlmTenant, Landscape, S4Tenant
from calm_lint.model.entity import Entity
from calm_lint.model.users import BASIC, MTLS, OutboundUser
from calm_lint.text.references import is_placeholder


@dataclass(frozen=True, slots=True)
class Client:
    """The outbound user that logs on.

    Attributes:
        client_id: its client ID, empty if it is unknown.
        is_mtls: whether it logs on with a certificate.
        secret: the reference to its secret, empty if there is none.
        certificate: the file of its certificate, empty if there is none that can be used.
        unusable: why it cannot log on, empty if it can.
    """

    client_id: str
    is_mtls: bool
    secret: str = ""
    certificate: str = ""
    unusable: str = ""


@dataclass(frozen=True, slots=True)
class Target:
    """The values with which a system connects; equal ones are asked once.

    Attributes:
        host_name: Host Name, as it was typed; empty if it is unknown.
        port: Port.
        token_endpoint: Token Endpoint, as it was typed; empty if it is unknown.
        mtls_endpoint: mTLS Endpoint, likewise.
        is_in_china: whether the hosts have other forms.
        client: the user that logs on, None if there is none.
        uaa_hosts: the token hosts in the bindings of the landscape, first that of the tenant which is meant.
        zone_ids: the IDs that the identity zone has in the binding.
    """

    host_name: str
    port: int | None
    token_endpoint: str
    mtls_endpoint: str
    is_in_china: bool
    client: Client | None
    uaa_hosts: tuple[str, ...]
    zone_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Connection:
    """A connection of an S/4HANA tenant to SAP Cloud ALM.

    Attributes:
        tenant: the tenant.
        owner: the entity that describes it: the system, or its user where it has several; the tenant, if it has none.
        target: what to ask, None if there is nothing.
    """

    tenant: S4Tenant
    owner: Entity
    target: Target | None


def connections(landscape: Landscape, folder: str) -> Iterator[Connection]:
    """Yield the connections of a landscape, tenant by tenant.

    Args:
        landscape: the landscape.
        folder: the folder of its file.
    """
    for tenant in landscape.s4hana_tenants:
        systems = [each for each in tenant.communication_systems if isinstance(each, AlmSystem)]
        if not systems:
            yield Connection(tenant, tenant, None)
        for system in systems:
            users = system.outbound_users
            if len(users) < 2:
                yield Connection(tenant, system, _target(landscape, system, *users, folder=folder))
            else:
                yield from (Connection(tenant, user, _target(landscape, system, user, folder=folder)) for user in users)


def _target(landscape: Landscape, system: AlmSystem, user: OutboundUser | None = None, *, folder: str) -> Target:
    alm = system.alm_tenant
    others = (each.uaa_host for each in landscape.cloud_alm_tenants)
    return Target(
        host_name=(system.host_name.value or "").strip(),
        port=system.port.value,
        token_endpoint=(system.token_endpoint.value or "").strip(),
        mtls_endpoint=(system.mtls_endpoint.value or "").strip(),
        is_in_china=system.is_in_china,
        client=_client(landscape, user, folder) if user else None,
        uaa_hosts=tuple(dict.fromkeys(host for host in (alm.uaa_host if alm else None, *others) if host)),
        zone_ids=_zone_ids(alm) if alm else (),
    )


def _client(landscape: Landscape, user: OutboundUser, folder: str) -> Client:
    client_id = (user.client_id.value or "").strip()
    if user.kind == BASIC:
        secret = (user.client_secret.value or "").strip()
        given = "is a placeholder" if is_placeholder(str(user.data.get("client_secret"))) else "is not in the file"
        return Client(client_id, is_mtls=False, secret=secret, unusable="" if secret else f"Client Secret {given}")
    if user.kind == MTLS:
        file, fault = _certificate(landscape, user, folder)
        return Client(client_id, is_mtls=True, certificate=file, unusable=fault)
    return Client(client_id, is_mtls=False, unusable="Client Authentication is neither Basic nor mTLS")


def _certificate(landscape: Landscape, user: OutboundUser, folder: str) -> tuple[str, str]:
    """Return the file of a user's certificate, and why there is none that can be used."""
    name = user.client_certificate.value
    if not name:
        return "", "the user names no client certificate"
    certificate = next((each for each in landscape.certificates if each.id.value == name), None)
    file = certificate.file.value if certificate else None
    if not certificate or not file:
        return "", f"certificates lists no file of {name}"
    content = certificate.content
    if content is None or content.private_key:
        return "", f"the file of {name} must be a PEM with certificates only, and --key names the file of its key"
    return ("", f"the file of {name} {content.fault}") if content.fault else (os.path.join(folder, file), "")


def _zone_ids(alm: CloudAlmTenant) -> tuple[str, ...]:
    keys = ("identityzoneid", "zoneid", "tenantid")
    found = (binding.uaa.data.get(key) for binding in alm.valid_bindings for key in keys)
    return tuple(dict.fromkeys(each for each in found if isinstance(each, str)))
