"""CALM514 beyond its examples: the day from which it counts."""

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
        credential-types: [binding-secret, instance-secret, x509]
      authorities:
        - $XSMASTERAPPNAME.imp-cdm-feature-display-ui
        - $XSMASTERAPPNAME.imp-cdm-feature-manage-ui
"""


@pytest.mark.parametrize(("day", "found"), [("2026-01-18", 0), ("2026-01-19", 1), ("2026-01-19T00:00:00Z", 1)])
def test_day(lint: Lint, day: str, found: int) -> None:
    report = lint(complete(CloudAlmTenant, TEXT.replace("2023-05-20", day)))
    assert len(of_rule(report, "CALM514")) == found


def test_day_that_is_not_known(lint: Lint) -> None:
    assert of_rule(lint(complete(CloudAlmTenant, TEXT.replace("2023-05-20", ""))), "CALM514") == []
