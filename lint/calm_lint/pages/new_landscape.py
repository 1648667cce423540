"""A landscape file to begin with: what SAP's guide fixes, and what the binding credentials say."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from calm_lint.model.users import MTLS
from calm_lint.model.values.facts import (
    ATO_DESTINATION,
    DESTINATION_AUTHENTICATION,
    INBOUND_METHOD,
    PORT,
    RUN_EVERY,
    SCENARIO,
    SERVICES,
)
from calm_lint.pages import new_environments
from calm_lint.pages.credential_values import AlmTenant
from calm_lint.reading.written import flow

TENANTS: Final = (
    ("dev-080", "development"),
    ("cust-100", "customizing"),
    ("test-100", "test"),
    ("prod-100", "production"),
)
"""The S/4HANA tenants of a usual landscape: their ids and roles."""

_USAGES = ("productive", "test", "development", "sandbox", "training")


def new_landscape(
    alm: Sequence[AlmTenant],
    tenants: Sequence[tuple[str, str]] = TENANTS,
    services: Sequence[new_environments.Service] = (),
    systems: Sequence[new_environments.System] = (),
) -> str:
    """Write a landscape file. At least one of the three environments has to be given.

    Args:
        alm: its SAP Cloud ALM tenants, at least one. The environments are connected to the first.
        tenants: the ids and roles of its S/4HANA tenants.
        services: its services of SAP Cloud Transport Management.
        systems: the systems of its transport domain, in the order of their track.
    """
    first, named = alm[0], len(alm) > 1
    lines = _head(alm)
    if tenants:
        lines += ["", "s4hana_tenants:", *_first(first, *tenants[0]), *_others(tenants[1:])]
    lines += [*new_environments.services(services), *new_environments.domain(systems, first)]
    destinations = _destinations(first, tenants, named=named) if first.values.is_x509 else []
    destinations += new_environments.destinations(services, first, named=named)
    if destinations:
        reached = "one for each S/4HANA tenant" if tenants and first.values.is_x509 else "one for each service"
        reached += " and service" if services and tenants and first.values.is_x509 else ""
        lines += ["", f"destinations:  # in the subaccount of SAP Cloud ALM, {reached}", *destinations]
    return "\n".join((*lines, ""))


def _head(alm: Sequence[AlmTenant]) -> list[str]:
    return [
        "# How our systems are connected to SAP Cloud ALM. Check it with: calm-lint",
        "# What is in <angle brackets> is for you to fill in.",
        "format: 1",
        "",
        "cloud_alm_tenants:",
        *(line for number, each in enumerate(alm) for line in _alm_tenant(each, connected=number == 0)),
        *_certificates(alm),
    ]


def _alm_tenant(tenant: AlmTenant, *, connected: bool) -> list[str]:
    values = tenant.values
    others = [usage for usage in _USAGES if usage != tenant.usage]
    return [
        f"  - id: {tenant.id}",
        f"    usage: {tenant.usage}  # or {', '.join(others)}",
        *([f"    region: {flow(values.region)}"] if values.region else []),
        "    # provisioned_on: 2024-01-31  # SAP for Me > Systems & Provisioning; the guide asks for it",
        *([] if connected or values.is_x509 else [f"    # client_secret in its systems: ${{{tenant.secret}}}"]),
        *_bindings(tenant),
    ]


def _bindings(tenant: AlmTenant) -> list[str]:
    first, second = (tenant.besides, tenant.values) if tenant.besides else (tenant.values, None)
    return [
        *(_binding("binding", first.binding) if first.binding else ()),
        *(_binding("mtls_binding", second.binding) if second else ()),
    ]


def _binding(key: str, binding: Mapping[str, Mapping[str, str]]) -> list[str]:
    lines = [f"    {key}:  # less its secrets, which never belong in this file"]
    for name, part in binding.items():
        lines.append(f"      {name}:")
        lines += (f"        {key}: {flow(value)}" for key, value in part.items())
    return lines


def _first(alm: AlmTenant, tenant: str, role: str) -> list[str]:
    values = alm.values
    missing = not values.binding
    name = f"SAP Cloud ALM of {values.identity_zone}" if values.identity_zone else "SAP Cloud ALM, productive tenant"
    service = ["service_status: active", f"port: {PORT}", f"run_every: {RUN_EVERY}"]
    return [
        *_tenant(tenant, role),
        "    communication_systems: &systems",
        "      - system_id: CALM_PROD",
        f"        system_name: {flow(name)}",
        f"        cloud_alm_tenant: {alm.id}",
        f"        host_name: {flow(values.host_name)}{_hint('endpoints.Api', missing)}",
        f"        port: {PORT}",
        f"        token_endpoint: {flow(values.token_endpoint)}{_hint('uaa.url', missing)}",
        *(_mtls_users(alm) if values.is_x509 else ()),
        "        outbound_users:",
        "          - authentication_method: OAuth 2.0",
        *([f"            client_authentication: {MTLS}"] if values.is_x509 else ()),
        f"            client_id: {flow(values.client_id)}{_hint('uaa.clientid', missing)}",
        f"            client_certificate: {certificate_id(alm)}"
        if values.is_x509
        else f"            client_secret: ${{{alm.secret}}}  # a reference, never the secret itself",
        "    communication_arrangements: &arrangements",
        f"      - arrangement_name: {SCENARIO}_CALM_ATO",
        f"        scenario: {SCENARIO}",
        "        communication_system: CALM_PROD",
        "        outbound_services:",
        f"          {SERVICES[0]}: &service",
        *(f"            {entry}" for entry in service),
        *(f"          {name}: *service" for name in SERVICES[1:]),
    ]


def _mtls_users(alm: AlmTenant) -> list[str]:
    """Return what a system with mTLS has before its outbound users."""
    return [
        f"        mtls_endpoint: {flow(alm.values.mtls_endpoint)}",
        "        inbound_users:",
        f"          - authentication_method: {INBOUND_METHOD}",
        "            user_name: CALM_ATO_INBOUND",
        f"            certificate: {certificate_id(alm)}",
        "            password_deactivated: true",
    ]


def _certificates(alm: Sequence[AlmTenant]) -> list[str]:
    lines = []
    for each in (tenant for tenant in alm if tenant.values.is_x509):
        name, certificate = certificate_id(each), each.values.certificate
        lines += [f"  - id: {name}  # its name in the app Manage Client Certificates"]
        if certificate and certificate.issued_on and certificate.expires_on:
            lines += [f"    subject: {flow(certificate.subject)}"] if certificate.subject else []
            lines += [f"    issued_on: {certificate.issued_on}", f"    expires_on: {certificate.expires_on}"]
        else:
            lines += ["    # issued_on and expires_on: the days in the certificate, so that its end is not missed"]
        lines += [f"    key_store: {name}.pfx"]
    return ["", "certificates:", *lines] if lines else []


def certificate_id(alm: AlmTenant) -> str:
    """Return the id that the client certificate of an SAP Cloud ALM tenant gets."""
    return f"{alm.id}-mtls"


def _destinations(alm: AlmTenant, tenants: Sequence[tuple[str, str]], *, named: bool) -> list[str]:
    lines = []
    for tenant, _ in tenants:
        name = f"{ATO_DESTINATION}<Global Tenant ID of {tenant}>"
        lines += [
            f"  - name: {flow(name)}  # System Number in the app Landscape Management",
            *([f"    cloud_alm_tenant: {alm.id}"] if named else ()),
            "    type: HTTP",
            f"    description: {flow(tenant)}",
            f"    url: {flow(f'<Service URL of the arrangement in {tenant}>')}",
            "    proxy_type: Internet",
            f"    authentication: {DESTINATION_AUTHENTICATION}",
            f"    key_store_location: {certificate_id(alm)}.pfx",
            f"    key_store_password: ${{{alm.secret}}}  # a reference, never the password itself",
        ]
    return lines


def _others(tenants: Sequence[tuple[str, str]]) -> list[str]:
    lines = []
    for tenant, role in tenants:
        lines += ["", *_tenant(tenant, role)]
        lines += ["    communication_systems: *systems", "    communication_arrangements: *arrangements"]
    return lines


def _tenant(tenant: str, role: str) -> list[str]:
    return [f"  - id: {flow(tenant)}", f"    role: {role}"]


def _hint(key: str, wanted: bool) -> str:  # noqa: FBT001 - there is nothing else it could be
    """Return where to find a value that the user has to fill in."""
    return f"  # in the binding credential: {key}" if wanted else ""
