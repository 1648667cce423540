"""CALM513 beyond its examples: bindings of other instances, and lists that are not given."""

from __future__ import annotations

import pytest

from calm_lint.api import CloudAlmTenant
from calm_lint.rulebook.examples import complete
from findings import Lint, of_rule

TEXT = """
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
        credential-types: [binding-secret]
      authorities:
        - $XSMASTERAPPNAME.imp-cdm-feature-display-ui
        - $XSMASTERAPPNAME.imp-cdm-feature-manage-ui
"""


@pytest.mark.parametrize(
    ("old", "new"),
    [
        pytest.param("clientid: sb-calm-deploy!", "clientid: sb-calm-mtls!", id="binding of another instance"),
        pytest.param("[binding-secret]", "[x509]", id="x509 alone"),
        pytest.param("        credential-types: [binding-secret]\n", "        x-none: 1\n", id="no list"),
        pytest.param("[binding-secret]", "[]", id="empty list"),
        pytest.param("credential-type: x509", "credential-type: binding-secret", id="no x509 binding"),
        pytest.param("[binding-secret]", "[[wrong]]", id="rejected type"),
    ],
)
def test_silences(lint: Lint, old: str, new: str) -> None:
    assert old in TEXT
    assert of_rule(lint(complete(CloudAlmTenant, TEXT.replace(old, new))), "CALM513") == []


def test_binding_may_be_of_the_instance_where_no_xsappname_is_given(lint: Lint) -> None:
    text = complete(CloudAlmTenant, TEXT.replace("      xsappname: calm-deploy\n", "").replace("b-calm-d", "b-calm-m"))
    (violation,) = of_rule(lint(text), "CALM513")
    assert text.splitlines()[violation.span.line - 1].strip() == "credential-types: [binding-secret]"
