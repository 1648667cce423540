"""What the other transport environments have in a picture: services and domains, and their chains of transport."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from calm_lint.model import CloudAlmTenant, Landscape
from calm_lint.pages.levels import CLEAN, in_words
from calm_lint.reading.document import Path


class Port(NamedTuple):
    """A connection of a service or system: a destination, or the setup in a client.

    Attributes:
        text: what to call it.
        level: the worst finding about it.
        end: the number of the SAP Cloud ALM tenant that it leads to, None if it leads to none.
        missing: whether it is one that has to be there and is not.
    """

    text: str
    level: str
    end: int | None
    missing: bool = False


class Stop(NamedTuple):
    """A stop of a chain: a transport node, or a client of a system.

    Attributes:
        text: what to call it.
        level: the worst finding about it.
        virtual: whether it stands for a system that does not exist.
        route: the name of the route that leads there from the stop before, empty if it has none.
        route_level: the worst finding about this route.
    """

    text: str
    level: str = CLEAN
    virtual: bool = False
    route: str = ""
    route_level: str = CLEAN


class Chain(NamedTuple):
    """Stops in the order of transport; the name is that of a track."""

    name: str
    stops: tuple[Stop, ...]


class Member(NamedTuple):
    """A service, a domain or a system.

    Attributes:
        name: its id, domain name or SID.
        facts: what else tells it from others.
        level: the worst finding about it; empty if nothing was checked, as the landscape does not declare it.
        findings: how many there are.
        ports: its connections.
        virtual: whether it is a virtual system.
        path: the keys that lead to it; empty if the landscape does not declare it.
    """

    name: str
    facts: str = ""
    level: str = CLEAN
    findings: int = 0
    ports: tuple[Port, ...] = ()
    virtual: bool = False
    path: Path = ()


class Section(NamedTuple):
    """A service with the chains of its nodes, or a domain with its tracks and systems."""

    head: Member
    chains: tuple[Chain, ...] = ()
    members: tuple[Member, ...] = ()


class Lane(NamedTuple):
    """A transport environment.

    Attributes:
        title: what to call it.
        chains: what to call its chains.
        sections: its services or domains.
    """

    title: str
    sections: tuple[Section, ...]


class Ends:
    """The SAP Cloud ALM tenants of a landscape as numbers: those that it declares, then those that it only leads to."""

    def __init__(self, landscape: Landscape) -> None:
        self._declared = len(landscape.cloud_alm_tenants)
        self._undeclared: dict[str, int] = {}

    @property
    def undeclared(self) -> tuple[str, ...]:
        """The hosts of those that it only leads to; an empty one stands for what is not known."""
        return tuple(self._undeclared)

    @property
    def only(self) -> int | None:
        """The number of the only tenant, None if there are several."""
        return 0 if self._declared == 1 else None

    def number(self, tenant: CloudAlmTenant | None, host: str | None = None) -> int:
        """Return the number of a tenant that the landscape declares, or of one that is known by its host at most."""
        if tenant:
            return int(tenant.steps[-1])
        return self._undeclared.setdefault(host or "", self._declared + len(self._undeclared))


def sentences(section: Section, cloud_alm: Sequence[str]) -> Iterator[str]:
    """Describe a service or a domain in words, for those who do not see the picture.

    Args:
        section: the service or domain.
        cloud_alm: the names of the SAP Cloud ALM tenants.
    """
    name = section.head.name
    if section.members:
        yield f"{name}: {section.head.facts or 'a domain'}"
    else:
        yield _connections(section.head, cloud_alm)
    for chain in section.chains:
        way = ", then ".join(map(_stop, chain.stops))
        yield f"{chain.name or 'transport routes'} of {name}: {way}"
    for member in section.members:
        yield f"{name}, {_connections(member, cloud_alm)}"


def _connections(member: Member, cloud_alm: Sequence[str]) -> str:
    facts = f" ({member.facts})" if member.facts else ""
    ports = [port.text if port.missing else _port(port, cloud_alm) for port in member.ports]
    return f"{member.name}{facts}: {', '.join(ports) or 'not connected to SAP Cloud ALM'}"


def _port(port: Port, cloud_alm: Sequence[str]) -> str:
    name = "SAP Cloud ALM" if port.end is None else cloud_alm[port.end]
    return f"connected to {name} through {port.text} ({in_words(port.level)})"


def _stop(stop: Stop) -> str:
    notes = ["virtual"] if stop.virtual else []
    notes += [in_words(stop.level)] if stop.level != CLEAN else []
    notes += [f"route: {in_words(stop.route_level)}"] if stop.route_level != CLEAN else []
    return f"{stop.text} ({', '.join(notes)})" if notes else stop.text
