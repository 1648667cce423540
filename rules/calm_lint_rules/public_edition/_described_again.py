"""S/4HANA tenants that several landscapes describe."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import NamedTuple

from calm_lint.api import AlmArrangement, Estate, S4Tenant


class Connection(NamedTuple):
    """An arrangement, and the host of the SAP Cloud ALM tenant that it certainly reaches, else an empty text."""

    arrangement: AlmArrangement
    host: str


class Again(NamedTuple):
    """A landscape that describes an S/4HANA tenant of an earlier one.

    Attributes:
        earlier: the first entry for the tenant.
        later: its first entry in this landscape.
        ends: a connection of an earlier landscape and one of this, if these reach two SAP Cloud ALM tenants.
    """

    earlier: S4Tenant
    later: S4Tenant
    ends: tuple[Connection, Connection] | None


def described_again(estate: Estate) -> Iterator[Again]:
    """Yield the landscapes that describe an S/4HANA tenant of an earlier one, tenant by tenant."""
    for entries in estate.same_tenants:
        first, known, hosts = entries[0], list[Connection](), set[str]()
        for landscape, group in groupby(entries, key=lambda entry: entry.landscape):
            here = list(group)
            if landscape is not first.landscape:
                # Of several connections of an entry, double-alm-connection says so where the others are.
                firsts = (connection for entry in here for connection in _connections(entry)[:1])
                second = next((each for each in firsts if each.host and each.host not in hosts), None)
                yield Again(first, here[0], (known[0], second) if known and second and "" not in hosts else None)
            connections = [connection for entry in here for connection in _connections(entry)]
            known = known or connections
            hosts.update(connection.host for connection in connections)


def _connections(tenant: S4Tenant) -> list[Connection]:
    systems = ((arrangement, arrangement.system) for arrangement, _ in tenant.connections)
    targets = ((arrangement, system.certain_target if system else None) for arrangement, system in systems)
    return [Connection(arrangement, (target and target.host) or "") for arrangement, target in targets]
