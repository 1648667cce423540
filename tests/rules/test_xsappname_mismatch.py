"""CALM503 beyond its examples: names that are right on creation and on update."""

from __future__ import annotations

import pytest

from calm_lint.api import ServiceInstance
from calm_lint.rulebook.examples import complete
from findings import Lint, codes

AUTHORITIES = """
parameters:
  xs-security:
    xsappname: {}
    authorities: [$XSMASTERAPPNAME.imp-cdm-feature-display-ui, $XSMASTERAPPNAME.imp-cdm-feature-manage-ui]
"""


@pytest.mark.parametrize(
    ("entries", "found"),
    [
        pytest.param(
            f"name: a{AUTHORITIES.format('0a1b2c3d-0a1b-0a1b-0a1b-0a1b2c3d4e5f')}",
            [],
            id="GUID on update",
        ),
    ],
)
def test_one_fault_one_finding(lint: Lint, entries: str, found: list[str]) -> None:
    assert codes(lint(complete(ServiceInstance, entries))) == found
