"""CALM118: a tenant has one communication system for an SAP Cloud ALM tenant."""

from __future__ import annotations

from collections.abc import Iterator

from calm_lint.api import (
    Address,
    AlmSystem,
    Bad,
    CommunicationSystem,
    Finding,
    Good,
    Related,
    S4Tenant,
    Severity,
    Source,
    identity_host,
    rule,
)

_TOKENS = "https://acme.authentication.eu10.hana.ondemand.com/oauth/token"


@rule(
    S4Tenant,
    code="CALM118",
    rung="by-the-book",
    since="0.1",
    severity=Severity.WARNING,
    source=Source("Classic Setup (e144305)", "Create Communication System"),
    screen="Communication Systems > OAuth 2.0 Settings > Token Endpoint",
    examples=[
        Good(
            """
            communication_systems:
              - system_id: CALM_PROD
            communication_arrangements:
              - arrangement_name: SAP_COM_0690_CALM_ATO
                communication_system: CALM_PROD
              - arrangement_name: SAP_COM_0527_CALM
                scenario: SAP_COM_0527
                outbound_services:
                communication_system: CALM_PROD
            """
        ),
        Bad(
            f"""
            communication_systems:
              - system_id: CALM_PROD
              - system_id: CALM_MONITORING
                token_endpoint: {_TOKENS}
            communication_arrangements:
              - arrangement_name: SAP_COM_0690_CALM_ATO
                communication_system: CALM_PROD
              - arrangement_name: SAP_COM_0527_CALM
                scenario: SAP_COM_0527
                outbound_services:
                communication_system: CALM_MONITORING
            """,
            at="CALM_MONITORING",
            message="communication system CALM_MONITORING stands for the SAP Cloud ALM tenant of CALM_PROD, "
            "should be only one",
        ),
    ],
)
def duplicate_alm_system(tenant: S4Tenant) -> Iterator[Finding]:
    """One communication system serves all scenarios to an SAP Cloud ALM tenant.

    If there are two, a change of the credentials has to be made twice.
    """
    if len(tenant.communication_systems) < 2:
        return
    used = {arrangement.communication_system.value for arrangement in tenant.communication_arrangements}
    first: dict[str, CommunicationSystem] = {}
    for system in tenant.communication_systems:
        host = _host(system)
        if host is None or system.system_id.value not in used:
            continue
        other = first.setdefault(host, system)
        scenario = isinstance(system, AlmSystem), isinstance(other, AlmSystem)
        # duplicate-arrangement reports two systems for transport management.
        known = any(scenario) or bool(tenant.landscape.cloud_alm_tenants_at(host))
        if known and not all(scenario) and other.system_id.value != system.system_id.value:
            earlier, later = sorted((other, system), key=lambda each: each.start)
            name = earlier.system_id.value or "another"
            yield Finding(
                later,
                f"communication system{later.named} stands for the SAP Cloud ALM tenant of {name}, should be only one",
                related=(Related(earlier, "the first communication system"),),
                hint=f" of {name}",
                named=later.named,
            )


def _host(system: CommunicationSystem) -> str | None:
    value = system.token_endpoint.value
    return identity_host(Address.parse(value).host) or None if value else None
