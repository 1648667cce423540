"""Which tenants, services and systems have to do with what: with an anchor's text, and with one another."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from calm_lint.engine.survey import Survey
from calm_lint.model import CloudAlmTenant, CtmsService, CtsSystem, Landscape, S4Tenant
from calm_lint.server.cursor import Anchor, nodes_of

Connected = S4Tenant | CtmsService | CtsSystem
"""What is connected to an SAP Cloud ALM tenant."""

_NOUNS = {CloudAlmTenant: "tenant", S4Tenant: "tenant", CtmsService: "service", CtsSystem: "system"}
_KINDS = {S4Tenant: "S/4HANA tenant", CtmsService: "service", CtsSystem: "system"}


def users(landscape: Landscape, anchors: list[Anchor]) -> list[list[CloudAlmTenant | Connected]]:
    """Return for each of several anchors what uses its text, in the order of the file."""
    found: list[list[CloudAlmTenant | Connected]] = [[] for _ in anchors]
    for tenant in everything(landscape) if anchors else ():
        nodes = nodes_of(tenant)
        for using, anchor in zip(found, anchors, strict=True):
            if anchor.node in nodes:
                using.append(tenant)
    return found


def counted(using: list[CloudAlmTenant | Connected], anchor: Anchor) -> str:
    """Say how many tenants, services and systems use the text of an anchor; if none does, how many aliases."""
    nouns = [_NOUNS[type(each)] for each in using] or ["alias"] * len(anchor.aliases) or ["nothing"]
    counts = [_number(nouns.count(noun), noun) for noun in dict.fromkeys(nouns)]
    uses = "uses" if len(nouns) == 1 else "use"
    return f"{' and '.join(counts)} {uses} this"


def everything(landscape: Landscape) -> Iterator[CloudAlmTenant | Connected]:
    """Yield the tenants, services and systems of a landscape, the SAP Cloud ALM tenants first."""
    yield from landscape.cloud_alm_tenants
    yield from connected(landscape)


def connected(landscape: Landscape) -> Iterator[Connected]:
    """Yield what a landscape connects to its SAP Cloud ALM tenants."""
    yield from landscape.s4hana_tenants
    yield from landscape.ctms_services
    for domain in landscape.cts_domains:
        yield from domain.systems


def reached(survey: Survey, landscape: Landscape, each: Connected) -> list[str]:
    """Return what to call the SAP Cloud ALM tenants that something is connected to; those in no landscape by host."""
    targets = dict.fromkeys(_targets(landscape, each))
    names = (survey.designation(tenant) if tenant else survey.show(host) for tenant, host in targets)
    return [name for name in names if name]


def reaching(survey: Survey, landscape: Landscape, tenant: CloudAlmTenant) -> Iterator[tuple[str, list[str]]]:
    """Yield what is connected to an SAP Cloud ALM tenant: how many of a kind, and what to call them."""
    for kind, noun in _KINDS.items():
        every = [each for each in connected(landscape) if isinstance(each, kind)]
        found = [each for each in every if any(end is tenant for end, _ in _targets(landscape, each))]
        if every:
            are = "is" if len(found) == 1 else "are"
            yield f"{_number(len(found), noun)} {are} connected", [survey.designation(each) for each in found]


def _targets(landscape: Landscape, each: Connected) -> Iterable[tuple[CloudAlmTenant | None, str]]:
    """Return the SAP Cloud ALM tenants that something is connected to, with their hosts."""
    if isinstance(each, CtmsService):
        leading = (destination for destination, service in landscape.ctms_destinations if service is each)
        return [(destination.alm_tenant, "") for destination in leading]
    if isinstance(each, S4Tenant):
        targets = [target for _, target in each.connections]
    else:
        targets = [setup.target for setup in each.alm_setup if setup.target]
    return [(target.tenant, "" if target.tenant else target.host or "") for target in targets]


def _number(count: int, noun: str) -> str:
    if noun == "nothing":
        return noun
    plural = f"{noun}es" if noun.endswith("s") else f"{noun}s"
    return f"{count} {noun if count == 1 else plural}"
