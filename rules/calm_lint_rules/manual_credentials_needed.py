"""CALM501: an older SAP Cloud ALM tenant has a service instance."""

from __future__ import annotations

from collections.abc import Iterator

from calm_lint.api import CREDENTIALS_SINCE, Bad, CloudAlmTenant, Finding, Good, Severity, Source, rule


@rule(
    CloudAlmTenant,
    code="CALM501",
    severity=Severity.ERROR,
    source=Source("guide", "Getting the Binding Credentials"),
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
            message="service_instance is missing, must be there: the tenant was provisioned before 2023-10-16",
        ),
    ],
)
def manual_credentials_needed(tenant: CloudAlmTenant) -> Iterator[Finding]:
    """Only tenants provisioned on or after 2023-10-16 have credentials that are good for transport management.

    Those from 2023-06-12 on have some for monitoring only, older ones have none: both need an instance of the
    service SAP Cloud ALM API that is created by hand.
    """
    instance = tenant.entry("service_instance")
    provisioned = tenant.provisioned_on.value
    if provisioned and provisioned < CREDENTIALS_SINCE and instance.missing:
        message = f"service_instance is missing, must be there: the tenant was provisioned before {CREDENTIALS_SINCE}"
        yield Finding(instance, message)
