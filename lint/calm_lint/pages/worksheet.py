"""The worksheet: what to enter in which field of which app, tenant by tenant, in the order of SAP's guide."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from typing import Any, Final, Literal, NamedTuple

from calm_lint.engine.survey import Concerns, Survey
from calm_lint.engine.violation import Violation
from calm_lint.model import (
    AlmArrangement,
    AlmSystem,
    CloudAlmTenant,
    Landscape,
    OutboundService,
    OutboundUser,
    S4Tenant,
)
from calm_lint.model.entity import Entity
from calm_lint.model.values.interval import Interval
from calm_lint.model.values.scenario import AUTHORITIES, CREDENTIALS_SINCE, SERVICES
from calm_lint.reading.document import REJECTED
from calm_lint.text.references import is_placeholder, is_reference
from calm_lint.text.urls import MASK

SYSTEMS: Final = "Communication Systems"
ARRANGEMENTS: Final = "Communication Arrangements"
COCKPIT: Final = "SAP BTP cockpit"

_SERVICE = "SAP Cloud ALM for implementation - Deployment Management"


class Entry(NamedTuple):
    """A field of a screen.

    Attributes:
        label: what stands beside it.
        value: what to enter, or what the file says.
        state: whether to enter the value, to leave the field alone, or that the value is wrong or missing.
        notes: what is to be known about it.
    """

    label: str
    value: str
    state: Literal["enter", "leave", "wrong", "missing"] = "enter"
    notes: tuple[str, ...] = ()


class Step(NamedTuple):
    """A section of a screen.

    Attributes:
        number: that of the step in the guide's procedure.
        app: the app to open.
        section: the section in it.
        entries: its fields.
        action: the button at its end, if any.
        notes: what is wrong with it as a whole.
    """

    number: str
    app: str
    section: str
    entries: tuple[Entry, ...]
    action: str = ""
    notes: tuple[str, ...] = ()


class Sheet(NamedTuple):
    """What to do for one tenant: title, facts that tell it from others, what is wrong with it, the steps."""

    title: str
    facts: str
    notes: tuple[str, ...]
    steps: tuple[Step, ...]


class Worksheet(NamedTuple):
    """The sheets of a landscape.

    Attributes:
        title: the name of the landscape, or of its file.
        cloud_alm: a sheet for each SAP Cloud ALM tenant that comes without the credentials.
        s4hana: one for each S/4HANA tenant.
    """

    title: str
    cloud_alm: tuple[Sheet, ...]
    s4hana: tuple[Sheet, ...]


def worksheets(survey: Survey) -> list[Worksheet]:
    """Return the worksheet of each landscape of a file; no text in them holds a secret."""
    return [_worksheet(survey, landscape) for landscape in survey.landscapes]


def _worksheet(survey: Survey, landscape: Landscape) -> Worksheet:
    concerns = survey.concerns(landscape)
    before = [tenant for tenant in landscape.cloud_alm_tenants if _needs_instance(tenant)]
    return Worksheet(
        survey.title(landscape),
        tuple(_Writer(survey, concerns).instance(tenant) for tenant in before),
        tuple(_Writer(survey, concerns).tenant(tenant) for tenant in landscape.s4hana_tenants),
    )


def _needs_instance(tenant: CloudAlmTenant) -> bool:
    return tenant.provisioned_on.value is not None and tenant.provisioned_on.value < CREDENTIALS_SINCE


class _Writer:
    """Writes the sheet of one tenant, and keeps in mind which findings it has told."""

    def __init__(self, survey: Survey, concerns: Concerns) -> None:
        self._survey = survey
        self._concerns = concerns
        self._masked_text: set[int] = set()

    def tenant(self, tenant: S4Tenant) -> Sheet:
        steps: list[Step] = []
        done: list[AlmSystem | None] = []
        for arrangement in tenant.alm_arrangements or (None,):
            system = arrangement.system if arrangement else None
            if system not in done:
                done.append(system)
                steps += self._system_steps(system)
            steps += self._arrangement_steps(arrangement)
        return self._sheet(tenant, steps)

    def instance(self, tenant: CloudAlmTenant) -> Sheet:
        instance = tenant.service_instance
        name = self._entry(instance, "name", "Instance Name")
        entries = (
            Entry("Service", "SAP Cloud ALM API"),
            Entry("Plan", "standard"),
            Entry("Runtime Environment", "Other"),
            name,
            _parameters(name),
        )
        section = "Services > Instances and Subscriptions > Create"
        return self._sheet(tenant, [Step("", COCKPIT, section, entries, "Create", self._notes(instance))])

    def _system_steps(self, system: AlmSystem | None) -> Iterator[Step]:
        new = (self._entry(system, "system_id", "System ID"), self._entry(system, "system_name", "System Name"))
        technical = (
            self._entry(system, "host_name", "Host Name"),
            self._entry(system, "port", "Port"),
            self._entry(system, "inbound_only", "Inbound Only", leave="not ticked"),
        )
        token = (self._entry(system, "token_endpoint", "Token Endpoint"),)
        users = system.outbound_users if system else ()
        steps = [
            Step("1.6", SYSTEMS, "Users for Outbound Communication", self._user(user), "Create", self._notes(user))
            for user in users or (None,)
        ]
        yield Step("1.1", SYSTEMS, "New", new, "Create", self._notes(system))
        yield Step("1.3", SYSTEMS, "Technical Data - General", technical)
        yield Step("1.4", SYSTEMS, "OAuth 2.0 Settings", token)
        yield from (*steps[:-1], steps[-1]._replace(action="Create, then Save"))

    def _user(self, user: OutboundUser | None) -> tuple[Entry, ...]:
        return (
            self._entry(user, "authentication_method", "Authentication Method"),
            self._entry(user, "client_id", "OAuth 2.0 Client ID"),
            self._secret(user),
        )

    def _secret(self, user: OutboundUser | None) -> Entry:
        entry = self._entry(user, "client_secret", "Client Secret")
        if entry.state == "missing" or (user and is_reference(str(user.data.get("client_secret")))):
            return entry
        return entry._replace(value=MASK, state="wrong", notes=entry.notes or ("must be a reference to the secret",))

    def _arrangement_steps(self, arrangement: AlmArrangement | None) -> Iterator[Step]:
        common = (
            self._entry(arrangement, "arrangement_name", "Arrangement Name"),
            self._entry(arrangement, "communication_system", "Communication System"),
        )
        scenario = (self._entry(arrangement, "scenario", "Scenario ID"),)
        services = {each.name: each for each in arrangement.outbound_services.entries} if arrangement else {}
        steps = [step for name in SERVICES for step in self._service_steps(name, services.get(name))]
        yield Step("2.1", ARRANGEMENTS, "New", scenario, "", self._notes(arrangement))
        yield Step("2.1", ARRANGEMENTS, "Common Data", common)
        yield from (*steps[:-1], steps[-1]._replace(action="Save"))

    def _service_steps(self, name: str, service: OutboundService | None) -> Iterator[Step]:
        entries = (
            self._entry(service, "service_status", "Service Status", show=str.capitalize),
            self._entry(service, "port", "Port"),
            self._entry(service, "path", "Path", leave="/"),
        )
        details = (
            self._entry(service, "job_status", "Job Status", leave="set by the system"),
            self._entry(service, "run_every", "Run Every", show=_as_on_the_screen),
            self._entry(service, "package_size", "Package Size", leave="ignored"),
        )
        section = f"Outbound Services > {_SERVICE} {name.replace('_', ' ').title()}"
        yield Step("2.2", ARRANGEMENTS, section, entries, "", self._notes(service))
        yield Step("2.3", ARRANGEMENTS, f"{section} > Job Execution Details", details)

    def _sheet(self, tenant: S4Tenant | CloudAlmTenant, steps: list[Step]) -> Sheet:
        survey = self._survey
        return Sheet(survey.designation(tenant), survey.facts(tenant), self._notes(tenant), tuple(steps))

    def _entry(
        self,
        entity: Entity | None,
        key: str,
        label: str,
        *,
        leave: str = "",
        show: Callable[[Any], str] = str,
    ) -> Entry:
        """Return a field of a screen.

        Args:
            entity: what it is a field of, None where the file does not describe that.
            key: its key in the file.
            label: what stands beside it on the screen.
            leave: what is to be known about a field that is left alone.
            show: turns the value that the file gives into what the screen shows.
        """
        raw = entity.data.get(key) if entity else None
        text = "" if raw is None or raw is REJECTED else _text(raw)
        if entity and (found := self._concerns.about(entity, key)):
            return Entry(label, self._survey.show(text), "wrong", self._tell(found))
        if leave:
            return Entry(label, leave, "leave")
        if not text:
            return Entry(label, "", "missing", ("not in the file",))
        if is_placeholder(text):
            return Entry(label, self._survey.show(text), "wrong", ("is a placeholder",))
        return Entry(label, self._survey.show(show(text)), notes=_meaning(text))

    def _notes(self, entity: Entity | None) -> tuple[str, ...]:
        """Tell what was found about an entity and not yet told."""
        found = self._concerns.inside(entity) if entity else ()
        return self._tell(each for each in found if id(each) not in self._masked_text)

    def _tell(self, violations: Iterable[Violation]) -> tuple[str, ...]:
        found = list(violations)
        self._masked_text.update(map(id, found))
        return tuple(f"{each.message} ({each.rule.code} {each.rule.name})" for each in found)


def _parameters(name: Entry) -> Entry:
    """Return the JSON to paste, which the guide gives, with the instance's name filled in."""
    label = "Instance Parameters"
    if name.state != "enter":
        return Entry(label, "", "missing", ("the JSON needs the name of the instance",))
    security = {"xsappname": name.value, "authorities": AUTHORITIES}
    text = json.dumps({"xs-security": security}, indent=4, ensure_ascii=False)
    return Entry(label, text, notes=("to update an instance, its GUID takes the place of its name in xsappname",))


def _text(raw: object) -> str:
    if isinstance(raw, bool):
        return str(raw).lower()
    interval = Interval.parse(raw) if isinstance(raw, dict) else None
    return interval.text if interval else str(raw)


def _as_on_the_screen(text: str) -> str:
    """Write whole minutes as the screen does, in two fields."""
    interval = Interval.parse(text)
    if interval is None or interval.seconds is None or interval.seconds % 60:
        return text
    return f"{interval.seconds / 60:02.0f} Minute(s)"


def _meaning(text: str) -> tuple[str, ...]:
    """Tell what a reference stands for."""
    text = text.strip()
    if not is_reference(text):
        return ()
    if not text.startswith("$"):
        return ("stands for the secret that is kept there",)
    name = text.removeprefix("${").removesuffix("}").removeprefix("env:")
    return (f"stands for the value of the environment variable {name}",)
