"""CALM408: all S/4HANA tenants of a landscape report to the same SAP Cloud ALM tenant."""

from __future__ import annotations

from collections.abc import Iterator

from calm_lint.api import Bad, Finding, Good, Landscape, Related, Severity, Source, rule


@rule(
    Landscape,
    code="CALM408",
    rung="by-the-book",
    since="0.1",
    severity=Severity.WARNING,
    source=Source("guide", "Note 3", "2025-05-14"),
    screen="Communication Arrangements > Common Data > Communication System",
    examples=[
        Good(
            """
            s4hana_tenants:
              - id: prod-eu
                role: production
                communication_systems:
                  - system_id: CALM_PROD
                    cloud_alm_tenant: calm-prod
              - id: prod-us
                role: production
                communication_systems:
                  - system_id: CALM_PROD
                    cloud_alm_tenant: calm-prod
            """
        ),
        Bad(
            """
            cloud_alm_tenants:
              - id: calm-prod
                usage: productive
              - id: calm-two
                usage: productive
            s4hana_tenants:
              - id: prod-eu
                role: production
                communication_systems:
                  - system_id: CALM_PROD
                    cloud_alm_tenant: calm-prod
              - id: prod-us
                role: production
                communication_systems:
                  - system_id: CALM_TWO
                    cloud_alm_tenant: calm-two
                    token_endpoint: https://beta.authentication.eu10.hana.ondemand.com/oauth/token
                    outbound_users:
                      - client_id: ${CALM_TWO_CLIENT_ID}
                        client_secret: ${CALM_TWO_SECRET}
                communication_arrangements:
                  - arrangement_name: SAP_COM_0690_CALM_ATO
                    communication_system: CALM_TWO
            """,
            at="CALM_TWO",
            message="tenant prod-us reports to calm-two, and prod-eu reports to calm-prod, should be the same",
        ),
    ],
)
def split_landscape(landscape: Landscape) -> Iterator[Finding]:
    """A transport moves through several S/4HANA tenants.

    If these report to different SAP Cloud ALM tenants, none of the SAP Cloud ALM tenants shows the whole path.
    """
    productive = any(tenant.usage.value == "productive" for tenant in landscape.cloud_alm_tenants)
    reports = []
    for tenant in landscape.s4hana_tenants:
        connections = tenant.connections
        if len(connections) != 1:
            continue
        arrangement, target = connections[0]
        usage = target.tenant.usage.value if target.tenant else None
        system = arrangement.system
        meant = system.alm_tenant if system else None
        # A mistyped value is not another tenant, and not-productive-alm reports a tenant that is not productive.
        mistyped = (system and system.misreferred) or (meant and meant.uaa_host not in (None, target.host))
        if not mistyped and not (productive and usage not in (None, "productive")):
            reports.append((arrangement, target))
    for arrangement, target in reports[1:]:
        first, other = reports[0]
        if target.differs(other):
            name = first.tenant.id.value or "another"
            # Through an alias, both tenants have one arrangement in the file.
            same = first.communication_system.start == arrangement.communication_system.start
            end = first.tenant if same else first.communication_system
            beside = f", and {name} reports to {other.name_beside(target)}"
            yield Finding(
                arrangement.communication_system,
                f"tenant{arrangement.tenant.named} reports to {target.name_beside(other)}{beside}, should be the same",
                related=(Related(end, "the other connection"),),
                hint=beside,
                named=arrangement.tenant.named,
            )
