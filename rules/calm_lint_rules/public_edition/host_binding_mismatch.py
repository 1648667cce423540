"""CALM104: Host Name matches the API host of the binding."""

from __future__ import annotations

from collections.abc import Iterator

from calm_lint.api import AlmSystem, Bad, Finding, Fix, Good, Severity, Source, api_region, rule
from calm_lint_rules._bindings import as_in_binding


@rule(
    AlmSystem,
    code="CALM104",
    rung="connects",
    since="0.1",
    severity=Severity.ERROR,
    source=Source("guide", "Procedure 1.3", "2025-05-14"),
    screen="Communication Systems > Technical Data - General > Host Name",
    examples=[
        Good("host_name: EU10.alm.cloud.sap"),
        Bad(
            "host_name: us10.alm.cloud.sap",
            at="us10.alm.cloud.sap",
            message="Host Name is us10.alm.cloud.sap, must be eu10.alm.cloud.sap as in the binding of calm-prod",
            fixed="host_name: eu10.alm.cloud.sap",
        ),
    ],
)
def host_binding_mismatch(system: AlmSystem) -> Iterator[Finding]:
    """The credentials of a binding are valid only on the API host that the binding names.

    Any other host rejects the calls of the outbound services.
    """
    address, tenant = system.host_address, system.alm_tenant
    if address is None or tenant is None or tenant.api_host is None:
        return
    # If one of the two is not an API host, that host is the fault.
    both_known = api_region(address.host) and api_region(tenant.api_host)
    if both_known and address.host.lower() not in tenant.api_hosts:
        source = as_in_binding(tenant)
        yield Finding(
            system.host_name,
            f"Host Name is {address.host}, must be {tenant.api_host}{source}",
            Fix.replace(system.host_name, str(address._replace(host=tenant.api_host))),
            hint=source,
        )
