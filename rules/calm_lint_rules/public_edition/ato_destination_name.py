"""CALM711: the name of a destination to the ATO is its prefix and the Global Tenant ID."""

from __future__ import annotations

from collections.abc import Iterator

from calm_lint.api import Bad, Destination, Finding, Fix, Good, Landscape, Severity, Source, did_you_mean, facts, rule


@rule(
    Landscape,
    code="CALM711",
    rung="collects",
    since="0.1",
    severity=Severity.ERROR,
    source=Source("guide", "Procedure 6.5", "after 2026-06-10"),
    screen="SAP BTP cockpit > Connectivity > Destinations > Name",
    examples=[
        Good(
            """
            destinations:
              - name: CALM_FTR_ATO_745588200
            """
        ),
        Bad(
            """
            destinations:
              - name: calm_ftr_ato_745588200
            """,
            at="calm_ftr_ato_745588200",
            message="Name is calm_ftr_ato_745588200, must be CALM_FTR_ATO_745588200",
            fixed="""
            destinations:
              - name: CALM_FTR_ATO_745588200
            """,
        ),
        Bad(
            """
            destinations:
              - name: CALM_FTR_ATO_DEV
            """,
            at="CALM_FTR_ATO_DEV",
            message="Name is CALM_FTR_ATO_DEV, must be CALM_FTR_ATO_ and a Global Tenant ID",
        ),
        Bad(
            """
            destinations:
              - name: CALM_FTR_ATO_745588201
            """,
            at="CALM_FTR_ATO_745588201",
            message="Name ends in 745588201, which is the Global Tenant ID of no tenant, did you mean 745588200?",
        ),
    ],
)
def ato_destination_name(landscape: Landscape) -> Iterator[Finding]:
    """SAP Cloud ALM finds the destination of a tenant by this name alone.

    The Global Tenant ID is shown as System Number in app Landscape Management.
    """
    known = dict.fromkeys(tenant.global_tenant_id.value for tenant in landscape.s4hana_tenants)
    complete = landscape.knows("s4hana_tenants") and bool(known) and all(known)
    names = {each.name.value for each in landscape.destinations}
    for destination in landscape.ato_destinations:
        name, digits = destination.name, destination.global_tenant_id
        if name.value is None:
            continue
        if not digits:
            yield Finding(name, f"Name is {name.value}, must be {facts.ATO_DESTINATION} and a Global Tenant ID")
        elif name.value != (wanted := f"{facts.ATO_DESTINATION}{digits}"):
            certain = name.value.endswith(digits) and wanted not in names
            fix = Fix.replace(name, wanted) if certain else None
            yield Finding(name, f"Name is {name.value}, must be {wanted}", fix)
        elif complete and digits not in known:
            yield _unknown(destination, digits, [each for each in known if each])


def _unknown(destination: Destination, digits: str, known: list[str]) -> Finding:
    meant = did_you_mean(digits, known)
    advice = f", did you mean {meant}?" if meant else ""
    message = f"Name ends in {digits}, which is the Global Tenant ID of no tenant{advice}"
    return Finding(destination.name, message, hint=advice)
