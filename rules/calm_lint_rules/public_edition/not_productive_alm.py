"""CALM402: S/4HANA tenants connect to a productive SAP Cloud ALM tenant if one exists."""

from __future__ import annotations

from collections.abc import Iterator

from calm_lint.api import Bad, Finding, Good, Landscape, Related, S4Tenant, Severity, Source, rule


@rule(
    Landscape,
    code="CALM402",
    rung="collects",
    since="0.1",
    severity=Severity.ERROR,
    source=Source("guide", "Note 3", "2025-05-14"),
    screen="Communication Arrangements > Common Data > Communication System",
    examples=[
        Good(
            """
            cloud_alm_tenants:
              - id: calm-prod
                usage: productive
              - id: calm-test
                usage: test
            s4hana_tenants:
              - id: prod
                role: production
                communication_systems:
                  - system_id: CALM_PROD
                    cloud_alm_tenant: calm-prod
                    token_endpoint: https://acme.authentication.eu10.hana.ondemand.com/oauth/token
                    outbound_users:
                      - client_id: ${CALM_CLIENT_ID}
            """
        ),
        Bad(
            """
            cloud_alm_tenants:
              - id: calm-prod
                usage: productive
              - id: calm-test
                usage: test
            s4hana_tenants:
              - id: prod
                role: production
                communication_systems:
                  - system_id: CALM_PROD
                    cloud_alm_tenant: calm-test
                    token_endpoint: https://beta.authentication.eu10.hana.ondemand.com/oauth/token
                    outbound_users:
                      - client_id: ${CALM_CLIENT_ID}
            """,
            at="CALM_PROD",
            message="tenant prod is connected to calm-test, a test SAP Cloud ALM tenant, must be a productive one",
        ),
    ],
)
def not_productive_alm(landscape: Landscape) -> Iterator[Finding]:
    """Features and deployments are managed in the productive SAP Cloud ALM tenant.

    SAP's guide recommends that S/4HANA tenants connect only to that tenant.
    """
    if not any(each.usage.value == "productive" for each in landscape.cloud_alm_tenants):
        return
    # Tenants can share an arrangement through an alias. The finding is at the first, with the highest severity.
    found: dict[int, Finding] = {}
    for tenant in landscape.s4hana_tenants:
        for finding in _not_productive(tenant):
            earlier = found.setdefault(finding.at.start, finding)
            if finding.severity is None:
                found[finding.at.start] = finding._replace(at=earlier.at)
    yield from found.values()


def _not_productive(tenant: S4Tenant) -> Iterator[Finding]:
    if len(tenant.connections) > 1:
        return
    severity = None if tenant.role.value == "production" else Severity.WARNING
    must = "should" if severity else "must"
    for arrangement in tenant.alm_arrangements:
        target = arrangement.target if arrangement.system and not arrangement.system.misreferred else None
        usage = target.tenant.usage if target and target.tenant else None
        if target and target.tenant and usage and usage.value not in (None, "productive"):
            name = f"{target.tenant.id.value}, " if target.tenant.id.value else ""
            yield Finding(
                arrangement.communication_system,
                f"tenant{tenant.named} is connected to {name}a {usage.value} SAP Cloud ALM tenant, "
                f"{must} be a productive one",
                related=(Related(usage, "usage of the SAP Cloud ALM tenant"),),
                severity=severity,
                named=tenant.named,
            )
