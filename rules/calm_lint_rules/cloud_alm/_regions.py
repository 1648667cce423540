"""Code shared by the two rules about regions."""

from __future__ import annotations

from collections.abc import Iterator

from calm_lint.api import AlmSystem, Landscape, Scalar, api_region, identity_host, token_region


def system_regions(landscape: Landscape) -> Iterator[tuple[AlmSystem, list[tuple[Scalar[str], str]]]]:
    """Yield each communication system with the regions in its Host Name and Token Endpoint.

    A system with a known binding comes without regions, because other rules compare it with the binding.
    """
    for tenant in landscape.s4hana_tenants:
        for system in tenant.communication_systems:
            if isinstance(system, AlmSystem) and not system.misreferred and not system.is_in_china:
                host, token = system.host_address, system.token_address
                found = (
                    (system.host_name, api_region(host.host) if host else None),
                    (system.token_endpoint, token_region(identity_host(token.host)) if token else None),
                )
                known = system.alm_tenant and system.alm_tenant.valid_bindings
                yield system, [] if known else [(scalar, region) for scalar, region in found if region]
