"""Landscapes of any size to measure with."""

from __future__ import annotations

_HEAD = """\
format: 1
name: Landscape of {tenants} tenants
cloud_alm_tenants:
  - id: calm-prod
    usage: productive
    name: SAP Cloud ALM of Acme
    region: eu10
    provisioned_on: 2023-11-20
    binding:
      endpoints:
        Api: https://eu10.alm.cloud.sap/api
      uaa:
        url: https://acme.authentication.eu10.hana.ondemand.com
        clientid: sb-calm-deploy!b123456|sapcloudalm!b456789
s4hana_tenants:
"""

_TENANT = """\
  - id: tenant-{number}
    role: {role}
    client: "100"
    host: my{number:06}.s4hana.cloud.sap
    connected_on: 2024-01-15
    communication_systems:
      - system_id: CALM_{number}
        system_name: SAP Cloud ALM of Acme for {number}
        host_name: eu10.alm.cloud.sap
        port: {port}
        token_endpoint: https://acme.authentication.eu10.hana.ondemand.com/oauth/token
        outbound_users:
          - authentication_method: OAuth 2.0
            client_id: sb-calm-deploy!b123456|sapcloudalm!b456789
            client_secret: ${{CALM_SECRET_{number}}}
    communication_arrangements:
      - arrangement_name: SAP_COM_0690_{number}
        scenario: SAP_COM_0690
        communication_system: CALM_{number}
        outbound_services:
          export: {{service_status: active, port: 443, path: /, run_every: 5 minutes}}
          import: {{service_status: active, port: 443, path: /, run_every: 5 minutes}}
          retry: {{service_status: active, port: 443, path: /, run_every: 5 minutes}}
          status_change: {{service_status: active, port: 443, path: /, run_every: 5 minutes}}
"""
_ROLES = ("development", "customizing", "test", "production")


def landscape(tenants: int, *, faulty: bool = False, first: int = 0) -> str:
    """Return a landscape file that is clean, or has one finding in every S/4HANA tenant.

    Args:
        tenants: how many S/4HANA tenants it has; each takes about 1,400 bytes.
        faulty: whether the port of every communication system is wrong.
        first: the number of the first tenant; landscapes with the same numbers describe the same tenants.
    """
    port = 8443 if faulty else 443
    bodies = (_TENANT.format(number=n, role=_ROLES[n % 4], port=port) for n in range(first, first + tenants))
    return _HEAD.format(tenants=tenants) + "".join(bodies)
