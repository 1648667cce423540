"""CALM501 beyond its examples: the days on which the credentials of a tenant change."""

from __future__ import annotations

import pytest

from calm_lint.api import CloudAlmTenant
from calm_lint.rulebook.examples import complete
from findings import Lint, codes


@pytest.mark.parametrize(
    ("provisioned", "found"),
    [
        ("2023-06-11", ["CALM501"]),
        ("2023-06-12", ["CALM501"]),
        ("2023-10-15", ["CALM501"]),
        ("2023-10-15T23:59:59Z", ["CALM501"]),
        ("2023-10-16", []),
        ("2023-10-16T00:00:00Z", []),
        ("2024-01-14", []),
    ],
)
def test_provisioning_windows_without_an_instance(lint: Lint, provisioned: str, found: list[str]) -> None:
    assert codes(lint(complete(CloudAlmTenant, f"provisioned_on: {provisioned}"))) == found
