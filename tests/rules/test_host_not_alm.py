"""CALM113 beyond its examples: hosts that are none, and hosts that another rule speaks of."""

from __future__ import annotations

import pytest

from calm_lint.api import AlmSystem
from calm_lint.rulebook.examples import complete
from findings import Lint, codes, of_rule


@pytest.mark.parametrize(
    ("entries", "found"),
    [
        pytest.param("host_name: my400100.s4hana.cloud.sap", ["CALM113"], id="not ALM, so not the binding's"),
        pytest.param("host_name: https:///api", ["CALM113"], id="no host, so no suffix and no port"),
        pytest.param('host_name: " "', ["CALM113"], id="blank host"),
    ],
)
def test_one_fault_one_finding(lint: Lint, entries: str, found: list[str]) -> None:
    assert codes(lint(complete(AlmSystem, entries))) == found


def test_host_of_a_garbled_address_is_not_replaced(lint: Lint) -> None:
    (violation,) = of_rule(lint(complete(AlmSystem, "host_name: https//eu10.alm.cloud.sap")), "CALM113")
    assert violation.fix is None
