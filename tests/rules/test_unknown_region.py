"""CALM109 beyond its examples: which regions are offered, and whose region is looked at."""

from __future__ import annotations

import pytest

from calm_lint.api import AlmSystem, CloudAlmTenant, Linter, Rule
from calm_lint.rulebook.examples import complete
from calm_lint.rulebook.options import with_options
from findings import Lint, codes

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


@pytest.mark.parametrize("region", ["ap10", "ca10", "cn20", "eu10", "eu11", "eu20", "jp10", "us10", "EU10", "us10-001"])
def test_region_is_offered(lint: Lint, region: str) -> None:
    assert "CALM109" not in codes(lint(complete(CloudAlmTenant, f"region: {region}")))


@pytest.mark.parametrize("region", ["eu12", "eu1", "eu", "eu10-", "eu10x", "'eu10 '", "eu30"])
def test_region_is_not_offered(lint: Lint, region: str) -> None:
    (violation,) = lint(complete(CloudAlmTenant, f"region: {region}")).violations
    assert (violation.rule.code, violation.severity) == ("CALM109", "warning")
    assert violation.path == "/cloud_alm_tenants/0/region"
    assert violation.fix is None


def test_option_also_adds_regions(rules: list[Rule]) -> None:
    some = [with_options(rule, {"also": ["eu30"]}) for rule in rules if rule.code == "CALM109"]
    found = [
        codes(Linter(some).lint("a.yaml", complete(CloudAlmTenant, f"region: {region}").encode()))
        for region in ("eu30", "eu30-001", "eu10", "eu31")
    ]
    assert found == [[], [], [], ["CALM109"]]
