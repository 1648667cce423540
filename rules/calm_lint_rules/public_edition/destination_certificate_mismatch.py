"""CALM715: the certificate of a destination is that of an inbound user of the tenant."""

from __future__ import annotations

from collections.abc import Iterator

from calm_lint.api import Bad, Destination, Finding, Good, Landscape, Related, S4Tenant, Severity, Source, rule


@rule(
    Landscape,
    code="CALM715",
    rung="collects",
    since="0.1",
    severity=Severity.ERROR,
    source=Source("guide", "Procedure 1, 6.7", "after 2026-06-10"),
    screen="SAP BTP cockpit > Connectivity > Destinations > Key Store Location",
    examples=[
        Good(
            """
            certificates:
              - id: calm-mtls
                key_store: calm-mtls.pfx
              - id: calm-old
                key_store: calm-old.pfx
            destinations:
              - name: CALM_FTR_ATO_745588200
                key_store_location: calm-mtls.pfx
            """
        ),
        Bad(
            """
            certificates:
              - id: calm-mtls
                key_store: calm-mtls.pfx
              - id: calm-old
                key_store: calm-old.pfx
            destinations:
              - name: CALM_FTR_ATO_745588200
                key_store_location: calm-old.pfx
            """,
            at="calm-old.pfx",
            message="the certificate in key store calm-old.pfx is calm-old, but no inbound user of tenant prod has it",
        ),
    ],
)
def destination_certificate_mismatch(landscape: Landscape) -> Iterator[Finding]:
    """The tenant knows SAP Cloud ALM by this certificate. With another one, it refuses the call."""
    if landscape.entry("certificates").missing or not landscape.knows("certificates"):
        return
    known = {certificate.id.value for certificate in landscape.certificates}
    stores: dict[str | None, list[str | None]] = {}
    for certificate in landscape.certificates:
        stores.setdefault(certificate.key_store.value, []).append(certificate.id.value)
    for destination in landscape.ato_destinations:
        tenant, location = landscape.s4hana_tenant_of(destination), destination.key_store_location
        if tenant and location.value and location.value in stores:
            yield from _mismatch(destination, stores[location.value], tenant, known)


def _mismatch(
    destination: Destination, sent: list[str | None], tenant: S4Tenant, known: set[str | None]
) -> Iterator[Finding]:
    systems = tenant.mtls_systems
    users = [user for system in systems for user in system.inbound_users]
    # Other rules say what is missing, and which names lead nowhere.
    complete = all(system.inbound_users and system.knows("inbound_users") for system in systems)
    incomplete = (user.uses_certificate and user.user_name.blank and user.client_id.blank for user in users)
    if not users or not complete or any(incomplete) or None in sent:
        return
    if any(user.uses_certificate and user.certificate.blank for user in users):
        return
    certificates = [user.certificate for user in users if not user.certificate.blank]
    if not certificates or any(each.value not in known for each in certificates):
        return
    if not {each.value for each in certificates} & set(sent):
        location = destination.key_store_location
        yield Finding(
            location,
            f"the certificate in key store {location.value} is {' or '.join(filter(None, sent))}, "
            f"but no inbound user of tenant {tenant.id.value or 'without an id'} has it",
            related=tuple(Related(each, "the certificate of an inbound user") for each in certificates),
        )
