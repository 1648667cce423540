"""CALM505 beyond its examples: the days on which the credentials of a tenant change."""

from __future__ import annotations

import pytest

from calm_lint.api import CloudAlmTenant
from calm_lint.rulebook.examples import complete
from findings import Lint, codes

INSTANCE = """
service_instance:
  name: calm-deploy
  parameters:
    xs-security:
      xsappname: calm-deploy
      authorities: [$XSMASTERAPPNAME.imp-cdm-feature-display-ui, $XSMASTERAPPNAME.imp-cdm-feature-manage-ui]
"""


@pytest.mark.parametrize(
    ("provisioned", "found"),
    [
        ("2023-06-11", []),
        ("2023-06-12", []),
        ("2023-10-15", []),
        ("2023-10-15T23:59:59Z", []),
        ("2023-10-16", ["CALM505"]),
        ("2023-10-16T00:00:00Z", ["CALM505"]),
        ("2024-01-14", ["CALM505"]),
    ],
)
def test_provisioning_windows_with_an_instance(lint: Lint, provisioned: str, found: list[str]) -> None:
    assert codes(lint(complete(CloudAlmTenant, f"provisioned_on: {provisioned}{INSTANCE}"))) == found
