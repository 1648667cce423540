"""The landscape: what one document of a landscape file describes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from functools import cached_property
from typing import Final

from calm_lint.model.certificates import Certificate
from calm_lint.model.cloud_alm import CloudAlmTenant
from calm_lint.model.cloud_alm_landscape import CloudAlmLandscape
from calm_lint.model.ctms import CtmsService, Services
from calm_lint.model.cts import CtsDomain
from calm_lint.model.declarations import children, integer, parts_of, text
from calm_lint.model.destinations import Destination
from calm_lint.model.entity import Entity, Scalar
from calm_lint.model.identity import Described, described, same_tenants
from calm_lint.model.target import AlmTarget
from calm_lint.model.tenants import AlmArrangement, AlmSystem, AlmUser, S4Tenant
from calm_lint.reading.document import Document
from calm_lint.text.suggestions import Names


class Landscape(CloudAlmLandscape):
    """One document of a landscape file."""

    definition = "landscape"

    format = integer()
    name = text()
    description = text()

    s4hana_tenants = children(S4Tenant)
    ctms_services = children(CtmsService)
    cts_domains = children(CtsDomain)
    certificates = children(Certificate)
    destinations = children(Destination)

    def __init__(self, document: Document) -> None:
        super().__init__(document, None, (), document.data)

    @property
    def today(self) -> date:
        """The day on which the landscape is linted."""
        return self.document.today()

    @cached_property
    def alm_systems(self) -> tuple[AlmSystem, ...]:
        """The communication systems that stand for SAP Cloud ALM, of all tenants."""
        systems = (each for tenant in self.s4hana_tenants for each in tenant.communication_systems)
        return tuple(each for each in systems if isinstance(each, AlmSystem))

    @cached_property
    def same_tenants(self) -> Sequence[Sequence[S4Tenant]]:
        """The S/4HANA tenants that have several entries, each as its entries in their order."""
        return same_tenants(self.described_tenants)

    @cached_property
    def described_tenants(self) -> Sequence[Described]:
        """The S/4HANA tenants, each with the keys of which two entries for one tenant have one in common."""
        return described(self.s4hana_tenants)

    @cached_property
    def users_of(self) -> dict[CloudAlmTenant, list[AlmUser]]:
        """The outbound users with which systems log on to each SAP Cloud ALM tenant, where that is known."""
        users: dict[CloudAlmTenant, list[AlmUser]] = {}
        for system in self.alm_systems:
            if system.alm_tenant:
                users.setdefault(system.alm_tenant, []).extend(system.outbound_users)
        return users

    @cached_property
    def client_ids(self) -> Sequence[tuple[Scalar[str], AlmTarget]]:
        """The client IDs of bindings and of outbound users, each with the SAP Cloud ALM tenant that it belongs to."""
        found = [
            (binding.uaa.clientid, AlmTarget(tenant, tenant.uaa_host, referred=True))
            for tenant in self.cloud_alm_tenants
            for binding in tenant.valid_bindings
        ]
        for system in self.alm_systems:
            target, tenant = system.certain_target, system.alm_tenant
            for user in system.outbound_users if target else ():
                own = tenant.binding_for(user.kind) if tenant else None
                # If the binding has another client ID, client-id-binding-mismatch reports this one.
                if target and (own is None or own.uaa.clientid.value in (None, user.client_id.value)):
                    found.append((user.client_id, target))
        return found

    @cached_property
    def ato_destinations(self) -> tuple[Destination, ...]:
        """The destinations that are meant to lead to the Adaptation Transport Organizer of a tenant."""
        return tuple(each for each in self.destinations if each.is_ato)

    @cached_property
    def ctms_destinations(self) -> tuple[tuple[Destination, CtmsService | None], ...]:
        """The destinations that are meant to lead to SAP Cloud Transport Management, with the services they lead to."""
        found = [each for each in self.destinations if each.is_ctms]
        services = Services(self.ctms_services) if found else None
        return tuple((each, each.service(services)) for each in found if services)

    @cached_property
    def ctms_ids(self) -> Names:
        """The ids of its services of SAP Cloud Transport Management."""
        return Names(service.id.value for service in self.ctms_services)

    def s4hana_tenant_of(self, destination: Destination) -> S4Tenant | None:
        """Return the tenant whose Global Tenant ID a destination has in its name, None if there is none."""
        return self._by_global_id.get(destination.global_tenant_id) if destination.global_tenant_id else None

    @cached_property
    def tenants_without_destination(self) -> tuple[S4Tenant, ...]:
        """The tenants with mTLS to which certainly no destination leads."""
        if not self.knows("destinations") or any(each.name.unknown for each in self.destinations):
            return ()
        # One that is nobody's may be that of any tenant.
        if any(self.s4hana_tenant_of(each) is None for each in self.ato_destinations):
            return ()
        reached = {each.global_tenant_id for each in self.ato_destinations}
        ids = ((tenant, tenant.global_tenant_id) for tenant in self.s4hana_tenants if tenant.mtls_systems)
        return tuple(tenant for tenant, global_id in ids if not global_id.unknown and global_id.value not in reached)

    @cached_property
    def _by_global_id(self) -> dict[str | None, S4Tenant]:
        # Of two tenants with one ID, the first counts.
        return {tenant.global_tenant_id.value: tenant for tenant in reversed(self.s4hana_tenants)}

    @cached_property
    def certificates_named(self) -> list[tuple[Scalar[str], tuple[Certificate, ...]]]:
        """The names of certificates at users of mTLS systems and at destinations to the ATO, with what they name.

        Without the list `certificates`, they name nothing.
        """
        by_id, by_key_store = defaultdict(list), defaultdict(list)
        for certificate in self.certificates:
            by_id[certificate.id.value].append(certificate)
            by_key_store[certificate.key_store.value].append(certificate)
        systems = [system for tenant in self.s4hana_tenants for system in tenant.mtls_systems]
        inbound = (user.certificate for system in systems for user in system.inbound_users)
        outbound = (user.client_certificate for system in systems for user in system.outbound_users)
        key_stores = (each.key_store_location for each in self.ato_destinations)
        names = [(name, by_id) for name in (*outbound, *inbound)] + [(name, by_key_store) for name in key_stores]
        return [(name, tuple(known.get(name.value, ()))) for name, known in names if name.value]

    @cached_property
    def certificates_used(self) -> Mapping[Certificate, list[Scalar[str]]]:
        """The certificates in use, with the names by which users and destinations name them."""
        used: dict[Certificate, list[Scalar[str]]] = {}
        for name, certificates in self.certificates_named:
            for certificate in certificates:
                used.setdefault(certificate, []).append(name)
        return used


# Only arrangements of transport management have outbound services whose form is known.
_PARTS: Final = (*parts_of(Landscape), *parts_of(AlmArrangement))
_KINDS: Final[tuple[type[Entity], ...]] = (Landscape, *(part.kind for part in _PARTS))

# The fields that name the entries of lists, by the keys of the lists.
IDENTIFIERS: Final[Mapping[str, str]] = {part.key: part.kind.identifier for part in _PARTS if part.kind.identifier}

# The entities that the schema defines, by the names of their definitions.
ENTITIES: Final[Mapping[str, type[Entity]]] = {kind.definition: kind for kind in _KINDS if kind.definition}
