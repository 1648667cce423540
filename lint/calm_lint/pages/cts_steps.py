"""The steps that connect private edition and on-premise systems, in the order of SAP's pages."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from calm_lint.model import AlmSetup, CtsDomain, CtsSystem
from calm_lint.model.users import MTLS
from calm_lint.model.values.facts import CTC, ECP_SERVICE_TYPE, SETUP_CLIENT
from calm_lint.pages.fields import Entry, Fields, Step

SETUP: Final = "/n/SDF/ALM_SETUP"

_LMS: Final = "Landscape Management"
_JOBS: Final = (
    ("CALM Auto Discovery", "Finished"),
    ("CALM Heartbeat", "Finished, and one Released every 5 minutes"),
    ("CALM Scheduler", "Finished, and one Released every minute"),
)


def domain_steps(fields: Fields, domain: CtsDomain) -> Iterator[Step]:
    """Yield what is set for a domain as a whole: the controller, and CTC in each system."""
    for system in domain.systems:
        # The sheets of the systems tell what is wrong there.
        fields.notes(system)
    controller = fields.entry(domain, "domain_controller", "Domain Controller")
    entries = (controller._replace(state="leave") if controller.state == "enter" else controller,)
    yield Step("", "STMS", "Overview > Systems", entries, "", fields.notes(domain))
    for system in in_order(domain):
        if not (system.is_ecp or system.virtual.value):
            name = fields.survey.designation(system)
            entry = fields.entry(system, "ctc", "CTC")
            entry = Entry(entry.label, CTC.partition("=")[2]) if entry.state == "missing" else entry
            yield Step("", "STMS", f"Overview > Systems > {name} > Transport Tool", (entry,), "Save")


def cts_steps(fields: Fields, system: CtsSystem) -> Iterator[Step]:
    """Yield the steps in a system, client by client."""
    if system.is_ecp:
        yield _lms_step(fields, system)
    for setup in system.alm_setup:
        if setup.client.value == SETUP_CLIENT and system.is_ecp:
            continue
        yield from _setup_steps(fields, setup)
        if setup.client.value == SETUP_CLIENT:
            jobs = tuple(Entry(job, status, "leave") for job, status in _JOBS)
            yield Step("", "System", f"Jobs > Job Overview, client {SETUP_CLIENT}", jobs)


def in_order(domain: CtsDomain) -> list[CtsSystem]:
    """Return the systems of a domain in the order of its tracks; those in no track come last."""
    stops = (stop.system for track in domain.tracks for stop in track.stops)
    return list(dict.fromkeys((*(system for system in stops if system), *domain.systems)))


def _lms_step(fields: Fields, system: CtsSystem) -> Step:
    entry = system.lms_entry
    entries = (
        fields.entry(entry, "name", "Name"),
        Entry("System Number", "", "leave", ("the system ID that ECP Operations give",)),
        Entry("Service Type", ECP_SERVICE_TYPE),
        fields.entry(system, "role", "Role", show=str.capitalize),
        Entry("Root URL", "", "leave", ("that of the system",)),
        fields.entry(entry, "external_id", "External ID"),
        fields.entry(entry, "deployment_model", "Deployment Model"),
    )
    return Step("3", _LMS, "Services & Systems > Add > New Service", entries, "Save", fields.notes(entry))


def _setup_steps(fields: Fields, setup: AlmSetup) -> Iterator[Step]:
    client = fields.survey.show(setup.client.value or "")
    target = fields.entry(setup, "target_alm", "Target ALM Description")
    if target.state == "missing":
        target = Entry(target.label, "", "leave", ("a name of your choice, such as CALM",))
    destination = [
        fields.entry(setup, "token_endpoint", "Token Endpoint"),
        fields.entry(setup, "client_id", "Client ID"),
        *(_secret(fields, setup) if setup.kind != MTLS else ()),
        *(_optional(fields, setup, "proxy_user", "Proxy User")),
        *(_password(fields, setup)),
        *(_optional(fields, setup, "proxy_host", "Proxy Host", wanted=bool(setup.system.hosted_by_sap.value))),
        *(_optional(fields, setup, "proxy_port", "Proxy Port", wanted=bool(setup.system.hosted_by_sap.value))),
        fields.entry(setup, "root_url", "Root URL"),
    ]
    user = fields.entry(setup, "background_user", "Background User")
    if user.state == "missing":
        user = Entry(user.label, "", "leave", ("the user that collects the data",))
    tasks = _tasks(fields, setup)
    where = f"client {client}"
    yield Step("3", SETUP, where, (target,), "Enter")
    yield Step("4", SETUP, f"{where} > Maintain HTTP Destination", tuple(destination), "Ok")
    yield Step("5", SETUP, where, (user,), "Register")
    yield Step("6", SETUP, f"{where} > Activate use-cases > Transports", tasks, "", fields.notes(setup))


def _tasks(fields: Fields, setup: AlmSetup) -> tuple[Entry, ...]:
    found = tuple(Entry(fields.survey.show(each.value or ""), "active") for each in setup.tasks)
    return found or (Entry("Tasks", "", "missing", ("not in the file",)),)


def _optional(fields: Fields, setup: AlmSetup, key: str, label: str, *, wanted: bool = False) -> Iterator[Entry]:
    if wanted or setup.data.get(key) is not None:
        yield fields.entry(setup, key, label)


def _secret(fields: Fields, setup: AlmSetup) -> Iterator[Entry]:
    entry = fields.secret(setup, "client_secret", "Client Secret")
    yield Entry(entry.label, "your secret") if entry.state == "missing" else entry


def _password(fields: Fields, setup: AlmSetup) -> Iterator[Entry]:
    if setup.data.get("proxy_password") is not None:
        yield fields.secret(setup, "proxy_password", "Proxy Password")
