"""CALM504 beyond its examples: letters and length of the name."""

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
        pytest.param(f"name: a b{AUTHORITIES.format('calm-deploy')}", ["CALM504"], id="bad name, so no mismatch"),
    ],
)
def test_one_fault_one_finding(lint: Lint, entries: str, found: list[str]) -> None:
    assert codes(lint(complete(ServiceInstance, entries))) == found


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("a" * 32, []),
        ("a" * 33, ["CALM504"]),
        ("A-b_9", []),
        ("a/b", ["CALM504"]),
        ("a!b", ["CALM504"]),
        ("\u00e4", ["CALM504"]),
        ("'a '", ["CALM504"]),
    ],
)
def test_name(lint: Lint, name: str, found: list[str]) -> None:
    # Which names an application may have is checked by other rules.
    own = {"CALM503", "CALM512", "CALM515"}
    assert [code for code in codes(lint(complete(ServiceInstance, f"name: {name}"))) if code not in own] == found
