"""What the setup with mTLS has in the subaccounts of SAP Cloud ALM tenants: keys, certificates, destinations."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple, cast

from calm_lint.model import AlmSystem, Certificate, CloudAlmTenant, Destination, Landscape, S4Tenant
from calm_lint.model.entity import Scalar


class WayBack(NamedTuple):
    """How SAP Cloud ALM calls an S/4HANA tenant.

    Attributes:
        tenant: the S/4HANA tenant, None if the landscape declares none that the destination leads to.
        destination: the destination, None if it is missing.
        alm: the SAP Cloud ALM tenant in whose subaccount it stands or should, None if that is unknown.
    """

    tenant: S4Tenant | None
    destination: Destination | None
    alm: CloudAlmTenant | None


class Subaccount(NamedTuple):
    """A subaccount.

    Attributes:
        alm: its SAP Cloud ALM tenant, None if that is unknown.
        systems: the communication systems that log on to it with a certificate.
        certificates: the certificates in use there.
        ways_back: the destinations in it, and those that it lacks.
    """

    alm: CloudAlmTenant | None
    systems: list[AlmSystem]
    certificates: list[Certificate]
    ways_back: list[WayBack]


def subaccounts(landscape: Landscape) -> dict[CloudAlmTenant | None, Subaccount]:
    """Return the subaccounts in which the setup with mTLS has anything to do, by their SAP Cloud ALM tenants."""
    found: dict[CloudAlmTenant | None, Subaccount] = {}

    def of(alm: CloudAlmTenant | None) -> Subaccount:
        return found.setdefault(alm, Subaccount(alm, [], [], []))

    for system in landscape.alm_systems:
        if system.is_mtls:
            of(system.alm_tenant).systems.append(system)
    for certificate, names in landscape.certificates_used.items():
        for alm in dict.fromkeys(map(_alm_tenant, names)):
            of(alm).certificates.append(certificate)
    for way in ways_back(landscape):
        of(way.alm).ways_back.append(way)
    return found


def ways_back(landscape: Landscape) -> Iterator[WayBack]:
    """Yield how SAP Cloud ALM calls each S/4HANA tenant, and last the destinations that lead to none of them."""
    leading: dict[S4Tenant | None, list[Destination]] = {}
    for destination in landscape.ato_destinations:
        leading.setdefault(landscape.s4hana_tenant_of(destination), []).append(destination)
    lacking = set(landscape.tenants_without_destination)
    for tenant in (*landscape.s4hana_tenants, None):
        yield from (WayBack(tenant, each, each.alm_tenant) for each in leading.get(tenant, ()))
        if tenant in lacking:
            yield WayBack(tenant, None, tenant.mtls_systems[0].alm_tenant)


def days_left(certificate: Certificate, today: date) -> int | None:
    """Return how many days are left of a certificate, below 0 if it has expired; None if that is unknown."""
    last = certificate.last_day
    return (last - today).days if last else None


def _alm_tenant(name: Scalar[str]) -> CloudAlmTenant | None:
    """Return the SAP Cloud ALM tenant of a user or destination that names a certificate."""
    owner = name.owner
    return (owner if isinstance(owner, Destination) else cast(AlmSystem, owner.parent)).alm_tenant
