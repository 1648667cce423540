"""CALM408: the tenants of a landscape report to one SAP Cloud ALM tenant."""

from __future__ import annotations

from collections.abc import Iterator

from calm_lint.api import Bad, Finding, Good, Landscape, Related, Severity, Source, rule


@rule(
    Landscape,
    code="CALM408",
    severity=Severity.WARNING,
    source=Source("guide", "Note 3"),
    screen="Communication Arrangements > Common Data > Communication System",
    examples=[
        Good("name: Acme"),
        Bad(
            """
            cloud_alm_tenants:
              - id: calm-prod
                usage: productive
                provisioned_on: 2023-11-20
                binding: &binding
                  endpoints: {Api: "https://eu10.alm.cloud.sap/api"}
                  uaa: {url: "https://acme.authentication.eu10.hana.ondemand.com", clientid: a!b1|sapcloudalm!b2}
              - id: calm-two
                usage: productive
                provisioned_on: 2023-11-20
                binding:
                  <<: *binding
                  uaa: {url: "https://beta.authentication.eu10.hana.ondemand.com", clientid: b!b1|sapcloudalm!b2}
            s4hana_tenants:
              - id: quality
                role: production
                communication_systems:
                  - &system
                    system_id: CALM_PROD
                    system_name: SAP Cloud ALM of Acme
                    host_name: eu10.alm.cloud.sap
                    port: 443
                    token_endpoint: https://acme.authentication.eu10.hana.ondemand.com/oauth/token
                    outbound_users: [{authentication_method: OAuth 2.0, client_id: "${ID}", client_secret: "${KEY}"}]
                communication_arrangements:
                  - &arrangement
                    arrangement_name: SAP_COM_0690_CALM_ATO
                    scenario: SAP_COM_0690
                    communication_system: CALM_PROD
                    outbound_services:
                      export: &service {service_status: active, port: 443, run_every: 5 minutes}
                      import: *service
                      retry: *service
                      status_change: *service
              - id: prod
                role: production
                communication_systems:
                  - <<: *system
                    token_endpoint: https://beta.authentication.eu10.hana.ondemand.com/oauth/token
                    outbound_users: [{authentication_method: OAuth 2.0, client_id: "${B}", client_secret: "${C}"}]
                communication_arrangements:
                  - <<: *arrangement
                    communication_system: "CALM_PROD"
            """,
            at='"CALM_PROD"',
            message="tenant reports to calm-two, quality to calm-prod, should be one",
        ),
    ],
)
def split_landscape(landscape: Landscape) -> Iterator[Finding]:
    """A transport runs through several tenants.

    Where they report to different SAP Cloud ALM tenants, none of these shows the whole way.
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
        # A mistyped value means no other tenant, and a tenant that is not productive is a fault by itself.
        mistyped = (system and system.misreferred) or (meant and meant.uaa_host not in (None, target.host))
        if not mistyped and not (productive and usage not in (None, "productive")):
            reports.append((arrangement, target))
    for arrangement, target in reports[1:]:
        first, other = reports[0]
        if target.differs(other):
            name = first.tenant.id.value or "another"
            yield Finding(
                arrangement.communication_system,
                f"tenant reports to {target.name_beside(other)}, {name} to {other.name_beside(target)}, should be one",
                related=(Related(first.communication_system, "the other connection"),),
            )
