"""CALM719: a destination stands with the SAP Cloud ALM tenant to which its tenant reports."""

from __future__ import annotations

from collections.abc import Iterator

from calm_lint.api import AlmTarget, Bad, Finding, Good, Landscape, Related, Severity, Source, rule


@rule(
    Landscape,
    code="CALM719",
    rung="collects",
    since="0.1",
    severity=Severity.ERROR,
    source=Source("guide", "Procedure 1, 6", "after 2026-06-10"),
    screen="SAP BTP cockpit > Connectivity > Destinations",
    examples=[
        Good(
            """
            cloud_alm_tenants:
              - id: calm-prod
                usage: productive
              - id: calm-test
                usage: test
                binding:
                  endpoints:
                    Api: https://eu10.alm.cloud.sap/api
                  uaa:
                    url: https://beta.authentication.eu10.hana.ondemand.com
                    clientid: sb-calm-deploy!b123457|sapcloudalm!b456789
            destinations:
              - name: CALM_FTR_ATO_745588200
                cloud_alm_tenant: calm-prod
            """
        ),
        Bad(
            """
            cloud_alm_tenants:
              - id: calm-prod
                usage: productive
              - id: calm-test
                usage: test
                binding:
                  endpoints:
                    Api: https://eu10.alm.cloud.sap/api
                  uaa:
                    url: https://beta.authentication.eu10.hana.ondemand.com
                    clientid: sb-calm-deploy!b123457|sapcloudalm!b456789
            destinations:
              - name: CALM_FTR_ATO_745588200
                cloud_alm_tenant: calm-test
            """,
            at="calm-test",
            message="the destination stands with calm-test, must stand with calm-prod, to which tenant prod reports",
        ),
    ],
)
def destination_subaccount(landscape: Landscape) -> Iterator[Finding]:
    """SAP Cloud ALM uses the destinations of its own subaccount only."""
    productive = any(each.usage.value == "productive" for each in landscape.cloud_alm_tenants)
    for destination in landscape.ato_destinations:
        tenant, stands_with = landscape.s4hana_tenant_of(destination), destination.alm_tenant
        if tenant is None or stands_with is None or tenant.reaches_unknown or len(tenant.connections) != 1:
            continue
        arrangement, target = tenant.connections[0]
        system = arrangement.system
        if system is None or system.misreferred or target.tenant is None:
            continue
        # A tenant that reports to the wrong one has to report to another.
        if productive and target.tenant.usage.value != "productive":
            continue
        own = AlmTarget(stands_with, stands_with.uaa_host, referred=True)
        if own.differs(target):
            at = destination if destination.cloud_alm_tenant.missing else destination.cloud_alm_tenant
            yield Finding(
                at,
                f"the destination stands with {own.name_beside(target)}, must stand with {target.name_beside(own)}, "
                f"to which tenant {tenant.id.value or 'without an id'} reports",
                related=(Related(system, "the communication system"),),
            )
