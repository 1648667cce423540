"""Landscapes with several SAP Cloud ALM tenants, for the tests of rules that compare them."""

from __future__ import annotations


def alm(id: str, usage: str = "productive", *, zone: str = "", more: str = "") -> str:  # noqa: A002 - the field's name
    """Return an SAP Cloud ALM tenant, with a binding where it has an identity zone."""
    text = f"  - {{id: {id}, usage: {usage}, provisioned_on: 2023-11-20{more}"
    if zone:
        url = f'"https://{zone}.authentication.eu10.hana.ondemand.com"'
        endpoints, uaa = '{Api: "https://eu10.alm.cloud.sap/api"}', f"{{url: {url}, clientid: {client(zone)}}}"
        text += f", binding: {{endpoints: {endpoints}, uaa: {uaa}}}"
    return text + "}\n"


def s4(zone: str, *, host: str = "", client_id: str = "", reference: str = "") -> str:
    """Return the communication system of an S/4HANA tenant, which is connected to the tenant of an identity zone."""
    host = host or f"{zone}.authentication.eu10.hana.ondemand.com"
    user = f'authentication_method: OAuth 2.0, client_id: {client_id or client(zone)}, client_secret: "${{{zone}}}"'
    return (
        "{system_id: CALM, system_name: SAP Cloud ALM, host_name: eu10.alm.cloud.sap, port: 443, "
        f"token_endpoint: 'https://{host}/oauth/token', outbound_users: [{{{user}}}]{reference}}}"
    )


def client(zone: str) -> str:
    return f'"{zone}!b1|sapcloudalm!b2"'


def landscape(alm_tenants: tuple[str, ...], systems: tuple[str, ...]) -> str:
    text = f"format: 1\ncloud_alm_tenants:\n{''.join(alm_tenants)}s4hana_tenants:\n"
    for number, system in enumerate(systems):
        text += f"""\
  - id: tenant-{number}
    role: starter
    communication_systems: [{system}]
    communication_arrangements:
      - arrangement_name: ATO
        scenario: SAP_COM_0690
        communication_system: CALM
        outbound_services:
          export: &service-{number} {{service_status: active, port: 443, run_every: 5 minutes}}
          import: *service-{number}
          retry: *service-{number}
          status_change: *service-{number}
"""
    return text


ACME = alm("calm-prod", zone="acme")
BETA = alm("calm-two", zone="beta")
ELSEWHERE = "beta.example.com"
