"""CALM401: no S/4HANA tenant connects to two SAP Cloud ALM tenants."""

from __future__ import annotations

from collections.abc import Iterator

from calm_lint.api import Bad, Estate, Finding, Good, Related, S4Tenant, Severity, Source, rule
from calm_lint_rules.public_edition._described_again import described_again

_OTHER = """
cloud_alm_tenants:
  - id: calm-beta
    usage: productive
s4hana_tenants:
  - id: acme-prod
    role: production
    global_tenant_id: 745588200
    communication_systems:
      - system_id: CALM_BETA
        token_endpoint: https://beta.authentication.eu10.hana.ondemand.com/oauth/token
        outbound_users:
          - client_id: sb-calm-deploy!b123457|sapcloudalm!b456789
    communication_arrangements:
      - arrangement_name: TO_BETA
        communication_system: CALM_BETA
"""


def _over_landscapes(estate: Estate) -> Iterator[Finding]:
    for again in described_again(estate):
        if not again.ends:
            continue
        (first, other), (arrangement, host) = again.ends
        named = arrangement.tenant.named
        where = f" in addition to {other} in {estate.where(first, arrangement)}"
        yield Finding(
            arrangement.arrangement_name,
            f"arrangement connects the tenant{named} to a second SAP Cloud ALM tenant, {host}{where}, must be only one",
            related=(Related(first.arrangement_name, f"connected to {other} here"),),
            hint=where,
            named=named,
        )


@rule(
    S4Tenant,
    code="CALM401",
    rung="collects",
    since="0.1",
    severity=Severity.ERROR,
    source=Source("Setting Up the Managed Systems (21e0843)", "Use of Cloud Connector, note"),
    screen="Communication Arrangements > Common Data > Communication System",
    examples=[
        Good(
            """
            communication_systems:
              - system_id: CALM_PROD
                token_endpoint: https://acme.authentication.eu10.hana.ondemand.com/oauth/token
            communication_arrangements:
              - arrangement_name: TO_PROD
                communication_system: CALM_PROD
            """
        ),
        Bad(
            """
            communication_systems:
              - system_id: CALM_PROD
                token_endpoint: https://acme.authentication.eu10.hana.ondemand.com/oauth/token
              - system_id: CALM_TEST
                token_endpoint: https://beta.authentication.eu10.hana.ondemand.com/oauth/token
            communication_arrangements:
              - arrangement_name: TO_PROD
                communication_system: CALM_PROD
              - arrangement_name: TO_TEST
                communication_system: CALM_TEST
            """,
            at="TO_TEST",
            message="arrangement connects the tenant prod to a second SAP Cloud ALM tenant, "
            "beta.authentication.eu10.hana.ondemand.com in addition to calm-prod, must be only one",
        ),
        Bad(
            """
            id: prod
            global_tenant_id: 745588200
            communication_arrangements:
              - arrangement_name: TO_PROD
                communication_system: CALM_PROD
            cloud_alm_tenants:
              - id: calm-prod
                usage: productive
            """,
            files=(("acme.landscape.yaml", _OTHER),),
            at="TO_PROD",
            message="arrangement connects the tenant prod to a second SAP Cloud ALM tenant, "
            "acme.authentication.eu10.hana.ondemand.com in addition to beta.authentication.eu10.hana.ondemand.com in "
            "acme.landscape.yaml, must be only one",
        ),
    ],
    over_estate=_over_landscapes,
)
def double_alm_connection(tenant: S4Tenant) -> Iterator[Finding]:
    """SAP's guide connects each S/4HANA tenant to one SAP Cloud ALM tenant.

    With two connections, the tenant reports its transports to two places, and nobody knows which one is right.
    An inactive outbound service also counts, because one tick activates it.

    The tenant may be described in several landscapes: entries with one Global Tenant ID, or with one Host and Client,
    are one tenant.
    """
    if len(tenant.alm_arrangements) < 2:
        return
    connections = tenant.connections
    for arrangement, target in connections[1:]:
        first, other = connections[0]
        first_name = other.name_beside(target)
        yield Finding(
            arrangement.arrangement_name,
            f"arrangement connects the tenant{tenant.named} to a second SAP Cloud ALM tenant, "
            f"{target.name_beside(other)} in addition to {first_name}, must be only one",
            related=(Related(first.arrangement_name, f"connected to {first_name} here"),),
            hint=f" in addition to {first_name}",
            named=tenant.named,
        )
