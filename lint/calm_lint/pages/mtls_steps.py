"""The steps of the setup with mTLS that the setup with secrets does not have, in the order of SAP's guide."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final

from calm_lint.formats.words import number
from calm_lint.model import AlmArrangement, AlmSystem, Certificate, Destination, InboundUser, OutboundUser
from calm_lint.model.users import MTLS
from calm_lint.pages.fields import ARRANGEMENTS, COCKPIT, SYSTEMS, Entry, Fields, Step
from calm_lint.pages.setup_steps import (
    OUTBOUND_USERS,
    arrangement_steps,
    client_entries,
    general_entries,
    secret_entry,
    token_entry,
)
from calm_lint.pages.subaccounts import Subaccount, WayBack, days_left

USERS: Final = "Maintain Communication Users"
CERTIFICATES: Final = "Manage Client Certificates"

_INBOUND_USERS: Final = "Users for Inbound Communication"


def key_steps(fields: Fields, subaccount: Subaccount) -> Iterator[Step]:
    """Yield the keys to create: each comes with a certificate of its own."""
    if not subaccount.systems:
        return
    for certificate in subaccount.certificates or (None,):
        entries = (
            Entry("Service", "SAP Cloud ALM API", notes=("preferably of an instance that exists",)),
            Entry("Credential Type", "x509"),
            _file(fields, certificate, "file", "Certificate (.pem)", "the certificate only: for the inbound user"),
            _file(
                fields,
                certificate,
                "key_store",
                "Key Store (.pfx)",
                "certificate and key: for the outbound user and the destination",
            ),
        )
        section = "Services > Instances and Subscriptions > Service Binding"
        yield Step("1", COCKPIT, section, entries, "Create, then Download")


def mtls_system_steps(fields: Fields, system: AlmSystem) -> Iterator[Step]:
    """Yield the steps of a communication system with a user who logs on with a certificate."""
    new, technical = general_entries(fields, system)
    missing = "" if system.data.get("mtls_endpoint") else "empty, the file gives none"
    tokens = (token_entry(fields, system), fields.entry(system, "mtls_endpoint", "mTLS Endpoint", leave=missing))
    inbound = [step for user in system.inbound_users or (None,) for step in _inbound_steps(fields, user)]
    outbound = [
        Step("4.1", SYSTEMS, OUTBOUND_USERS, _outbound(fields, user), "Create", fields.notes(user))
        for user in system.outbound_users
    ]
    yield Step("2.1", SYSTEMS, "New", new, "Create", fields.notes(system))
    yield Step("2.3", SYSTEMS, "Technical Data - General", technical)
    yield Step("2.4", SYSTEMS, "OAuth 2.0 Settings", tokens)
    yield from inbound
    yield from (*outbound[:-1], outbound[-1]._replace(action="Create, then Save"))


def mtls_arrangement_steps(fields: Fields, arrangement: AlmArrangement) -> Iterator[Step]:
    """Yield the steps of an arrangement of such a system: it has an inbound service, too."""
    service = arrangement.inbound_services.create_transports
    url = fields.entry(service, "service_url", "Service URL/Service Interface")
    if url.state == "missing":
        url = url._replace(value="given by the system", state="leave", notes=("the destination needs it as its URL",))
    elif url.state == "enter":
        url = url._replace(state="leave", notes=("is the URL of the destination",))
    new, common, *outbound = arrangement_steps(fields, arrangement)
    inbound = Step("", ARRANGEMENTS, "Inbound Services > Create Transports", (url,))
    yield from (step._replace(number="5") for step in (new, common, inbound, *outbound))


def subaccount_steps(fields: Fields, subaccount: Subaccount, today: date) -> Iterator[Step]:
    """Yield the key stores to import, the destinations, and when the certificates end."""
    if subaccount.ways_back:
        yield _import_step(fields, subaccount)
    for way in subaccount.ways_back:
        yield _destination_step(fields, way)
    for certificate in subaccount.certificates:
        yield _end_step(fields, certificate, today)


def _import_step(fields: Fields, subaccount: Subaccount) -> Step:
    destinations = [way.destination for way in subaccount.ways_back if way.destination]
    stores = {fields.entry(each, "key_store_location", "Key Store"): None for each in destinations}
    entries = tuple(
        _noted(each, 'the error "Failed to display certificate content" can be ignored')
        for each in stores or (fields.entry(None, "", "Key Store"),)
    )
    return Step("6.1", COCKPIT, "Connectivity > Destination Certificates", entries, "Import")


def _file(fields: Fields, certificate: Certificate | None, key: str, label: str, use: str) -> Entry:
    entry = fields.entry(certificate, key, label)
    if entry.state == "missing":
        # The names of the files are of one's own choice.
        entry = Entry(label, fields.survey.show(certificate.id.value or "") if certificate else "")
    return _noted(entry, use)


def _inbound_steps(fields: Fields, user: InboundUser | None) -> Iterator[Step]:
    name = "client_id" if user and user.user_name.missing and not user.client_id.missing else "user_name"
    entries = (
        fields.entry(user, "authentication_method", "Authentication Method"),
        fields.entry(user, name, "User Name/Client ID"),
    )
    upload = fields.entry(user, "certificate", "Upload Certificate")
    password = fields.entry(user, "password_deactivated", "Deactivate Password", show=lambda _: "yes")
    if password.state == "missing":
        password = Entry(password.label, "yes", notes=("recommended, the file does not say it",))
    upload = _noted(upload, "the file with the certificate only (.pem)")
    yield Step("3.1", SYSTEMS, _INBOUND_USERS, entries, "New User", fields.notes(user))
    yield Step("3.4", USERS, entries[1].value or "the new user", (upload, password))


def _outbound(fields: Fields, user: OutboundUser) -> tuple[Entry, ...]:
    authentication = fields.entry(user, "client_authentication", "Client Authentication")
    if user.kind != MTLS:
        if authentication.state == "missing":
            authentication = Entry(authentication.label, "Basic", notes=("where the file does not say it",))
        return (*client_entries(fields, user), authentication, secret_entry(fields, user))
    certificate = fields.entry(user, "client_certificate", "SSL Client Certificate")
    upload = _noted(certificate, "upload the file with certificate and key (.pfx)")
    return (*client_entries(fields, user), authentication, upload)


def _destination_step(fields: Fields, way: WayBack) -> Step:
    destination = way.destination
    tenant = fields.survey.designation(way.tenant) if way.tenant else ""
    name = fields.entry(destination, "name", "Name")
    if tenant:
        name = name._replace(notes=(*name.notes, f"leads to {tenant}"))
    entries = (
        name,
        _proposed(fields, destination, "type", "Type", "HTTP"),
        _proposed(fields, destination, "description", "Description", "free, preferably the name of the system"),
        fields.entry(destination, "url", "URL"),
        _proposed(fields, destination, "proxy_type", "Proxy Type", "Internet"),
        fields.entry(destination, "authentication", "Authentication"),
        fields.entry(destination, "key_store_location", "Key Store Location"),
        _password(fields, destination),
    )
    notes = fields.notes(destination)
    return Step("6.3", COCKPIT, "Connectivity > Destinations", entries, "Save", notes, tenant)


def _proposed(fields: Fields, destination: Destination | None, key: str, label: str, proposed: str) -> Entry:
    """Return a field that may be left out of the file, as the cockpit proposes what is right."""
    given = destination and destination.data.get(key) is not None
    return fields.entry(destination, key, label, leave="" if given else proposed)


def _password(fields: Fields, destination: Destination | None) -> Entry:
    entry = fields.secret(destination, "key_store_password", "Key Store Password")
    return Entry(entry.label, "your secret") if entry.state == "missing" else entry


def _end_step(fields: Fields, certificate: Certificate, today: date) -> Step:
    read = certificate.content
    facts = (
        _known(fields, certificate, "subject", "Subject", read.subject if read else ""),
        _known(fields, certificate, "issued_on", "Valid From", certificate.first_day),
    )
    end = _known(fields, certificate, "expires_on", "Valid To", certificate.last_day)
    left = days_left(certificate, today)
    if left is not None and end.state == "enter":
        days = f"expired {number(-left, 'day')} ago" if left < 0 else f"{number(left, 'day')} left"
        end = end._replace(notes=(f"{days}: replace it at each inbound user, outbound user and destination",))
    # A file need not say more than when the certificate ends.
    entries = (*(fact for fact in facts if fact.state != "missing"), end)
    section = fields.survey.show(certificate.id.value or "")
    return Step("", CERTIFICATES, section, entries, "", fields.notes(certificate))


def _known(fields: Fields, certificate: Certificate, key: str, label: str, read: object) -> Entry:
    """Return a field of a certificate: what is typed, else what its file says."""
    entry = fields.entry(certificate, key, label)
    return Entry(label, fields.survey.show(str(read))) if entry.state == "missing" and read else entry


def _noted(entry: Entry, note: str) -> Entry:
    """Add what to do with the value of a field, if there is one."""
    return entry if entry.state == "missing" else entry._replace(notes=(*entry.notes, note))
