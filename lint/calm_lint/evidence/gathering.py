"""All evidence of a run: the records of its files, by the tenants that they belong to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Final

from calm_lint.evidence.records import Fields, Imported, Kind, Origin, Record, Seen, Unplaced, plain, text
from calm_lint.evidence.services import Service, services
from calm_lint.model.values.address import Address
from calm_lint.model.values.facts import API_DOMAIN, ATO_DESTINATION, CHINA_DOMAIN, SCENARIO
from calm_lint.model.values.hosts import identity_host

_CTMS_DESTINATION: Final = "CALM_FTR_CTMS"
_CLIENT: Final = "|sapcloudalm!"


@dataclass(slots=True)
class Tenant:
    """What the files of an S/4HANA tenant say.

    Attributes:
        id: its id.
        role: its role, empty if nothing says.
        systems: its communication systems.
        arrangements: its communication arrangements.
        listed: the kinds of which the files list all entities.
        origins: the files.
    """

    id: str
    role: str = ""
    systems: list[Record] = field(default_factory=list)
    arrangements: list[Record] = field(default_factory=list)
    listed: set[Kind] = field(default_factory=set)
    origins: list[Origin] = field(default_factory=list)

    def alm_arrangements(self) -> list[Record]:
        """Return the arrangements of the scenario of transport management."""
        return [each for each in self.arrangements if text(each.fields, "scenario") == SCENARIO]

    def alm_systems(self) -> list[Record]:
        """Return the systems that stand for SAP Cloud ALM: by an arrangement that uses them, a host or a client ID."""
        used = {text(each.fields, "communication_system") for each in self.alm_arrangements()}
        return [each for each in self.systems if text(each.fields, "system_id") in used or _points_to_alm(each)]


@dataclass(slots=True)
class Evidence:
    """All evidence of a run.

    Attributes:
        tenants: the S/4HANA tenants by their ids.
        bindings: the bindings of SAP Cloud ALM tenants.
        instances: the instances of the SAP Cloud ALM API.
        destinations: the destinations.
        objects: the landscape objects of SAP Cloud ALM that are S/4HANA tenants.
        services: the services of SAP Cloud Transport Management.
        unplaced: what has no place.
    """

    tenants: dict[str, Tenant] = field(default_factory=dict)
    bindings: list[Record] = field(default_factory=list)
    instances: list[Record] = field(default_factory=list)
    destinations: list[Record] = field(default_factory=list)
    objects: list[Record] = field(default_factory=list)
    services: list[Service] = field(default_factory=list)
    unplaced: list[Unplaced] = field(default_factory=list)


def gather(tenants: Mapping[str, str], files: Iterable[tuple[str, Imported, Origin]]) -> Evidence:
    """Put the records of files together.

    Args:
        tenants: the roles of the S/4HANA tenants, by their ids.
        files: the id of the tenant that each belongs to, empty for none; what was imported; and the file.
    """
    files = list(files)
    evidence = Evidence({name: Tenant(name, role) for name, role in tenants.items()})
    open_kinds: dict[tuple[str, Kind], list[str]] = {}
    for name, imported, origin in files:
        evidence.unplaced += imported.unplaced
        tenant = evidence.tenants.get(name)
        for kind in imported.listed:
            pages = open_kinds.setdefault((name, kind), [])
            if kind in imported.open:
                pages.append(origin.file)
            elif tenant:
                tenant.listed.add(kind)
        if tenant:
            tenant.origins.append(origin)
        for record in imported.records:
            _add(evidence, tenant, record)
    for (name, kind), pages in open_kinds.items():
        if pages and kind not in evidence.tenants[name].listed:
            evidence.unplaced.append(Unplaced(pages[-1], "", "has a further page (nextLink), which was not given"))
    for tenant in evidence.tenants.values():
        _join(tenant, evidence.unplaced)
    evidence.services[:] = services([(imported, origin) for _, imported, origin in files], evidence.unplaced)
    evidence.destinations[:] = _once(evidence.destinations, evidence.unplaced)
    return evidence


def agree(one: Fields, other: Fields) -> bool:
    """Return whether two descriptions of an entity say the same in what both say."""
    mine, theirs = plain(one), plain(other)
    return all(mine[key] == theirs[key] for key in mine.keys() & theirs.keys())


def is_of_alm(destination: Record) -> bool:
    """Return whether a destination is one of SAP Cloud ALM, by its name."""
    name = text(destination.fields, "name").upper()
    return name.startswith((ATO_DESTINATION, _CTMS_DESTINATION))


def token_host(fields: Fields) -> str:
    """Return the host that tells the SAP Cloud ALM tenant of a communication system, empty if none does."""
    return identity_host(Address.parse(text(fields, "token_endpoint")).host)


def _add(evidence: Evidence, tenant: Tenant | None, record: Record) -> None:
    if record.kind == "binding":
        evidence.bindings.append(record)
    elif record.kind == "service_instance":
        evidence.instances.append(record)
    elif record.kind == "destination":
        evidence.destinations.append(record)
    elif record.kind == "s4hana_tenant":
        evidence.objects.append(record)
    elif tenant:
        (tenant.systems if record.kind == "communication_system" else tenant.arrangements).append(record)


def _join(tenant: Tenant, unplaced: list[Unplaced]) -> None:
    """Make one record of those that are about one entity: users and services may come in lists of their own."""
    systems: dict[str, Record] = {}
    for each in tenant.systems:
        _merge(systems, text(each.fields, "system_id"), each)
    arrangements: dict[str, Record] = {}
    named = {
        each.links["uuid"]: text(each.fields, "arrangement_name") for each in tenant.arrangements if _is_named(each)
    }
    for each in tenant.arrangements:
        name = text(each.fields, "arrangement_name") or named.get(each.links.get("uuid", ""), "")
        if name:
            _merge(arrangements, name, each)
        else:
            unplaced.append(
                Unplaced(each.origin.file, each.pointer, "are services of an arrangement that is not given")
            )
    for each in arrangements.values():
        users = each.fields.pop("outbound_users", None)
        system_id = text(each.fields, "communication_system")
        if users and system_id and "outbound_users" not in systems.get(system_id, each).fields:
            stub: Fields = {"system_id": each.fields["communication_system"], "outbound_users": users}
            _merge(systems, system_id, Record("communication_system", stub, each.pointer, each.origin))
    tenant.systems[:] = systems.values()
    tenant.arrangements[:] = arrangements.values()


def _once(destinations: list[Record], unplaced: list[Unplaced]) -> list[Record]:
    """Return each destination of a subaccount once; two files may describe it."""
    found: dict[str, list[Record]] = {}
    for each in destinations:
        same = found.setdefault(text(each.fields, "name"), [])
        places = {one.links.get("subaccount", "") for one in same}
        place = each.links.get("subaccount", "")
        if not same or (place and "" not in places and place not in places):
            same.append(each)
        elif not agree(same[0].fields, each.fields):
            unplaced.append(Unplaced(each.origin.file, each.pointer, f"contradicts {same[0].origin.file}"))
    return [each for same in found.values() for each in same]


def _merge(known: dict[str, Record], name: str, record: Record) -> None:
    before = known.setdefault(name, record)
    if before is record:
        return
    known[name] = before = replace(before, links={**record.links, **before.links})
    for key, value in record.fields.items():
        there = before.fields.get(key)
        if isinstance(value, list) and isinstance(there, list):
            there += [each for each in value if _values(each) not in map(_values, there)]
        elif isinstance(value, dict) and isinstance(there, dict):
            there.update({name: each for name, each in value.items() if name not in there})
        else:
            before.fields.setdefault(key, value)


def _values(fields: Fields) -> list[tuple[str, Any]]:
    return sorted(
        (key, each.value) for key, each in fields.items() if isinstance(each, Seen) and each.value is not None
    )


def _is_named(record: Record) -> bool:
    return "uuid" in record.links and bool(text(record.fields, "arrangement_name"))


def _points_to_alm(record: Record) -> bool:
    host = text(record.fields, "host_name").lower()
    users = record.fields.get("outbound_users", ())
    return host.endswith((f".{API_DOMAIN}", CHINA_DOMAIN)) or any(_CLIENT in text(each, "client_id") for each in users)
