"""CALM514: the service instance of a new tenant asks for no instance secrets."""

from __future__ import annotations

from collections.abc import Iterator

from calm_lint.api import Bad, Finding, Good, Landscape, Severity, Source, facts, rule

_RIGHT = """\
cloud_alm_tenants:
  - id: calm-prod
    usage: productive
    provisioned_on: 2026-01-19
    mtls_binding:
      endpoints:
        Api: https://eu10.alm.cloud.sap/api
      uaa:
        url: https://acme.authentication.eu10.hana.ondemand.com
        clientid: sb-calm-mtls!b123457|sapcloudalm!b456789
        credential-type: x509
    service_instance:
      name: calm-mtls
      parameters:
        xs-security:
          xsappname: calm-mtls
          oauth2-configuration:
            credential-types: [binding-secret, x509]
          authorities:
            - $XSMASTERAPPNAME.imp-cdm-feature-display-ui
            - $XSMASTERAPPNAME.imp-cdm-feature-manage-ui
s4hana_tenants:
  - id: prod
    role: production
    connected_on: 2026-02-02
"""


@rule(
    Landscape,
    code="CALM514",
    rung="by-the-book",
    since="0.1",
    severity=Severity.WARNING,
    source=Source("Retrieving Access Tokens with mTLS (5578ec4)", "Starting with January, 19, 2026"),
    screen="SAP BTP cockpit > Services > Instances and Subscriptions > Create > Instance Parameters",
    examples=[
        Good(_RIGHT),
        Bad(
            _RIGHT.replace("binding-secret", "instance-secret"),
            at="instance-secret",
            message="credential-types have instance-secret, should not since 2026-01-19",
        ),
    ],
)
def instance_secret_type(landscape: Landscape) -> Iterator[Finding]:
    """SAP BTP creates no instance secrets for tenants that were provisioned on or after 2026-01-19."""
    for tenant in landscape.cloud_alm_tenants:
        provisioned, instance = tenant.provisioned_on.value, tenant.service_instance
        if instance is None or provisioned is None or provisioned < facts.NO_INSTANCE_SECRETS_SINCE:
            continue
        for kind in instance.xs_security.oauth2_configuration.credential_types:
            if kind.value == "instance-secret":
                since = facts.NO_INSTANCE_SECRETS_SINCE
                yield Finding(kind, f"credential-types have instance-secret, should not since {since}")
