"""CALM505: an SAP Cloud ALM tenant provisioned since 2023-10-16 needs no service instance."""

from __future__ import annotations

from collections.abc import Iterator

from calm_lint.api import CREDENTIALS_SINCE, Bad, CloudAlmTenant, Finding, Good, Severity, Source, rule


@rule(
    CloudAlmTenant,
    code="CALM505",
    rung="by-the-book",
    since="0.1",
    severity=Severity.INFO,
    source=Source("guide", "Getting the Binding Credentials", "2025-05-14"),
    screen="SAP BTP cockpit > Services > Instances and Subscriptions > Instances",
    examples=[
        Good("provisioned_on: 2023-10-16"),
        Good(
            """
            provisioned_on: 2023-10-15
            service_instance:
              name: calm-deploy
            """
        ),
        Bad(
            """
            provisioned_on: 2023-10-16
            service_instance:
              name: calm-deploy
            """,
            at="service_instance",
            message="service_instance is optional: tenants provisioned since 2023-10-16 have their credentials already",
        ),
    ],
)
def redundant_instance(tenant: CloudAlmTenant) -> Iterator[Finding]:
    """SAP generated the credentials when it provisioned the tenant.

    Each additional instance is one more secret to protect. Only a binding of credential type x509 needs an instance.
    """
    if any(binding.uaa.is_x509 for binding in tenant.valid_bindings):
        return
    instance = tenant.entry("service_instance")
    provisioned = tenant.provisioned_on.value
    if provisioned and provisioned >= CREDENTIALS_SINCE and not instance.missing:
        message = f"service_instance is optional: tenants provisioned since {CREDENTIALS_SINCE} have their credentials"
        yield Finding(tenant.key("service_instance"), f"{message} already")
