"""Code shared by the rules about which SAP Cloud ALM tenants services and systems are connected to."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from calm_lint.api import (
    AlmSetup,
    AlmTarget,
    CloudAlmTenant,
    CtmsService,
    CtsSystem,
    Destination,
    Finding,
    Landscape,
    Related,
    Scalar,
)

PRODUCTIVE = "productive"
TEST = "test"


class Misplaced(NamedTuple):
    """A connection to an SAP Cloud ALM tenant of the wrong usage.

    Attributes:
        what: what is connected.
        at: what says to which tenant.
        alm: the tenant.
        wanted: the usage that it should have.
    """

    what: str
    at: Scalar[str]
    alm: CloudAlmTenant
    wanted: str

    @property
    def finding(self) -> Finding:
        """What the rules about it report."""
        usage = self.alm.usage
        connected = f"{self.what} is connected to {self.alm.id.value}, a {usage.value} SAP Cloud ALM tenant"
        related = (Related(usage, "usage of the SAP Cloud ALM tenant"),)
        return Finding(self.at, f"{connected}, should be a {self.wanted} one", related=related)


def ctms_connections(landscape: Landscape) -> dict[CtmsService, list[tuple[Destination, AlmTarget]]]:
    """Return the SAP Cloud ALM tenants of each service, with the first destination in each."""
    # Two entries of one UAA host are one tenant.
    found: dict[CtmsService, dict[object, tuple[Destination, AlmTarget]]] = {}
    for destination, service in landscape.ctms_destinations:
        if service and (alm := destination.alm_tenant):
            target = AlmTarget(alm, alm.uaa_host, referred=True)
            found.setdefault(service, {}).setdefault(alm.uaa_host or alm, (destination, target))
    return {service: list(connections.values()) for service, connections in found.items()}


def cts_connections(system: CtsSystem) -> list[tuple[AlmSetup, AlmTarget]]:
    """Return the SAP Cloud ALM tenants of a system, with the first setup to each."""
    found: list[tuple[AlmSetup, AlmTarget]] = []
    for setup in system.alm_setup:
        target = setup.target
        if target and all(target.differs(other) for _, other in found):
            found.append((setup, target))
    return found


def misplaced_services(landscape: Landscape) -> Iterator[Misplaced]:
    """Yield the connections of services that are connected to one SAP Cloud ALM tenant, but to the wrong one."""
    usages = {each.usage.value for each in landscape.cloud_alm_tenants}
    for service, connections in ctms_connections(landscape).items():
        doubled = service.usage.value == PRODUCTIVE and len(connections) > 1
        for destination, target in connections if not doubled else ():
            if target.tenant and (wanted := _wanted(service.usage.value, target.tenant, usages)):
                what = f"{service.usage.value} service {service.id.value}"
                yield Misplaced(what, destination.cloud_alm_tenant, target.tenant, wanted)


def misplaced_systems(landscape: Landscape) -> Iterator[Misplaced]:
    """Yield the systems that are connected to the wrong SAP Cloud ALM tenant, each with its first setup that is."""
    usages = {each.usage.value for each in landscape.cloud_alm_tenants}
    for system in (each for domain in landscape.cts_domains for each in domain.systems):
        purpose = PRODUCTIVE if system.role.value == "production" else system.role.value
        connections = cts_connections(system) if purpose in (PRODUCTIVE, *_SMALL) else []
        if purpose == PRODUCTIVE and len(connections) > 1:
            continue
        for setup, target in connections:
            if target.tenant and (wanted := _wanted(purpose, target.tenant, usages)):
                at = setup.token_endpoint if setup.cloud_alm_tenant.missing else setup.cloud_alm_tenant
                what = f"{system.role.value} system {system.sid.value}"
                yield Misplaced(what, at, target.tenant, wanted)
                break


_SMALL = ("sandbox", "demo")


def _wanted(purpose: str | None, alm: CloudAlmTenant, usages: set[str | None]) -> str:
    """Return the usage that the SAP Cloud ALM tenant should have, empty if it has it or no tenant does."""
    usage = alm.usage.value
    if usage and purpose == PRODUCTIVE and usage != PRODUCTIVE and PRODUCTIVE in usages:
        return PRODUCTIVE
    return TEST if usage == PRODUCTIVE and purpose in _SMALL and TEST in usages else ""
