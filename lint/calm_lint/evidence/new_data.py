"""The landscape that evidence describes, as plain data."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from calm_lint.evidence.destinations import known_fields
from calm_lint.evidence.equality import DEFAULTS
from calm_lint.evidence.form import Form
from calm_lint.evidence.gathering import Evidence, Tenant, agree, is_of_alm, token_host
from calm_lint.evidence.new_services import ctms_service_data, service_name, service_origins
from calm_lint.evidence.records import Fields, Origin, Record, Unplaced, plain, text
from calm_lint.evidence.services import Service
from calm_lint.evidence.tenant_objects import add_objects
from calm_lint.model.users import MTLS
from calm_lint.model.values.address import Address
from calm_lint.model.values.facts import CTMS_AUTHENTICATION, DESTINATION_AUTHENTICATION, OUTBOUND_METHOD
from calm_lint.model.values.hosts import api_region, base_region, identity_host, token_region
from calm_lint.pages.credential_values import ALM_TENANT
from calm_lint.reading.document import Path
from calm_lint.text.references import variable_name

_FURTHER: Final = "calm-test"
# What the system makes of other fields.
_DERIVED: Final = frozenset({"service_url"})
_HOST_NAME: Final = "<Host Name>"
_SYSTEM: Final = "<System ID>"


@dataclass(slots=True)
class NewData:
    """A landscape in the making.

    Attributes:
        data: the landscape.
        origins: the files that each block came from, by its path.
        unplaced: what has no place in it.
        notes: what the person who uses it has to know.
    """

    data: dict[str, Any] = field(default_factory=dict)
    origins: dict[Path, list[Origin]] = field(default_factory=dict)
    unplaced: list[Unplaced] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class AlmTenant:
    """An SAP Cloud ALM tenant: its id, the host that tells it from others, and its bindings."""

    id: str
    host: str
    bindings: Sequence[Record]

    @property
    def zone(self) -> str:
        """The identity zone."""
        return self.host.partition(".")[0]

    def variable(self, word: str) -> str:
        """Return a reference to the environment variable that is to hold a secret."""
        return f"${{{variable_name(self.zone, self.id, word)}}}"


def new_data(evidence: Evidence) -> NewData:
    """Return the landscape that evidence describes. Secrets are references to environment variables.

    Args:
        evidence: what the systems show.
    """
    new = NewData(unplaced=list(evidence.unplaced))
    form = Form()
    alm = _alm_tenants(evidence)
    new.data["format"] = 1
    new.data["cloud_alm_tenants"] = [_alm_tenant(each, n, evidence, new) for n, each in enumerate(alm)]
    tenants = [_s4_tenant(each, n, alm, new) for n, each in enumerate(evidence.tenants.values())]
    for number, record in add_objects(tenants, evidence.objects, new.unplaced):
        new.origins["s4hana_tenants", number] = [record.origin]
    if tenants:
        new.data["s4hana_tenants"] = tenants
    if evidence.services:
        new.data["ctms_services"] = [_service(each, n, evidence, new) for n, each in enumerate(evidence.services)]
    destinations = list(_destinations(evidence, alm, new))
    if destinations:
        new.data["destinations"] = destinations
    new.data = form.ordered(form.whole, new.data)
    return new


def user_data(user: Fields, alm: AlmTenant | None, *, outbound: bool) -> dict[str, Any]:
    """Return a user of a communication system; one that has a secret gets a reference to it.

    Args:
        user: its fields.
        alm: the SAP Cloud ALM tenant of its system, None if it is not known.
        outbound: whether the tenant calls with it.
    """
    data = _kept(plain(user))
    mtls = data.get("client_authentication") == MTLS or "client_certificate" in data
    if outbound and data.get("authentication_method") == OUTBOUND_METHOD and not mtls and alm:
        data["client_secret"] = alm.variable("secret")
    return data


def system_data(fields: Fields, alm: AlmTenant | None) -> dict[str, Any]:
    """Return a communication system.

    Args:
        fields: what is known of it.
        alm: the SAP Cloud ALM tenant that it stands for, None if it is not known.
    """
    data = _kept(plain({key: each for key, each in fields.items() if not key.endswith("_users")}))
    data.setdefault("host_name", _HOST_NAME)
    if alm:
        data["cloud_alm_tenant"] = alm.id
    for way in ("inbound", "outbound"):
        users = [user_data(each, alm, outbound=way == "outbound") for each in fields.get(f"{way}_users", ())]
        if users:
            data[f"{way}_users"] = [each for each in users if each]
    return data


def arrangement_data(fields: Fields) -> dict[str, Any]:
    """Return a communication arrangement with its services."""
    data: dict[str, Any] = plain({key: each for key, each in fields.items() if not key.endswith("_services")})
    data.setdefault("communication_system", _SYSTEM)
    for key in ("inbound_services", "outbound_services"):
        services = {name: service_data(each, key) for name, each in fields.get(key, {}).items()}
        if any(services.values()):
            data[key] = {name: each for name, each in services.items() if each}
    return data


def service_data(fields: Fields, key: str) -> dict[str, Any]:
    """Return a service; `key` is the list that holds it."""
    data = plain(fields)
    if key == "inbound_services":
        return dict(data)
    data = {name: each for name, each in data.items() if name not in _DERIVED}
    # The path is shown to everybody who compares the file with the screen.
    return {name: each for name, each in data.items() if name == "path" or DEFAULTS.get(name) != each}


def destination_data(fields: Fields, alm: AlmTenant) -> dict[str, Any]:
    """Return a destination; what it logs on with becomes a reference.

    Args:
        fields: what is known of it.
        alm: the SAP Cloud ALM tenant in whose subaccount it stands.
    """
    data: dict[str, Any] = plain(fields)
    method = data.get("authentication")
    if method == DESTINATION_AUTHENTICATION and "key_store_location" in data:
        data["key_store_password"] = alm.variable("pfx_password")
    if method == CTMS_AUTHENTICATION and "client_secret" in known_fields():
        data["client_secret"] = alm.variable("ctms_secret")
    return data


def _kept(data: dict[str, Any]) -> dict[str, Any]:
    """Return data without the values that a landscape means where it leaves a field out."""
    return {key: each for key, each in data.items() if key not in DEFAULTS or DEFAULTS[key] != each}


def _alm_tenants(evidence: Evidence) -> list[AlmTenant]:
    """Return the SAP Cloud ALM tenants that bindings or token endpoints name, at least one."""
    by_host: dict[str, list[Record]] = {}
    for record in evidence.bindings:
        by_host.setdefault(identity_host(Address.parse(text(record.fields["uaa"], "url")).host), []).append(record)
    for tenant in evidence.tenants.values():
        for system in tenant.alm_systems():
            if token_region(host := token_host(system.fields)):
                by_host.setdefault(host, [])
    names = [ALM_TENANT, _FURTHER, *(f"{_FURTHER}-{n}" for n in range(2, len(by_host)))]
    taken = evidence.tenants.keys()
    found = [
        AlmTenant(f"{name}-alm" if name in taken else name, host, records)
        for name, (host, records) in zip(names, by_host.items(), strict=False)
    ]
    return found or [AlmTenant(ALM_TENANT, "", ())]


def _alm_tenant(alm: AlmTenant, index: int, evidence: Evidence, new: NewData) -> dict[str, Any]:
    usage = "test" if index else "productive"
    data: dict[str, Any] = {"id": alm.id, "usage": usage}
    new.notes.append(f"{alm.id} is taken to be {usage}, as no file says what it is used for")
    path: Path = ("cloud_alm_tenants", index)
    bindings = sorted(alm.bindings, key=_is_x509)
    region = token_region(alm.host) or next(
        (api_region(Address.parse(text(each.fields["endpoints"], "Api")).host) for each in bindings), None
    )
    if region:
        data["region"] = base_region(region)
    kinds: dict[str, Record] = {}
    for each in bindings:
        key = "mtls_binding" if _is_x509(each) and "binding" in kinds else "binding"
        same = kinds.get(key)
        if same is None:
            kinds[key] = each
        elif not agree(same.fields["uaa"], each.fields["uaa"]):
            new.unplaced.append(Unplaced(each.origin.file, each.pointer, f"is a further binding of {alm.id}"))
    for key, each in kinds.items():
        data[key] = plain(each.fields)
        new.origins[(*path, key)] = [each.origin]
    ids = {each.links.get("instance") for each in bindings} - {"", None}
    for instance in evidence.instances:
        if instance.links.get("instance") in ids or (len(evidence.instances) == 1 and not index):
            data["service_instance"] = plain(instance.fields)
            new.origins[(*path, "service_instance")] = [instance.origin]
            name = next((each.links["name"] for each in bindings if each.links.get("name")), "")
            data["service_instance"] |= {"binding_name": name} if name else {}
        elif not index:
            new.unplaced.append(Unplaced(instance.origin.file, instance.pointer, "is an instance without a binding"))
    return data


def _s4_tenant(tenant: Tenant, index: int, alm: Sequence[AlmTenant], new: NewData) -> dict[str, Any]:
    data: dict[str, Any] = {"id": tenant.id, "role": tenant.role}
    path: Path = ("s4hana_tenants", index)
    systems, arrangements = tenant.alm_systems(), tenant.alm_arrangements()
    hosts = {each.host: each for each in alm}
    for key, records in (("communication_systems", systems), ("communication_arrangements", arrangements)):
        made = [
            system_data(each.fields, hosts.get(token_host(each.fields)))
            if records is systems
            else arrangement_data(each.fields)
            for each in records
        ]
        if made:
            data[key] = made
            new.origins |= {(*path, key, n): [each.origin] for n, each in enumerate(records)}
    new.unplaced += unrelated(tenant)
    return data


def _service(service: Service, index: int, evidence: Evidence, new: NewData) -> dict[str, Any]:
    name = service_name(index)
    name = f"{name}-service" if name in evidence.tenants else name
    new.origins |= service_origins(service, ("ctms_services", index))
    new.notes.append(f"{name} is taken to be productive, as no file says what it is used for")
    return ctms_service_data(service, name)


def unrelated(tenant: Tenant, names: Mapping[str, set[str]] | None = None) -> Iterator[Unplaced]:
    """Yield what has nothing to do with SAP Cloud ALM among the records of a tenant.

    Args:
        tenant: the tenant.
        names: the ids that count all the same, by the key of their list.
    """
    wanted = {id(each) for each in (*tenant.alm_systems(), *tenant.alm_arrangements())}
    named = names or {}
    for record in (*tenant.systems, *tenant.arrangements):
        key = "system_id" if record.kind == "communication_system" else "arrangement_name"
        if id(record) not in wanted and text(record.fields, key) not in named.get(f"{record.kind}s", ()):
            reason = f"has nothing to do with SAP Cloud ALM ({record.kind.replace('_', ' ')})"
            yield Unplaced(record.origin.file, record.pointer, reason)


def _destinations(evidence: Evidence, alm: Sequence[AlmTenant], new: NewData) -> Iterator[dict[str, Any]]:
    index = 0
    subaccounts = {each.links.get("subaccount"): one for one in alm for each in one.bindings}
    for record in evidence.destinations:
        if not is_of_alm(record):
            reason = "is no destination of SAP Cloud ALM"
            new.unplaced.append(Unplaced(record.origin.file, record.pointer, reason))
            continue
        owner = subaccounts.get(record.links.get("subaccount", "-")) or (alm[0] if len(alm) == 1 else None)
        data = destination_data(record.fields, owner or alm[0])
        if len(alm) > 1 and owner:
            data["cloud_alm_tenant"] = owner.id
        new.origins["destinations", index] = [record.origin]
        index += 1
        yield data


def _is_x509(record: Record) -> bool:
    return text(record.fields["uaa"], "credential-type") == "x509"
