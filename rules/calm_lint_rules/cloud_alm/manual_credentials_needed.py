"""CALM501: an SAP Cloud ALM tenant provisioned before 2023-10-16 has a service instance."""

from __future__ import annotations

from collections.abc import Iterator

from calm_lint.api import CREDENTIALS_SINCE, Bad, CloudAlmTenant, Finding, Good, Severity, Source, rule


@rule(
    CloudAlmTenant,
    code="CALM501",
    rung="collects",
    since="0.1",
    severity=Severity.ERROR,
    source=Source("guide", "Getting the Binding Credentials", "2025-05-14"),
    screen="SAP BTP cockpit > Services > Instances and Subscriptions > Create",
    examples=[
        Good(
            """
            provisioned_on: 2023-10-15
            service_instance:
              name: calm-deploy
            """
        ),
        Good("provisioned_on: 2023-10-16"),
        Bad(
            "provisioned_on: 2023-10-15",
            at="calm-prod",
            message="service_instance is missing: the tenant calm-prod was provisioned before 2023-10-16",
        ),
    ],
)
def manual_credentials_needed(tenant: CloudAlmTenant) -> Iterator[Finding]:
    """SAP Cloud ALM tenants provisioned on or after 2023-10-16 come with credentials for transport management.

    Tenants provisioned from 2023-06-12 to 2023-10-15 have credentials for monitoring only. Older tenants have none.
    Both need an instance of the service SAP Cloud ALM API that you create by hand.
    """
    # SAP Cloud Transport Management needs none.
    landscape = tenant.parent
    if landscape and landscape.data.keys().isdisjoint(("s4hana_tenants", "cts_domains")):
        return
    instance = tenant.entry("service_instance")
    provisioned = tenant.provisioned_on.value
    if provisioned and provisioned < CREDENTIALS_SINCE and instance.missing:
        message = f"service_instance is missing: the tenant{tenant.named} was provisioned before {CREDENTIALS_SINCE}"
        yield Finding(instance, message, named=tenant.named)
