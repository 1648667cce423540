"""CALM513: the service instance allows bindings for mTLS."""

from __future__ import annotations

from collections.abc import Iterator

from calm_lint.api import Bad, CloudAlmTenant, Finding, Good, Related, Severity, Source, rule
from calm_lint_rules._xsappname import application_of

_RIGHT = """\
provisioned_on: 2023-05-20
mtls_binding:
  endpoints:
    Api: https://eu10.alm.cloud.sap/api
  uaa:
    url: https://acme.authentication.eu10.hana.ondemand.com
    clientid: sb-calm-deploy!b123456|sapcloudalm!b456789
    credential-type: x509
service_instance:
  name: calm-deploy
  parameters:
    xs-security:
      xsappname: calm-deploy
      oauth2-configuration:
        credential-types: [binding-secret, x509]
      authorities:
        - $XSMASTERAPPNAME.imp-cdm-feature-display-ui
        - $XSMASTERAPPNAME.imp-cdm-feature-manage-ui
"""


@rule(
    CloudAlmTenant,
    code="CALM513",
    rung="connects",
    since="0.1",
    severity=Severity.ERROR,
    source=Source("Retrieving Access Tokens with mTLS (5578ec4)", "Application Security Descriptor"),
    screen="SAP BTP cockpit > Services > Instances and Subscriptions > Update > Instance Parameters",
    examples=[
        Good(_RIGHT),
        Bad(
            _RIGHT.replace("[binding-secret, x509]", "[binding-secret]"),
            at="credential-types",
            message="credential-types lack x509, must have it for the binding with mTLS",
        ),
    ],
)
def instance_lacks_x509(tenant: CloudAlmTenant) -> Iterator[Finding]:
    """The service creates a binding of credential type x509 only for an instance that allows it.

    The JSON on SAP's page Enabling SAP Cloud ALM API allows binding-secret only.
    """
    instance = tenant.service_instance
    if instance is None:
        return
    configuration, application = instance.xs_security.oauth2_configuration, instance.xs_security.xsappname
    types = configuration.credential_types
    if not types or any(each.unknown or each.value == "x509" for each in types):
        return
    for binding in tenant.valid_bindings:
        own = application.missing or application_of(binding.uaa.clientid.value or "") == application.value
        if binding.uaa.is_x509 and own:
            yield Finding(
                configuration.key("credential-types"),
                "credential-types lack x509, must have it for the binding with mTLS",
                related=(Related(binding.uaa.credential_type, "the binding"),),
            )
