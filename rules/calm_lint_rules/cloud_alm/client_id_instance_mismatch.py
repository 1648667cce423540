"""CALM512: the client ID is of the service instance that was created by hand."""

from __future__ import annotations

from collections.abc import Iterator

from calm_lint.api import (
    BASIC,
    CREDENTIALS_SINCE,
    Bad,
    CloudAlmTenant,
    Finding,
    Good,
    Landscape,
    Related,
    Scalar,
    Severity,
    Source,
    rule,
)
from calm_lint_rules._xsappname import application_of, is_xsappname
from calm_lint_rules.cloud_alm.xsappname_mismatch import is_mismatch


@rule(
    Landscape,
    code="CALM512",
    rung="collects",
    since="0.1",
    severity=Severity.ERROR,
    source=Source("Issues and Solutions (f32dc37)", "Service key is missing the following auth scopes"),
    screen="SAP BTP cockpit > Services > Instances and Subscriptions > binding JSON > uaa.clientid",
    examples=[
        Good(
            """
            cloud_alm_tenants:
              - id: calm-prod
                usage: productive
                provisioned_on: 2023-05-20
                binding:
                  uaa:
                    clientid: sb-calm-deploy!b123456|sapcloudalm!b456789
                service_instance:
                  name: calm-deploy
                  plan: standard
                  parameters:
                    xs-security:
                      xsappname: calm-deploy
                      authorities:
                        - $XSMASTERAPPNAME.imp-cdm-feature-display-ui
                        - $XSMASTERAPPNAME.imp-cdm-feature-manage-ui
            """
        ),
        Bad(
            """
            cloud_alm_tenants:
              - id: calm-prod
                usage: productive
                provisioned_on: 2023-05-20
                binding:
                  uaa:
                    clientid: sb-calm-monitoring!b123456|sapcloudalm!b456789
                service_instance:
                  name: calm-deploy
                  plan: standard
                  parameters:
                    xs-security:
                      xsappname: calm-deploy
                      authorities:
                        - $XSMASTERAPPNAME.imp-cdm-feature-display-ui
                        - $XSMASTERAPPNAME.imp-cdm-feature-manage-ui
            s4hana_tenants:
              - id: prod
                role: production
                communication_systems:
                  - system_id: CALM_PROD
                    outbound_users:
                      - client_id: sb-calm-monitoring!b123456|sapcloudalm!b456789
            """,
            at="sb-calm-monitoring!b123456|sapcloudalm!b456789",
            message="client ID is of application calm-monitoring, must be of calm-deploy, the xsappname of "
            "service_instance",
        ),
    ],
)
def client_id_instance_mismatch(landscape: Landscape) -> Iterator[Finding]:
    """Only the instance that you created by hand has the authorities for transport management.

    The credentials of another instance log on, but SAP Cloud ALM rejects their calls for lack of authorities.
    """
    for tenant in landscape.cloud_alm_tenants:
        instance = tenant.service_instance
        application = instance.xs_security.xsappname if instance else None
        provisioned = tenant.provisioned_on.value
        if instance is None or application is None or not application.value or not is_xsappname(application.value):
            continue
        if is_mismatch(instance) or (provisioned and provisioned >= CREDENTIALS_SINCE):
            continue
        # The instance may be that of the second binding.
        if any(application_of(each.uaa.clientid.value or "") == application.value for each in tenant.mtls_bindings):
            continue
        for client_id in _client_ids(landscape, tenant):
            found = application_of(client_id.value or "")
            if found and found != application.value:
                yield Finding(
                    client_id,
                    f"client ID is of application {found}, must be of {application.value}, "
                    "the xsappname of service_instance",
                    related=(Related(application, "the xsappname"),),
                )


def _client_ids(landscape: Landscape, tenant: CloudAlmTenant) -> list[Scalar[str]]:
    """Return the client ID of the binding or, without a binding, those of the users with a secret."""
    if tenant.binding:
        return [tenant.binding.uaa.clientid]
    if tenant.has_binding:
        return []
    return [user.client_id for user in landscape.users_of.get(tenant, ()) if user.kind == BASIC]
