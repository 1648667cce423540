"""Host names that are right, those that the schema rejects, and those with faults of several rules."""

from __future__ import annotations

import pytest

from calm_lint.api import AlmSystem
from calm_lint.rulebook.examples import complete
from findings import Lint, codes, fixes

HOST = "eu10.alm.cloud.sap"


@pytest.mark.parametrize(
    ("written", "found", "fixed"),
    [
        (HOST, [], []),
        (HOST.upper(), [], []),
        (f"https://{HOST}/api", ["CALM102", "CALM112"], [f"https://{HOST}", f"{HOST}/api"]),
        ("eu10.alm.cloud.\u017fap", ["CALM113"], [HOST]),
        (f"{HOST}/foo/api", ["CALM102", "CALM103"], [f"{HOST}/foo", None]),
        (f"{HOST}:443/api", ["CALM102", "CALM103"], [f"{HOST}:443", f"{HOST}/api"]),
        ("", ["CALM003"], [None]),
        ('""', ["CALM003"], [None]),
    ],
)
def test_host_name(lint: Lint, written: str, found: list[str], fixed: list[str | None]) -> None:
    report = lint(complete(AlmSystem, f"host_name: {written}"))
    assert codes(report) == found
    assert fixes(report) == fixed
