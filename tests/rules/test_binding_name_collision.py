"""CALM510 beyond its examples: names that are like those of automatic credentials."""

from __future__ import annotations

import pytest

from calm_lint.api import ServiceInstance
from calm_lint.rulebook.examples import complete
from findings import Lint, codes


@pytest.mark.parametrize("name", ["ABC_100_1", "abc_100_000123", "1B2_080_7", '"ABC_100_1"'])
def test_name_of_that_form(lint: Lint, name: str) -> None:
    assert codes(lint(complete(ServiceInstance, f"binding_name: {name}"))) == ["CALM510"]


@pytest.mark.parametrize(
    "name",
    [
        "AB_100_1",
        "ABCD_100_1",
        "ABC_10_1",
        "ABC_1000_1",
        "ABC_100_",
        "ABC_100_A",
        "ABC_1A0_1",
        "A.C_100_1",
        "ABC-100-1",
        "ABC_100_1_ato",
        "ato_ABC_100_1",
        "",
    ],
)
def test_name_of_another_form(lint: Lint, name: str) -> None:
    assert codes(lint(complete(ServiceInstance, f"binding_name: {name}"))) == []
