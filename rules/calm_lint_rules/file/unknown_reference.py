"""CALM005: a reference names an existing entry."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from calm_lint.api import (
    Bad,
    CommunicationSystem,
    Finding,
    Good,
    Landscape,
    Names,
    Scalar,
    Severity,
    Source,
    rule,
)


@rule(
    Landscape,
    code="CALM005",
    rung="connects",
    since="0.1",
    severity=Severity.ERROR,
    source=Source(
        "landscape.schema.json",
        "cloud_alm_tenant, communication_system, certificate, client_certificate, key_store_location, ctms_service, "
        "source, target, domain_controller, systems",
    ),
    screen="Communication Arrangements > Common Data > Communication System",
    examples=[
        Good(
            """
            s4hana_tenants:
              - id: prod
                role: production
                communication_systems:
                  - system_id: CALM_PROD
                communication_arrangements:
                  - arrangement_name: SAP_COM_0690_CALM_ATO
                    communication_system: CALM_PROD
            """
        ),
        Bad(
            """
            certificates:
              - id: calm-mtls
              - id: calm-old
                key_store: calm-old.pfx
            s4hana_tenants:
              - id: prod
                role: production
                communication_systems:
                  - system_id: CALM_PROD
                    outbound_users:
                      - client_authentication: mTLS
                        client_certificate: calm-mlts
            """,
            at="calm-mlts",
            message="certificate calm-mlts is not declared in certificates, did you mean calm-mtls?",
        ),
        Bad(
            """
            s4hana_tenants:
              - id: prod
                role: production
                communication_systems:
                  - system_id: CALM_PROD
                communication_arrangements:
                  - arrangement_name: SAP_COM_0690_CALM_ATO
                    communication_system: CALM_PRDO
            """,
            at="CALM_PRDO",
            message="communication system CALM_PRDO is not declared in this tenant, did you mean CALM_PROD?",
        ),
    ],
)
def unknown_reference(landscape: Landscape) -> Iterator[Finding]:
    """An arrangement works only with a communication system of its own tenant.

    If the reference names no existing entry, calm-lint cannot check the connection.
    """
    for tenant in landscape.s4hana_tenants:
        if tenant.knows("communication_systems"):
            for each in tenant.communication_arrangements:
                reference = each.communication_system
                yield from _dangling(reference, "communication system", "in this tenant", tenant.system_ids)
    systems = [system for tenant in landscape.s4hana_tenants for system in tenant.communication_systems]
    if landscape.knows("cloud_alm_tenants"):
        references = [system.cloud_alm_tenant for system in systems]
        references += [destination.cloud_alm_tenant for destination in landscape.destinations]
        setups = (system.alm_setup for domain in landscape.cts_domains for system in domain.systems)
        references += [setup.cloud_alm_tenant for each in setups for setup in each]
        for reference in references:
            yield from _dangling(reference, "SAP Cloud ALM tenant", "in cloud_alm_tenants", landscape.alm_ids)
    if landscape.knows("ctms_services"):
        for destination in landscape.destinations:
            what = "SAP Cloud Transport Management service"
            yield from _dangling(destination.ctms_service, what, "in ctms_services", landscape.ctms_ids)
    yield from _dangling_in_environments(landscape)
    # Without the list, the names of certificates are free.
    if landscape.knows("certificates") and landscape.certificates:
        yield from _dangling_certificates(landscape, systems)


def _dangling_in_environments(landscape: Landscape) -> Iterator[Finding]:
    for service in landscape.ctms_services:
        if service.knows("nodes"):
            for end in (end for route in service.routes for end in (route.source, route.target)):
                yield from _dangling(end, "transport node", "in this service", service.node_names)
    for domain in landscape.cts_domains:
        if domain.knows("systems"):
            yield from _dangling(domain.domain_controller, "system", "in this domain", domain.sids)
            for stop in (stop for track in domain.tracks for stop in track.stops):
                yield from _dangling(stop.entry, "system", "in this domain", domain.sids, stop.sid)


def _dangling_certificates(landscape: Landscape, systems: Sequence[CommunicationSystem]) -> Iterator[Finding]:
    ids = Names(each.id.value for each in landscape.certificates)
    names = [user.certificate for system in systems for user in system.inbound_users]
    names += [user.client_certificate for system in systems for user in system.outbound_users]
    for name in names:
        # plaintext-secret reports a private key in the place of a name.
        if not name.blank and "PRIVATE KEY-----" not in (name.value or ""):
            yield from _dangling(name, "certificate", "in certificates", ids)
    key_stores = [each.key_store for each in landscape.certificates if not each.key_store.missing]
    known = Names(key_store.value for key_store in key_stores)
    for destination in landscape.destinations:
        if key_stores and not destination.key_store_location.blank:
            yield from _dangling(destination.key_store_location, "key store", "in certificates", known)


def _dangling(reference: Scalar[str], what: str, where: str, ids: Names, name: str | None = None) -> Iterator[Finding]:
    name = reference.value if name is None else name
    # The reference may mean an id that the schema rejects.
    if name is None or name in ids or not ids.complete:
        return
    meant = ids.nearest(name)
    advice = f", did you mean {meant}?" if meant else ""
    message = f"{what} {name or 'without a name'} is not declared {where}{advice}"
    yield Finding(reference, message, hint=advice)
