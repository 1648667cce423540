"""The side of the Change and Transport System: domains, their systems and tracks, and the setup in each client."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from typing import Final, NamedTuple, cast

from calm_lint.model.cloud_alm import CloudAlmTenant
from calm_lint.model.cloud_alm_landscape import CloudAlmLandscape
from calm_lint.model.declarations import child, children, credential, flag, integer, text
from calm_lint.model.entity import Entity, Scalar
from calm_lint.model.target import AlmTarget, target_of
from calm_lint.model.users import BASIC, MTLS, AlmClient, ClientAuthentication
from calm_lint.model.values.address import Address
from calm_lint.model.values.facts import CHINA, ECP_SERVICE_TYPE, SETUP_CLIENT
from calm_lint.model.values.hosts import identity_host, token_region
from calm_lint.text.suggestions import Names

_KINDS: Final[dict[str | None, ClientAuthentication]] = {BASIC: BASIC, MTLS: MTLS}


class AlmSetup(Entity, AlmClient):
    """The setup of the connection to SAP Cloud ALM in one client of a system: transaction /SDF/ALM_SETUP."""

    definition = "alm_setup"
    identifier = "client"

    client = text()
    target_alm = credential()
    cloud_alm_tenant = text()
    token_endpoint = credential()
    client_id = credential()
    client_secret = credential()
    client_authentication = text()
    root_url = credential()
    proxy_host = credential()
    proxy_port = integer()
    proxy_user = credential()
    proxy_password = credential()
    background_user = credential()
    tasks_ = text("tasks")

    # It has no other method.
    uses_oauth = True

    @property
    def system(self) -> CtsSystem:
        """The system that the client belongs to."""
        return cast(CtsSystem, self.parent)

    @cached_property
    def kind(self) -> ClientAuthentication | None:
        """How the client proves who it is, None if that is unknown."""
        authentication = self.client_authentication
        return BASIC if authentication.missing else _KINDS.get(authentication.value)

    @cached_property
    def tasks(self) -> tuple[Scalar[str], ...]:
        """The active use case tasks."""
        return self._texts("tasks")

    @cached_property
    def token_address(self) -> Address | None:
        """The token endpoint taken apart, None if it is missing or blank."""
        value = self.token_endpoint.value
        return Address.parse(value) if value and not value.isspace() else None

    @cached_property
    def target(self) -> AlmTarget | None:
        """The SAP Cloud ALM tenant that the setup leads to, None if that is unknown."""
        host = identity_host(self.token_address.host) if self.token_address else ""
        known = host if token_region(host) or CHINA in host else None
        return target_of(self.system.domain.landscape, self.cloud_alm_tenant, self.token_endpoint, known)

    @property
    def alm_tenant(self) -> CloudAlmTenant | None:
        """The tenant of the landscape whose values the setup has to have, None if that is unknown."""
        if self.target and self.target.tenant:
            return self.target.tenant
        landscape = self.system.domain.landscape
        alone = len(landscape.cloud_alm_tenants) == 1 and landscape.knows("cloud_alm_tenants")
        # Of two connections, which a production system must not have, the other is the one to the only tenant.
        others = self.system.alm_setup if self.system.role.value == "production" else ()
        second = any(each.target and each.target.tenant for each in others)
        return landscape.cloud_alm_tenants[0] if alone and self.cloud_alm_tenant.missing and not second else None

    @cached_property
    def is_in_china(self) -> bool:
        """Whether it leads to a tenant of region cn20, whose hosts have other forms."""
        tenant = self.alm_tenant
        values = (self.root_url.value, self.token_endpoint.value, tenant.region.value if tenant else None)
        return any(CHINA in (value or "").lower() for value in values)


class LmsEntry(Entity):
    """The entry of an Employee Central Payroll system in the app Landscape Management."""

    definition = "lms_entry"

    name = text()
    external_id = text()
    deployment_model = text()


class CtsSystem(Entity):
    """A system of a transport domain."""

    definition = "cts_system"
    identifier = "sid"

    sid = text()
    role = text()
    service_type = text()
    customer = text()
    hosted_by_sap = flag()
    virtual = flag()
    sap_basis = text()
    st_pi = text()
    ctc = integer()

    alm_setup = children(AlmSetup)
    lms_entry = child(LmsEntry)

    @property
    def domain(self) -> CtsDomain:
        """The domain that the system belongs to."""
        return cast(CtsDomain, self.parent)

    @cached_property
    def is_ecp(self) -> bool:
        """Whether it is a system of SAP SuccessFactors Employee Central Payroll."""
        return " ".join((self.service_type.value or "").split()).casefold() == ECP_SERVICE_TYPE.casefold()

    @cached_property
    def is_physical(self) -> bool:
        """Whether it is known to be no virtual system."""
        return not (self.virtual.value or self.virtual.unknown)

    def setup(self, client: str | None) -> AlmSetup | None:
        """Return the setup in a client, None if there is none."""
        return self._setups.get(client)

    def lacks_setup(self, client: str) -> bool:
        """Return whether there is certainly no setup in a client."""
        return self.knows("alm_setup") and client not in self._setups and None not in self._setups

    @cached_property
    def working_setups(self) -> tuple[AlmSetup, ...]:
        """The setups in other clients than 000."""
        return tuple(each for each in self.alm_setup if each.client.value not in (None, SETUP_CLIENT))

    @cached_property
    def _setups(self) -> dict[str | None, AlmSetup]:
        # Of two setups in one client, the first counts.
        return {each.client.value: each for each in reversed(self.alm_setup)}


class Stop(NamedTuple):
    """A stop of a track.

    Attributes:
        track: the track.
        entry: what the file says: SID and client.
        sid: the SID.
        client: the client.
        system: the system of the domain, None if the SID leads nowhere.
    """

    track: Track
    entry: Scalar[str]
    sid: str
    client: str
    system: CtsSystem | None


class Track(Entity):
    """A way that transports take, from the client in which they are created to the production system."""

    definition = "track"
    identifier = "name"

    name = text()
    systems_ = text("systems")

    @property
    def domain(self) -> CtsDomain:
        """The domain that the track belongs to."""
        return cast(CtsDomain, self.parent)

    @cached_property
    def stops(self) -> tuple[Stop, ...]:
        """Its stops in the order of transport; one that the schema rejects is left out."""
        found = ((entry, *(entry.value or "").partition(":")) for entry in self._texts("systems"))
        domain = self.domain
        return tuple(Stop(self, entry, sid, client, domain.system(sid)) for entry, sid, colon, client in found if colon)

    @cached_property
    def is_known(self) -> bool:
        """Whether nothing of it is rejected by the schema, so that its first and last stops are known."""
        entries = self.data.get("systems")
        return isinstance(entries, list) and len(entries) == len(self.stops) > 0

    @property
    def source(self) -> Stop | None:
        """The stop where transports are created, None if it is unknown."""
        return self.stops[0] if self.is_known else None


class CtsDomain(Entity):
    """A transport domain."""

    definition = "cts_domain"
    identifier = "domain_name"

    domain_name = text()
    domain_controller = text()

    systems = children(CtsSystem)
    tracks = children(Track)

    @property
    def landscape(self) -> CloudAlmLandscape:
        """The landscape that the domain is part of."""
        return cast(CloudAlmLandscape, self.parent)

    def system(self, sid: str | None) -> CtsSystem | None:
        """Return the system of this SID, None if there is none."""
        return self._by_sid.get(sid) if sid else None

    @cached_property
    def sids(self) -> Names:
        """The SIDs of its systems."""
        return Names(system.sid.value for system in self.systems)

    @cached_property
    def known_tracks(self) -> tuple[Track, ...]:
        """The tracks whose stops are all known."""
        return tuple(track for track in self.tracks if track.is_known)

    @cached_property
    def sources(self) -> tuple[Stop, ...]:
        """The stops where transports are created, each once, of physical systems."""
        return _once(track.stops[0] for track in self.known_tracks)

    @cached_property
    def tracked_systems(self) -> tuple[CtsSystem, ...]:
        """The physical systems in tracks, each once, in the order of the tracks."""
        stops = (stop for track in self.tracks for stop in track.stops)
        return tuple(dict.fromkeys(stop.system for stop in stops if stop.system and stop.system.is_physical))

    @cached_property
    def target_systems(self) -> tuple[CtsSystem, ...]:
        """The physical systems into which transports are imported, each once."""
        stops = (stop for track in self.known_tracks for stop in track.stops[1:])
        return tuple(dict.fromkeys(stop.system for stop in stops if stop.system and stop.system.is_physical))

    @cached_property
    def _by_sid(self) -> dict[str | None, CtsSystem]:
        # Of two systems with one SID, the first counts.
        return {system.sid.value: system for system in reversed(self.systems)}


def _once(stops: Iterable[Stop]) -> tuple[Stop, ...]:
    found: dict[str, Stop] = {}
    for stop in stops:
        if stop.system and stop.system.is_physical:
            found.setdefault(f"{stop.sid}:{stop.client}", stop)
    return tuple(found.values())
