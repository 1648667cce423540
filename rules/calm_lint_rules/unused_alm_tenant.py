"""CALM406: a productive SAP Cloud ALM tenant has a connection."""

from __future__ import annotations

from collections.abc import Iterator

from calm_lint.api import Bad, Finding, Good, Landscape, Severity, Source, rule


@rule(
    Landscape,
    code="CALM406",
    severity=Severity.WARNING,
    source=Source("landscape.schema.json", "cloud_alm_tenants"),
    screen="Communication Arrangements > Common Data > Communication System",
    examples=[
        Good("name: Acme"),
        Bad(
            """
            cloud_alm_tenants:
              - id: calm-prod
                usage: productive
                region: eu10
                provisioned_on: 2023-11-20
                binding: &binding
                  endpoints: {Api: "https://eu10.alm.cloud.sap/api"}
                  uaa:
                    url: https://acme.authentication.eu10.hana.ondemand.com
                    clientid: sb-calm-deploy!b123456|sapcloudalm!b456789
              - id: calm-test
                usage: productive
                region: eu10
                provisioned_on: 2023-11-20
            """,
            at="calm-test",
            message="productive SAP Cloud ALM tenant calm-test has no connection, should have one",
        ),
    ],
)
def unused_alm_tenant(landscape: Landscape) -> Iterator[Finding]:
    """A productive SAP Cloud ALM tenant without any connection shows no transports at all."""
    if not landscape.knows("s4hana_tenants"):
        return
    targets = []
    for tenant in landscape.s4hana_tenants:
        known = tenant.knows("communication_arrangements")
        targets += [arrangement.target for arrangement in tenant.alm_arrangements if known] or [None]
    reached = [target.tenant if target else None for target in targets]
    # Where a connection is missing, leads nowhere or to a tenant that is not productive, that has to be mended.
    if None in reached or any(each and each.usage.value != "productive" for each in reached):
        return
    for alm_tenant in landscape.cloud_alm_tenants:
        if alm_tenant.usage.value == "productive" and alm_tenant not in reached:
            message = f"productive SAP Cloud ALM tenant {alm_tenant.id.value} has no connection, should have one"
            yield Finding(alm_tenant, message)
