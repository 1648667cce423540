"""CALM506 beyond its examples: URLs that are none of the API."""

from __future__ import annotations

import pytest

from calm_lint.api import Endpoints
from calm_lint.rulebook.examples import complete
from findings import Lint, codes


@pytest.mark.parametrize(
    ("entries", "found"),
    [
        pytest.param("Api: foo", ["CALM506"], id="binding of another form is not compared with the host"),
        pytest.param("Api: https://eu10.alm.cloud.sap/api?x", ["CALM506"], id="API URL with a query"),
        pytest.param("Api: https://https://eu10.alm.cloud.sap/api", ["CALM506"], id="scheme twice"),
        pytest.param("Api: wss://eu10.alm.cloud.sap/api", ["CALM506"], id="scheme behind https"),
        pytest.param("Api: ftp://eu10.alm.cloud.sap/api", ["CALM506"], id="scheme before https"),
    ],
)
def test_one_fault_one_finding(lint: Lint, entries: str, found: list[str]) -> None:
    assert codes(lint(complete(Endpoints, entries))) == found


@pytest.mark.parametrize(
    ("url", "found"),
    [
        ("https://eu10.alm.cloud.sap/api", []),
        ("http://eu10.alm.cloud.sap/api", ["CALM506"]),
        ("https://eu10.alm.cloud.sap", ["CALM506"]),
        ("https://eu10.alm.cloud.sap/", ["CALM506"]),
        ("https://eu10.alm.cloud.sap/api/v1", ["CALM506"]),
        ("https:///api", ["CALM506"]),
        ("/api", ["CALM506"]),
    ],
)
def test_url(lint: Lint, url: str, found: list[str]) -> None:
    assert codes(lint(complete(Endpoints, f"Api: {url}"))) == found
