"""The SAP S/4HANA Cloud side of a landscape: tenants, their communication systems and arrangements, transports."""

from __future__ import annotations

from functools import cached_property
from typing import cast

from calm_lint.model.cloud_alm import CloudAlmTenant
from calm_lint.model.cloud_alm_landscape import CloudAlmLandscape
from calm_lint.model.declarations import block, children, day, text
from calm_lint.model.entity import Entity
from calm_lint.model.services import InboundServices, OutboundServices
from calm_lint.model.systems import RemoteSystem
from calm_lint.model.target import AlmTarget, distinct, target_of, token_host
from calm_lint.model.users import AlmClient, OutboundUser
from calm_lint.model.values.facts import CHINA, SCENARIO
from calm_lint.model.values.hosts import identity_host
from calm_lint.model.values.scenario import is_alm_scenario
from calm_lint.reading.document import Document, Path
from calm_lint.text.suggestions import Names


class Transport(Entity):
    """A transport request that is, or is to be, assigned to a feature."""

    definition = "transport"
    identifier = "request"

    request = text()
    status = text()
    exported_on = day()
    feature = text()

    @property
    def tenant(self) -> S4Tenant | None:
        """The S/4HANA tenant that the transport was made in, None if it is of another environment."""
        return self.parent if isinstance(self.parent, S4Tenant) else None


class AlmUser(OutboundUser, AlmClient):
    """The outbound user of a communication system that stands for SAP Cloud ALM."""

    @property
    def system(self) -> AlmSystem:
        """The communication system that the user is entered in."""
        return self.parent  # type: ignore[return-value]  # many rules ask

    @property
    def alm_tenant(self) -> CloudAlmTenant | None:
        """The tenant whose values the user has to have, None if that is unknown."""
        return self.parent.alm_tenant  # type: ignore[union-attr,no-any-return]  # many rules ask


class CommunicationSystem(RemoteSystem):
    """A communication system, of whatever scenario."""

    @cached_property
    def tenant(self) -> S4Tenant:
        """The tenant that the system is set up in."""
        return self.parent  # type: ignore[return-value]  # many rules ask


class AlmSystem(CommunicationSystem):
    """A communication system that an arrangement of transport management uses: it stands for SAP Cloud ALM."""

    outbound_users = children(AlmUser)

    @cached_property
    def target(self) -> AlmTarget | None:
        """The SAP Cloud ALM tenant that the system stands for, None if that is unknown."""
        landscape = self.tenant.landscape
        return target_of(landscape, self.cloud_alm_tenant, self.token_endpoint, token_host(self))

    @cached_property
    def alm_tenant(self) -> CloudAlmTenant | None:
        """The tenant of the landscape whose values the system has to have, None if that is unknown."""
        target, landscape = self.target, self.tenant.landscape
        if self.misreferred:
            return None
        if target and target.tenant:
            return target.tenant
        if len(landscape.cloud_alm_tenants) > 1 or not landscape.knows("cloud_alm_tenants"):
            return None
        # Of two connections, the other is the one to the only tenant that the landscape knows.
        others = (each for each in self.tenant.communication_systems if each is not self)
        unread = self.tenant.reaches_unknown or any(each.token_endpoint.unknown for each in others)
        alone = self.cloud_alm_tenant.missing and len(self.tenant.connections) < 2 and not unread
        return next(iter(landscape.cloud_alm_tenants), None) if alone else None

    @cached_property
    def misreferred(self) -> CloudAlmTenant | None:
        """The tenant whose token endpoint and client ID the system has, where it refers to another one."""
        landscape = self.tenant.landscape
        referred = landscape.cloud_alm_tenant(self.cloud_alm_tenant.value)
        host = identity_host(self.token_address.host) if self.token_address else None
        if referred is None or host is None or referred.uaa_host == host:
            return None
        client_ids = {user.client_id.value for user in self.outbound_users} - {None}
        for tenant in landscape.cloud_alm_tenants_at(host):
            if client_ids & {binding.uaa.clientid.value for binding in tenant.valid_bindings}:
                return tenant
        return None

    @cached_property
    def certain_target(self) -> AlmTarget | None:
        """The SAP Cloud ALM tenant that the system stands for, None also where one of its values is certainly wrong."""
        target, meant = self.target, self.alm_tenant
        mistyped = self.misreferred or (target and meant and meant.uaa_host not in (None, target.host))
        return None if mistyped else target

    @cached_property
    def is_in_china(self) -> bool:
        """Whether it stands for a tenant of region cn20, whose hosts have other forms."""
        tenant = self.alm_tenant
        values = (self.host_name.value, self.token_endpoint.value, tenant.region.value if tenant else None)
        return any(CHINA in (value or "").lower() for value in values)


class CommunicationArrangement(Entity):
    """A communication arrangement."""

    definition = "communication_arrangement"
    identifier = "arrangement_name"

    arrangement_name = text()
    scenario = text()
    communication_system = text()

    @property
    def tenant(self) -> S4Tenant:
        """The tenant that the arrangement is set up in."""
        return cast(S4Tenant, self.parent)


class AlmArrangement(CommunicationArrangement):
    """An arrangement of transport management: of scenario SAP_COM_0690, or meant to be."""

    inbound_services = block(InboundServices)
    outbound_services = block(OutboundServices)

    @cached_property
    def system(self) -> AlmSystem | None:
        """Its communication system, None if the reference leads nowhere."""
        system = self.tenant.communication_system(self.communication_system.value)
        return system if isinstance(system, AlmSystem) else None

    @property
    def target(self) -> AlmTarget | None:
        """The SAP Cloud ALM tenant that it reaches, None if that is unknown."""
        return self.system.target if self.system else None


def _system(document: Document, parent: Entity, steps: Path, data: object) -> CommunicationSystem:
    system = CommunicationSystem(document, parent, steps, data)
    if system.system_id.value in cast(S4Tenant, parent).used_systems:
        return AlmSystem(document, parent, steps, data)
    return system


def _arrangement(document: Document, parent: Entity, steps: Path, data: object) -> CommunicationArrangement:
    arrangement = AlmArrangement(document, parent, steps, data)
    scenario, services = arrangement.scenario.value, arrangement.outbound_services.data
    if scenario is not None and is_alm_scenario(scenario, services, beside=cast(S4Tenant, parent).has_scenario):
        return arrangement
    return CommunicationArrangement(document, parent, steps, data)


class S4Tenant(Entity):
    """A tenant of SAP S/4HANA Cloud Public Edition."""

    definition = "s4hana_tenant"
    identifier = "id"

    id = text()
    role = text()
    client = text()
    host = text()
    global_tenant_id = text()
    connected_on = day()
    first_import_on = day()

    communication_systems = children(CommunicationSystem, _system)
    communication_arrangements = children(CommunicationArrangement, _arrangement)
    transports = children(Transport)

    @cached_property
    def landscape(self) -> CloudAlmLandscape:
        """The landscape that the tenant is part of."""
        return cast(CloudAlmLandscape, self.parent)

    @cached_property
    def has_scenario(self) -> bool:
        """Whether one of its arrangements has the Scenario ID SAP_COM_0690."""
        entries = self.data.get("communication_arrangements")
        arrangements = entries if isinstance(entries, list) else ()
        return any(isinstance(each, dict) and each.get("scenario") == SCENARIO for each in arrangements)

    @cached_property
    def alm_arrangements(self) -> tuple[AlmArrangement, ...]:
        """The arrangements that are meant for transport management."""
        return tuple(each for each in self.communication_arrangements if isinstance(each, AlmArrangement))

    @cached_property
    def connections(self) -> list[tuple[AlmArrangement, AlmTarget]]:
        """The SAP Cloud ALM tenants it is connected to, with the first arrangement to each, as far as can be told."""
        arrangements = self.alm_arrangements
        if len(arrangements) > 1:
            arrangements = tuple(sorted(arrangements, key=lambda each: each.start))
        return distinct([(each, each.target) for each in arrangements])

    @cached_property
    def reaches_unknown(self) -> bool:
        """Whether the schema rejects something that tells which SAP Cloud ALM tenants it is connected to."""
        arrangements = self.communication_arrangements
        return (
            not (self.knows("communication_arrangements") and self.knows("communication_systems"))
            or any(each.scenario.unknown or each.communication_system.unknown for each in arrangements)
            or any(system.system_id.unknown for system in self.communication_systems)
        )

    @property
    def is_basic(self) -> bool:
        """Whether all users with which it logs on to SAP Cloud ALM are known to have a secret."""
        return all(each.is_basic for each in self.communication_systems if isinstance(each, AlmSystem))

    @cached_property
    def mtls_systems(self) -> tuple[AlmSystem, ...]:
        """The communication systems that stand for SAP Cloud ALM and are known to log on with a certificate."""
        systems = (each for each in self.communication_systems if isinstance(each, AlmSystem))
        return tuple(each for each in systems if each.is_mtls and each.knows_kinds)

    def communication_system(self, system_id: str | None) -> CommunicationSystem | None:
        """Return the communication system of this System ID, None if there is none."""
        return self._systems.get(system_id) if system_id is not None else None

    @cached_property
    def system_ids(self) -> Names:
        """The System IDs of its communication systems."""
        return Names(system.system_id.value for system in self.communication_systems)

    @cached_property
    def used_systems(self) -> frozenset[str | None]:
        """The System IDs that its arrangements for transport management name."""
        return frozenset(arrangement.communication_system.value for arrangement in self.alm_arrangements)

    @cached_property
    def _systems(self) -> dict[str | None, CommunicationSystem]:
        # Of two systems with one ID, the first counts.
        return {system.system_id.value: system for system in reversed(self.communication_systems)}
