"""Which tenants have to do with what: with an anchor's text, and with one another."""

from __future__ import annotations

from calm_lint.engine.survey import Survey
from calm_lint.model import CloudAlmTenant, Landscape, S4Tenant
from calm_lint.server.cursor import Anchor, nodes_of


def using(survey: Survey, landscape: Landscape, anchor: Anchor) -> list[str]:
    """Return what to call the tenants that use the text of an anchor, in the order of the file."""
    return users(survey, landscape, [anchor])[0]


def users(survey: Survey, landscape: Landscape, anchors: list[Anchor]) -> list[list[str]]:
    """Return for each of several anchors what to call the tenants that use its text."""
    found: list[list[str]] = [[] for _ in anchors]
    for tenant in all_tenants(landscape) if anchors else ():
        nodes = nodes_of(tenant)
        for names, anchor in zip(found, anchors, strict=True):
            if anchor.node in nodes:
                names.append(survey.designation(tenant))
    return found


def counted(count: int) -> str:
    """Say how many tenants use a text."""
    return f"{count} tenant uses this" if count == 1 else f"{count} tenants use this"


def all_tenants(landscape: Landscape) -> list[S4Tenant | CloudAlmTenant]:
    """Return the tenants of a landscape, those of SAP Cloud ALM first."""
    return [*landscape.cloud_alm_tenants, *landscape.s4hana_tenants]


def reached(survey: Survey, tenant: S4Tenant) -> list[str]:
    """Return what to call the SAP Cloud ALM tenants that a tenant is connected to; those in no landscape by host."""
    targets = (target for _, target in tenant.connections)
    names = (survey.designation(each.tenant) if each.tenant else survey.show(each.host or "") for each in targets)
    return [name for name in names if name]


def reaching(survey: Survey, landscape: Landscape, tenant: CloudAlmTenant) -> list[str]:
    """Return what to call the S/4HANA tenants that are connected to an SAP Cloud ALM tenant."""
    return [
        survey.designation(each)
        for each in landscape.s4hana_tenants
        if any(target.tenant is tenant for _, target in each.connections)
    ]
