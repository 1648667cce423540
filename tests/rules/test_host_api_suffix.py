"""CALM102 beyond its examples: spellings of the suffix."""

from __future__ import annotations

import pytest

from calm_lint.api import AlmSystem
from calm_lint.rulebook.examples import complete
from findings import Lint, codes, fixes

HOST = "eu10.alm.cloud.sap"


@pytest.mark.parametrize(
    ("written", "found", "fixed"),
    [
        (f"{HOST}/api", ["CALM102"], [HOST]),
        (f"{HOST}/API", ["CALM102"], [HOST]),
        (f"{HOST}/api/", ["CALM102"], [HOST]),
        (f"{HOST}//api//", ["CALM102"], [HOST]),
        (f"{HOST}/api/api", ["CALM102"], [HOST]),
    ],
)
def test_host_name(lint: Lint, written: str, found: list[str], fixed: list[str | None]) -> None:
    report = lint(complete(AlmSystem, f"host_name: {written}"))
    assert codes(report) == found
    assert fixes(report) == fixed
