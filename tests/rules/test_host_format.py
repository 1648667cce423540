"""CALM103 beyond its examples: what a host name carries besides the host."""

from __future__ import annotations

import pytest

from calm_lint.api import AlmSystem
from calm_lint.rulebook.examples import complete
from findings import Lint, codes, fixes

HOST = "eu10.alm.cloud.sap"


@pytest.mark.parametrize(
    ("written", "found", "fixed"),
    [
        (f"{HOST}/apis", ["CALM103"], [None]),
        (f"{HOST}/api/v1", ["CALM103"], [None]),
        (f"{HOST}:443", ["CALM103"], [HOST]),
        (f"{HOST}:8443", ["CALM103"], [None]),
        (f"'{HOST}:'", ["CALM103"], [None]),
        (f"http://{HOST}", ["CALM103"], [None]),
        (f"ftp://{HOST}", ["CALM103"], [None]),
        (f"user@{HOST}", ["CALM103"], [None]),
        (f"{HOST}?tenant=acme", ["CALM103"], [None]),
        (f"'{HOST}#top'", ["CALM103"], [None]),
        (f"' {HOST}'", ["CALM103"], [None]),
        (f"'{HOST} '", ["CALM103"], [None]),
        ("eu10 .alm.cloud.sap", ["CALM103"], [None]),
        ("10.0.0.7", ["CALM103"], [None]),
        ("10.0.0.7:443", ["CALM103"], [None]),
        ("'[2001:db8::7]'", ["CALM103"], [None]),
        ("2001:db8::7", ["CALM103"], [None]),
    ],
)
def test_host_name(lint: Lint, written: str, found: list[str], fixed: list[str | None]) -> None:
    report = lint(complete(AlmSystem, f"host_name: {written}"))
    assert codes(report) == found
    assert fixes(report) == fixed


@pytest.mark.parametrize(
    ("entries", "found"),
    [
        pytest.param("host_name: wss://eu10.alm.cloud.sap", ["CALM103"], id="scheme of a host"),
    ],
)
def test_one_fault_one_finding(lint: Lint, entries: str, found: list[str]) -> None:
    assert codes(lint(complete(AlmSystem, entries))) == found
