"""Estates for tests: landscapes that describe the same S/4HANA tenants, spread over files."""

from __future__ import annotations

from calm_lint.model import Landscape
from calm_lint.rulebook.examples import complete

ZONES = ("acme", "beta", "gamma")


def client_id(number: int) -> str:
    return f"sb-calm-deploy!b12345{number}|sapcloudalm!b456789"


def landscape(
    tenant: str = "745588200", *, zone: str = "acme", client: int = -1, name: str = "prod", comment: str = ""
) -> str:
    """Return a landscape with one S/4HANA tenant, which is connected to the SAP Cloud ALM tenant of an identity zone.

    Args:
        tenant: its Global Tenant ID; none if it is empty.
        zone: the identity zone.
        client: the number of the client ID; that of the zone if it is not given.
        name: the id of the S/4HANA tenant.
        comment: what stands behind its id.
    """
    used = client_id(client if client >= 0 else ZONES.index(zone))
    known = f"\n    global_tenant_id: {tenant}" if tenant else ""
    url = f"https://{zone}.authentication.eu10.hana.ondemand.com"
    return complete(
        Landscape,
        f"""
cloud_alm_tenants:
  - id: calm-prod
    usage: productive
    binding:
      uaa:
        url: {url}
        clientid: {used}
s4hana_tenants:
  - id: {name}{comment}
    role: starter{known}
    communication_systems:
      - system_id: CALM_PROD
        token_endpoint: {url}/oauth/token
        outbound_users:
          - client_id: {used}
""",
    )
