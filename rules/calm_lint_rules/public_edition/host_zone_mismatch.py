"""CALM119: Host Name and Token Endpoint name one identity zone."""

from __future__ import annotations

from collections.abc import Iterator

from calm_lint.api import (
    AlmSystem,
    Bad,
    Finding,
    Good,
    Related,
    Severity,
    Source,
    api_region,
    base_region,
    facts,
    identity_host,
    rule,
    token_region,
)
from calm_lint_rules._endpoints import issues_tokens


@rule(
    AlmSystem,
    code="CALM119",
    rung="connects",
    since="0.1",
    severity=Severity.WARNING,
    source=Source("SAP Cloud Transport Management Service (8b4af2f)", "API URL of the tenant"),
    screen="Communication Systems > Technical Data - General > Host Name",
    examples=[
        Good(
            """
            host_name: acme.eu10.alm.cloud.sap
            cloud_alm_tenants:
              - id: calm-prod
                usage: productive
                binding:
            """
        ),
        Bad(
            """
            host_name: beta.eu10.alm.cloud.sap
            cloud_alm_tenants:
              - id: calm-prod
                usage: productive
                binding:
            """,
            at="beta.eu10.alm.cloud.sap",
            message="Host Name begins with beta but Token Endpoint with acme, should be the same",
        ),
    ],
)
def host_zone_mismatch(system: AlmSystem) -> Iterator[Finding]:
    """A host with a label before the region is that of one SAP Cloud ALM tenant, and the label is its identity zone.

    If Token Endpoint has another identity zone, someone mixed the values of two SAP Cloud ALM tenants. With a binding,
    calm-lint compares both fields with the binding instead.
    """
    tenant, address = system.alm_tenant, system.token_address
    if tenant is None or address is None or tenant.valid_bindings or tenant.has_binding:
        return
    host = system.host_name.value or ""
    label, _, rest = host.partition(".")
    region = api_region(host)
    # The host of a whole region has no label before it.
    if region is None or api_region(rest) is None:
        return
    token_host = identity_host(address.host)
    named = (region, token_region(token_host), tenant.region.value or region)
    regions = {base_region(each) for each in named if each}
    zone = token_host.partition(".")[0]
    if address.path != facts.TOKEN_PATH or len(regions) > 1 or not issues_tokens(token_host):
        return
    if zone != label.lower():
        yield Finding(
            system.host_name,
            f"Host Name begins with {label} but Token Endpoint with {zone}, should be the same",
            related=(Related(system.token_endpoint, "the Token Endpoint"),),
        )
