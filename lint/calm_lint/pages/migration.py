"""A landscape as it will be when one of its S/4HANA tenants logs on with mTLS in the place of a client secret."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final, NamedTuple

from calm_lint.errors import CalmLintError
from calm_lint.model import AlmSystem, Certificate, CloudAlmTenant, Landscape, S4Tenant
from calm_lint.model.users import BASIC, MTLS, OutboundUser
from calm_lint.model.values.address import Address
from calm_lint.model.values.facts import (
    ATO_DESTINATION,
    DESTINATION_AUTHENTICATION,
    INBOUND_METHOD,
    SCENARIO,
    TOKEN_PATH,
)
from calm_lint.model.values.hosts import certificate_host, identity_host, token_region
from calm_lint.pages.plain_data import at, copied, put
from calm_lint.pages.x509_key import CERTURL, CLIENT_ID, X509Key, unknown_binding
from calm_lint.text.references import is_reference, variable_name

CERTIFICATE: Final = "calm-mtls"
"""The name that a certificate gets where nothing names it."""

INBOUND_USER: Final = "CALM_ATO_INBOUND"

_SERVICE_URL = "<Service URL/Service Interface of the arrangement>"
_GLOBAL_ID = "<Global Tenant ID>"


class WrongKeyError(CalmLintError):
    """The x509 key does not belong to the tenant; the message goes on after the name of its file."""


class Migration(NamedTuple):
    """What comes of taking a tenant to mTLS.

    Attributes:
        data: the landscape as it will be.
        certificate: the name of the client certificate.
        key_store: the name of the .pfx that holds it with its key.
        knows_key: whether the x509 key is known, so that none has to be created.
    """

    data: dict[str, Any]
    certificate: str
    key_store: str
    knows_key: bool


def migration(landscape: Landscape, tenant: S4Tenant, key: X509Key | None = None, certificate: str = "") -> Migration:
    """Return the landscape as it will be.

    Args:
        landscape: the landscape as it is, without faults of its form.
        tenant: the tenant that is to log on with mTLS.
        key: the x509 key, None if the landscape holds what is known of it.
        certificate: the name of the client certificate, empty to find one.

    Raises:
        WrongKeyError: if the key does not belong to the tenant.
        CalmLintError: if nothing has to change, or it is unknown what.
    """
    return _Migration(landscape, tenant, key, certificate).run()


class _Migration:
    def __init__(self, landscape: Landscape, tenant: S4Tenant, key: X509Key | None, certificate: str) -> None:
        self._landscape = landscape
        self._tenant = tenant
        self._key = key
        self._systems = _systems(tenant)
        self._alm = self._alm_tenant()
        self._binding = self._alm.binding_for(MTLS) if self._alm else None
        self._check_key()
        self._known = {each.id.value: each for each in landscape.certificates if each.id.value}
        self._name = certificate or self._found_name()
        self._check_name()
        self._data: dict[str, Any] = copied(landscape.data)

    def run(self) -> Migration:
        entry = self._known.get(self._name)
        key_store = (entry.key_store.value if entry else None) or f"{self._name}.pfx"
        self._write_binding()
        self._write_certificate(entry, key_store)
        for system in self._systems:
            self._write_system(system)
        self._write_destination(key_store)
        return Migration(self._data, self._name, key_store, self._client_id != CLIENT_ID)

    def _alm_tenant(self) -> CloudAlmTenant | None:
        found = list(dict.fromkeys(each.alm_tenant for each in self._systems if each.alm_tenant))
        if len(found) > 1:
            raise CalmLintError(f"{_name(self._tenant)} is connected to several SAP Cloud ALM tenants")
        if not found and self._key:
            found = list(self._landscape.cloud_alm_tenants_at(self._key.uaa_host))
        return found[0] if found else None

    def _check_key(self) -> None:
        if not self._key:
            return
        hosts = {self._alm.uaa_host} if self._alm else set()
        hosts |= {identity_host(each.token_address.host) for each in self._systems if each.token_address}
        for host in hosts:
            if host and token_region(host) and host != self._key.uaa_host:
                raise WrongKeyError(f"is a key on {self._key.uaa_host}, but {_name(self._tenant)} reports to {host}")
        own = self._binding.uaa.clientid.value if self._binding else None
        if self._alm and own and own != self._key.client_id:
            name = self._alm.id.value
            raise WrongKeyError(f"has another client ID than the x509 binding of {name} in the landscape, {own}")

    @property
    def _client_id(self) -> str:
        if self._key:
            return self._key.client_id
        return (self._binding.uaa.clientid.value if self._binding else None) or CLIENT_ID

    def _found_name(self) -> str:
        """Return the certificate that the tenant or others use already, or the only one, or a new name."""
        used = dict.fromkeys(
            user.certificate.value for each in self._systems for user in each.inbound_users if user.uses_certificate
        )
        others = self._landscape.users_of.get(self._alm, []) if self._alm else []
        for names in (used, dict.fromkeys(user.client_certificate.value for user in others), self._known):
            certain = [name for name in names if name]
            if len(certain) > 1:
                raise CalmLintError(
                    f"name the certificate with --certificate, one of {', '.join(certain)} or a new one"
                )
            if certain:
                return certain[0]
        return CERTIFICATE

    def _check_name(self) -> None:
        alm, s4hana = self._landscape.cloud_alm_tenants, self._landscape.s4hana_tenants
        if self._name in {*(each.id.value for each in alm), *(each.id.value for each in s4hana)}:
            raise CalmLintError(f"the id {self._name} is that of a tenant: name the certificate with --certificate")
        entry, ends = self._known.get(self._name), self._key.certificate.expires_on if self._key else None
        if entry and entry.last_day and ends and entry.last_day != ends:
            raise WrongKeyError(
                f"holds a certificate that expires on {ends}, but {self._name} in the landscape expires on "
                f"{entry.last_day}: name a new one with --certificate"
            )

    def _write_binding(self) -> None:
        """Add the x509 binding, or a form to fill in where its values are unknown."""
        alm = self._alm
        if not alm or self._binding or not (alm.entry("mtls_binding").missing and alm.mtls_binding_file.missing):
            return
        written = self._key.binding if self._key else unknown_binding(alm)
        others = (each for each in self._landscape.users_of.get(alm, ()) if each.system not in self._systems)
        # An x509 binding alone would say of them that they have no secret.
        if written is None or (not alm.has_binding and any(each.kind == BASIC for each in others)):
            return
        entry = at(self._data, alm.path)
        put(entry, "mtls_binding", written, after=("id", "usage", "binding_file", "binding"))
        instance = alm.service_instance
        if instance:
            application = instance.xs_security.xsappname
            own = application.missing or self._client_id.removeprefix("sb-").startswith(f"{application.value}!")
            types = instance.xs_security.oauth2_configuration
            if own and types.credential_types and "x509" not in types.data["credential-types"]:
                at(self._data, types.path)["credential-types"].append("x509")

    def _write_certificate(self, entry: Certificate | None, key_store: str) -> None:
        landscape = self._landscape
        stores = {each.key_store_location.value for each in landscape.destinations} - {None, key_store}
        # Where one certificate names its key store, all destinations have to name one of these.
        names_store = not stores or any(each.key_store.value for each in landscape.certificates)
        if entry:
            if names_store:
                at(self._data, entry.path)["key_store"] = key_store
            return
        users = [user for each in landscape.s4hana_tenants for system in each.communication_systems for user in
                 (*system.inbound_users, *system.outbound_users)]  # fmt: skip
        named = any(user.data.get("certificate") or user.data.get("client_certificate") for user in users)
        if not landscape.certificates and (named or stores):
            # Without the list, names of certificates are free; with it, each has to be in it.
            return
        new = {"id": self._name}
        if self._key:
            read = self._key.certificate
            told = {"subject": read.subject, "issued_on": read.issued_on, "expires_on": read.expires_on}
            new |= {name: str(value) for name, value in told.items() if value}
        if names_store:
            new["key_store"] = key_store
        self._append("certificates", new, after=("cloud_alm_tenants",))

    def _write_system(self, system: AlmSystem) -> None:
        entry = at(self._data, system.path)
        if system.mtls_endpoint.blank:
            endpoint = self._endpoint(system)
            put(entry, "mtls_endpoint", endpoint, after=("host_name", "port", "token_endpoint"))
        self._write_inbound(system, entry)
        with_secret = {user.steps[-1] for user in system.outbound_users if _has_secret(user)}
        users: list[Any] = []
        for index, user in enumerate(entry["outbound_users"]):
            written = self._user(user) if index in with_secret else user
            # Of two users with two secrets, one is left.
            if index not in with_secret or written not in users:
                users.append(written)
        entry["outbound_users"] = users

    def _endpoint(self, system: AlmSystem) -> str:
        certurl = self._key.certurl if self._key else self._binding.uaa.certurl.value if self._binding else None
        token = system.token_address
        known = [certurl, token.host if token else None, self._alm.uaa_host if self._alm else None]
        hosts = (identity_host(Address.parse(each).host) for each in known if each)
        host = next((certificate_host(each) for each in hosts if token_region(each)), None)
        if certurl and not host:
            host = Address.parse(certurl).host
        scheme = f"{token.scheme}://" if token and token.scheme and host else ""
        return f"{scheme}{host or CERTURL}{TOKEN_PATH}"

    def _write_inbound(self, system: AlmSystem, entry: dict[str, Any]) -> None:
        users = [user for user in system.inbound_users if user.uses_certificate]
        for user in users:
            fields = entry["inbound_users"][int(user.steps[-1])]
            if user.user_name.blank and user.client_id.blank:
                fields["user_name"] = INBOUND_USER
            if user.certificate.blank:
                fields["certificate"] = self._name
            if user.password_deactivated.value is False:
                fields["password_deactivated"] = True
        if not users:
            new = {
                "authentication_method": INBOUND_METHOD,
                "user_name": INBOUND_USER,
                "certificate": self._name,
                "password_deactivated": True,
            }
            after = ("host_name", "port", "token_endpoint", "mtls_endpoint")
            put(entry, "inbound_users", [*(entry.get("inbound_users") or []), new], after=after)

    def _user(self, user: dict[str, Any]) -> dict[str, Any]:
        written: dict[str, Any] = {}
        values = {"client_authentication": MTLS, "client_id": self._client_id, "client_certificate": self._name}
        for name, value in user.items():
            if name == "client_secret":
                written["client_certificate"] = self._name
            else:
                written[name] = values.get(name, value)
            if name == "authentication_method" and "client_authentication" not in user:
                written["client_authentication"] = MTLS
        return written | values

    def _write_destination(self, key_store: str) -> None:
        landscape, tenant = self._landscape, self._tenant
        if any(landscape.s4hana_tenant_of(each) is tenant for each in landscape.ato_destinations):
            return
        services = (each.inbound_services.create_transports for each in tenant.alm_arrangements)
        urls = [each.service_url.value for each in services if each and not each.service_url.blank]
        alike = [each for each in landscape.destinations if each.key_store_location.value == key_store]
        passwords = filter(is_reference, (each.key_store_password.value or "" for each in alike))
        several = len(landscape.cloud_alm_tenants) > 1 and self._alm
        new = {
            "name": f"{ATO_DESTINATION}{tenant.global_tenant_id.value or _GLOBAL_ID}",
            **({"cloud_alm_tenant": self._alm.id.value} if several and self._alm else {}),
            "type": "HTTP",
            "url": next(filter(None, urls), _SERVICE_URL),
            "proxy_type": "Internet",
            "authentication": DESTINATION_AUTHENTICATION,
            "key_store_location": key_store,
            "key_store_password": next(passwords, f"${{{variable_name(self._name, 'pfx_password')}}}"),
            "description": tenant.id.value,
        }
        self._append("destinations", new, after=("cloud_alm_tenants", "certificates", "s4hana_tenants"))

    def _append(self, name: str, entry: dict[str, Any], after: Sequence[str]) -> None:
        put(self._data, name, [*(self._data.get(name) or []), entry], after=after)


def _systems(tenant: S4Tenant) -> list[AlmSystem]:
    found = [each for each in tenant.communication_systems if isinstance(each, AlmSystem)]
    if not found:
        raise CalmLintError(f"{_name(tenant)} has no arrangement of {SCENARIO} with a communication system")
    basic = [each for each in found if not each.is_mtls]
    if not basic:
        raise CalmLintError(f"{_name(tenant)} logs on with mTLS already")
    for each in basic:
        if not any(map(_has_secret, each.outbound_users)):
            raise CalmLintError(f"{each.system_id.value} of {_name(tenant)} has no outbound user with a client secret")
    return basic


def _has_secret(user: OutboundUser) -> bool:
    return user.uses_oauth and user.kind == BASIC


def _name(tenant: S4Tenant) -> str:
    return f"tenant {tenant.id.value}"
