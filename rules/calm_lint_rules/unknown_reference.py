"""CALM005: references lead to something that exists."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from calm_lint.api import (
    Bad,
    CommunicationSystem,
    Finding,
    Good,
    Landscape,
    Scalar,
    Severity,
    Source,
    did_you_mean,
    rule,
)


@rule(
    Landscape,
    code="CALM005",
    severity=Severity.ERROR,
    source=Source(
        "landscape.schema.json",
        "cloud_alm_tenant, communication_system, certificate, client_certificate, key_store_location",
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

    Where a reference leads nowhere, it cannot be told what is connected to what.
    """
    for tenant in landscape.s4hana_tenants:
        if tenant.knows("communication_systems"):
            system_ids = dict.fromkeys(system.system_id.value for system in tenant.communication_systems)
            for each in tenant.communication_arrangements:
                yield from _dangling(each.communication_system, "communication system", "in this tenant", system_ids)
    systems = [system for tenant in landscape.s4hana_tenants for system in tenant.communication_systems]
    if landscape.knows("cloud_alm_tenants"):
        alm_ids = dict.fromkeys(each.id.value for each in landscape.cloud_alm_tenants)
        references = [system.cloud_alm_tenant for system in systems]
        references += [destination.cloud_alm_tenant for destination in landscape.destinations]
        for reference in references:
            yield from _dangling(reference, "SAP Cloud ALM tenant", "in cloud_alm_tenants", alm_ids)
    # Without the list, the names of certificates are free.
    if landscape.knows("certificates") and landscape.certificates:
        yield from _dangling_certificates(landscape, systems)


def _dangling_certificates(landscape: Landscape, systems: Sequence[CommunicationSystem]) -> Iterator[Finding]:
    ids = dict.fromkeys(each.id.value for each in landscape.certificates)
    names = [user.certificate for system in systems for user in system.inbound_users]
    names += [user.client_certificate for system in systems for user in system.outbound_users]
    for name in names:
        if not name.blank:
            yield from _dangling(name, "certificate", "in certificates", ids)
    key_stores = [each.key_store for each in landscape.certificates]
    known = dict.fromkeys(each.value for each in key_stores if not each.missing)
    for destination in landscape.destinations:
        if known and not destination.key_store_location.blank:
            yield from _dangling(destination.key_store_location, "key store", "in certificates", known)


def _dangling(reference: Scalar[str], what: str, where: str, ids: Collection[str | None]) -> Iterator[Finding]:
    # An id that the schema rejects may be the one that is meant.
    if reference.value is None or reference.value in ids or None in ids:
        return
    meant = did_you_mean(reference.value, filter(None, ids))
    advice = f", did you mean {meant}?" if meant else ""
    message = f"{what} {reference.value or 'without a name'} is not declared {where}{advice}"
    yield Finding(reference, message, hint=advice)
