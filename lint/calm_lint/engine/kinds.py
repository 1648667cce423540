"""The kinds of entities that sentences of SAP's pages are about."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Final, TypeVar, cast

from calm_lint.model import (
    AlmArrangement,
    AlmSetup,
    AlmSystem,
    AlmUser,
    Certificate,
    CloudAlmTenant,
    CtmsService,
    CtsDomain,
    CtsSystem,
    Destination,
    InboundUser,
    Landscape,
    OutboundService,
    S4Tenant,
    ServiceInstance,
    Transport,
)
from calm_lint.model.entity import Entity

T = TypeVar("T", bound=Entity)

# The kinds of entities that sentences name.
_CLASSES: Final[Mapping[type[Entity], str]] = {
    Landscape: "landscape",
    CloudAlmTenant: "cloud_alm_tenant",
    ServiceInstance: "service_instance",
    S4Tenant: "s4hana_tenant",
    AlmSystem: "communication_system",
    AlmUser: "outbound_user",
    AlmArrangement: "communication_arrangement",
    OutboundService: "outbound_service",
    Certificate: "certificate",
    CtmsService: "ctms_service",
    CtsDomain: "cts_domain",
    CtsSystem: "cts_system",
    AlmSetup: "alm_setup",
}
_OF_S4HANA: Final = (S4Tenant, AlmSystem, AlmUser, InboundUser, AlmArrangement, OutboundService, Transport)


def kinds_of(entity: Entity) -> Iterator[str]:
    """Yield the kinds of entities that sentences are about, of one entity: its own, and narrower ones."""
    if type(entity) in _CLASSES:
        yield _CLASSES[type(entity)]
    elif isinstance(entity, InboundUser) and isinstance(entity.parent, AlmSystem):
        yield "inbound_user"
    elif isinstance(entity, Transport) and entity.tenant:
        yield "transport"
    elif isinstance(entity, Destination):
        yield "destination"
        if entity.is_ato or entity.is_ctms:
            yield "ato_destination" if entity.is_ato else "ctms_destination"


def other_way(entity: Entity, connects: str) -> str:
    """Return why a page about a way to connect, `secret` or `mtls` or any, does not apply to an entity."""
    mtls = _is_mtls(entity) if connects and isinstance(entity, _OF_S4HANA) else None
    if mtls is None or mtls == (connects == "mtls"):
        return ""
    return "it connects with a client certificate" if mtls else "it connects with a client secret"


def unknown_way(entity: Entity, connects: str) -> str:
    """Return why nobody can say whether a page about a way to connect applies to an entity, empty if it is known."""
    unknown = connects and isinstance(entity, _OF_S4HANA) and None in _ways(entity)
    return "how it connects is not known: with a client secret or a certificate" if unknown else ""


def all_ways_known(landscape: Landscape) -> bool:
    """Return whether it is known how each S/4HANA tenant connects."""
    known = landscape.knows("s4hana_tenants")
    return known and not any(None in _ways(each) for each in landscape.s4hana_tenants)


def _is_mtls(entity: Entity) -> bool | None:
    """Return whether what an entity of an S/4HANA tenant belongs to connects with mTLS, None if both or unknown."""
    ways = _ways(entity)
    return next(iter(ways)) if len(ways) == 1 else None


def _ways(entity: Entity) -> frozenset[bool | None]:
    """Return how what an entity belongs to connects, whether with mTLS; None stands for what is not known."""
    system = _system(entity)
    if system:
        return frozenset({_way(system)})
    tenant = around(entity, S4Tenant)
    return _ways_of(tenant) if tenant else frozenset()


# The transports of one tenant ask this one after the other.
@lru_cache(maxsize=1)
def _ways_of(tenant: S4Tenant) -> frozenset[bool | None]:
    systems = (each for each in tenant.communication_systems if isinstance(each, AlmSystem))
    hidden = () if tenant.knows("communication_systems") and not tenant.reaches_unknown else (None,)
    return frozenset((*map(_way, systems), *hidden))


def _way(system: AlmSystem) -> bool | None:
    return system.is_mtls if system.knows_kinds and system.outbound_users else None


def _system(entity: Entity) -> AlmSystem | None:
    arrangement = around(entity, AlmArrangement)
    return arrangement.system if arrangement else around(entity, AlmSystem)


def around(entity: Entity, kind: type[T]) -> T | None:
    """Return the entity of a type that another one is or stands in, None if there is none."""
    above: Entity | None = entity
    while above is not None and not isinstance(above, kind):
        above = above.parent
    return above


def landscape_of(entity: Entity) -> Landscape:
    """Return the landscape that an entity of a file stands in."""
    while entity.parent is not None:
        entity = entity.parent
    return cast(Landscape, entity)


def ctms_of(destination: Destination) -> CtmsService | None:
    """Return the service of SAP Cloud Transport Management that a destination leads to, None if that is unknown."""
    return services_reached(landscape_of(destination)).get(destination)


# The entities of one landscape ask after each other.
@lru_cache(maxsize=1)
def services_reached(landscape: Landscape) -> Mapping[Destination, CtmsService | None]:
    """Return the destinations that lead to SAP Cloud Transport Management, with the services they lead to."""
    return dict(landscape.ctms_destinations)
