"""CALM109 beyond its examples: regions of host name and token endpoint where no binding is known."""

from __future__ import annotations

import pytest

from calm_lint.api import AlmSystem
from calm_lint.rulebook.examples import complete
from findings import Lint

TOKEN = "https://acme.authentication.{}.hana.ondemand.com/oauth/token"


def system(region: str, host: str, token: str) -> str:
    tenants = "cloud_alm_tenants:\n  - id: calm-eu\n    usage: productive\n    provisioned_on: 2023-11-20\n"
    tenants += f"    region: {region}\n"
    return complete(AlmSystem, f"host_name: {host}.alm.cloud.sap\ntoken_endpoint: {TOKEN.format(token)}\n{tenants}")


@pytest.mark.parametrize(
    ("region", "host", "token", "found"),
    [
        ("eu12", "eu12", "eu12", [("CALM109", "region"), ("CALM109", "host_name")]),
        ("", "eu12", "eu12", [("CALM109", "host_name")]),
        ("", "eu12", "eu10", [("CALM109", "host_name")]),
        ("", "eu12", "eu13", [("CALM109", "host_name"), ("CALM109", "token_endpoint")]),
        ("cn20", "cn20", "cn20", []),
    ],
)
def test_regions_where_no_binding_is_known(
    lint: Lint, region: str, host: str, token: str, found: list[tuple[str, str]]
) -> None:
    report = lint(system(region, host, token))
    assert sorted((each.rule.code, each.path.rpartition("/")[2]) for each in report.violations) == sorted(found)
