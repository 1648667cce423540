"""The worksheet: what to enter in which field of which app, tenant by tenant, in the order of SAP's guide."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from calm_lint.engine.survey import Concerns, Survey
from calm_lint.model import AlmSystem, CloudAlmTenant, CtmsService, Destination, Landscape, S4Tenant
from calm_lint.model.entity import Entity
from calm_lint.model.values.facts import AUTHORITIES, CREDENTIALS_SINCE
from calm_lint.pages.ctms_steps import application_side_steps, ctms_steps
from calm_lint.pages.cts_steps import cts_steps, domain_steps, in_order
from calm_lint.pages.fields import COCKPIT, Entry, Fields, Step
from calm_lint.pages.mtls_steps import key_steps, mtls_arrangement_steps, mtls_system_steps, subaccount_steps
from calm_lint.pages.setup_steps import arrangement_steps, system_steps
from calm_lint.pages.subaccounts import subaccounts


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
        cloud_alm: a sheet for each SAP Cloud ALM tenant that comes without the credentials, or has mTLS.
        s4hana: one for each S/4HANA tenant.
        subaccounts: one for each subaccount with destinations, or with certificates in use.
        ctms: one for each service of SAP Cloud Transport Management, and one for products that export to it.
        cts: one for each transport domain, and one for each of its systems.
    """

    title: str
    cloud_alm: tuple[Sheet, ...]
    s4hana: tuple[Sheet, ...]
    subaccounts: tuple[Sheet, ...] = ()
    ctms: tuple[Sheet, ...] = ()
    cts: tuple[Sheet, ...] = ()

    @property
    def sheets(self) -> tuple[Sheet, ...]:
        """All its sheets, in the order of SAP's pages."""
        return (*self.cloud_alm, *self.s4hana, *self.subaccounts, *self.ctms, *self.cts)

    def of_tenant(self, tenant: str) -> Worksheet:
        """Return the sheets of one tenant, and the steps for it in the sheets of others.

        Args:
            tenant: the title of its sheet.
        """
        return self._replace(
            cloud_alm=tuple(sheet for sheet in self.cloud_alm if sheet.title == tenant),
            s4hana=tuple(sheet for sheet in self.s4hana if sheet.title == tenant),
            subaccounts=tuple(_for_tenant(self.subaccounts, tenant)),
            ctms=tuple(sheet for sheet in self.ctms if sheet.title == tenant),
            cts=tuple(sheet for sheet in self.cts if sheet.title == tenant),
        )


def worksheets(survey: Survey) -> list[Worksheet]:
    """Return the worksheet of each landscape of a file; no text in them holds a secret."""
    return [_worksheet(survey, landscape) for landscape in survey.landscapes]


def _worksheet(survey: Survey, landscape: Landscape) -> Worksheet:
    concerns = survey.concerns(landscape)
    with_mtls = subaccounts(landscape)
    before, after = [], []
    for alm in (*landscape.cloud_alm_tenants, None):
        fields = Fields(survey, concerns)
        subaccount = with_mtls.get(alm)
        steps = [_instance_step(fields, alm)] if alm and _needs_instance(alm) else []
        steps += key_steps(fields, subaccount) if subaccount else ()
        if steps:
            before.append(_sheet(fields, alm, steps))
        if subaccount:
            sheet = _sheet(fields, alm, subaccount_steps(fields, subaccount, landscape.today))
            name = alm.subaccount.value if alm else None
            where = f"subaccount {survey.show(name)}" if name else "its subaccount"
            after.append(sheet._replace(facts=f"{where}: destinations and certificates"))
    tenants = tuple(_tenant(survey, concerns, tenant) for tenant in landscape.s4hana_tenants)
    ctms, cts = tuple(_ctms(survey, concerns, landscape)), tuple(_cts(survey, concerns, landscape))
    return Worksheet(survey.title(landscape), tuple(before), tenants, tuple(after), ctms, cts)


def _ctms(survey: Survey, concerns: Concerns, landscape: Landscape) -> Iterator[Sheet]:
    leading: dict[CtmsService | None, list[Destination]] = {}
    for destination, service in landscape.ctms_destinations:
        leading.setdefault(service, []).append(destination)
    for each in landscape.ctms_services:
        fields = Fields(survey, concerns)
        yield _sheet(fields, each, ctms_steps(fields, each, leading.get(each, ())))
    fields = Fields(survey, concerns)
    products = [each for each in landscape.destinations if each.is_application_side]
    if steps := tuple(application_side_steps(fields, products)):
        yield Sheet("Products", "that export to SAP Cloud Transport Management", (), steps)


def _cts(survey: Survey, concerns: Concerns, landscape: Landscape) -> Iterator[Sheet]:
    for domain in landscape.cts_domains:
        fields = Fields(survey, concerns)
        yield Sheet(survey.designation(domain), "transport domain", (), tuple(domain_steps(fields, domain)))
        for system in in_order(domain):
            yield _sheet(fields, system, cts_steps(fields, system))


def _for_tenant(sheets: Iterable[Sheet], tenant: str) -> Iterable[Sheet]:
    for sheet in sheets:
        steps = tuple(step for step in sheet.steps if step.tenant == tenant)
        if sheet.title == tenant:
            yield sheet
        elif steps:
            yield sheet._replace(notes=(), steps=steps)


def _needs_instance(tenant: CloudAlmTenant) -> bool:
    return tenant.provisioned_on.value is not None and tenant.provisioned_on.value < CREDENTIALS_SINCE


def _tenant(survey: Survey, concerns: Concerns, tenant: S4Tenant) -> Sheet:
    fields = Fields(survey, concerns)
    steps: list[Step] = []
    done: list[AlmSystem | None] = []
    for arrangement in tenant.alm_arrangements or (None,):
        system = arrangement.system if arrangement else None
        with_mtls = system is not None and system.is_mtls
        if system not in done:
            done.append(system)
            steps += mtls_system_steps(fields, system) if system and with_mtls else system_steps(fields, system)
        if arrangement and with_mtls:
            steps += mtls_arrangement_steps(fields, arrangement)
        else:
            steps += arrangement_steps(fields, arrangement)
    return _sheet(fields, tenant, steps)


def _sheet(fields: Fields, tenant: Entity | None, steps: Iterable[Step]) -> Sheet:
    survey = fields.survey
    # The notes of a sheet are what its steps have not told.
    done = tuple(steps)
    if tenant is None:
        return Sheet("SAP Cloud ALM tenant not known", "the file does not tell", (), done)
    return Sheet(survey.designation(tenant), survey.facts(tenant), fields.notes(tenant), done)


def _instance_step(fields: Fields, tenant: CloudAlmTenant) -> Step:
    instance = tenant.service_instance
    name = fields.entry(instance, "name", "Instance Name")
    entries = (
        Entry("Service", "SAP Cloud ALM API"),
        Entry("Plan", "standard"),
        Entry("Runtime Environment", "Other"),
        name,
        _parameters(name),
    )
    section = "Services > Instances and Subscriptions > Create"
    return Step("", COCKPIT, section, entries, "Create", fields.notes(instance))


def _parameters(name: Entry) -> Entry:
    """Return the JSON to paste, which the guide gives, with the instance's name filled in."""
    label = "Instance Parameters"
    if name.state != "enter":
        return Entry(label, "", "missing", ("the JSON needs the name of the instance",))
    security = {"xsappname": name.value, "authorities": AUTHORITIES}
    text = json.dumps({"xs-security": security}, indent=4, ensure_ascii=False)
    return Entry(label, text, notes=("to update an instance, its GUID takes the place of its name in xsappname",))
