"""CALM108 beyond its examples: regions of host name and token endpoint where no binding is known."""

from __future__ import annotations

import pytest

from calm_lint.api import AlmSystem, CloudAlmTenant
from calm_lint.rulebook.examples import complete
from findings import Lint, codes, span_of

TOKEN = "https://acme.authentication.{}.hana.ondemand.com/oauth/token"


def system(region: str, host: str, token: str) -> str:
    tenants = "cloud_alm_tenants:\n  - id: calm-eu\n    usage: productive\n    provisioned_on: 2023-11-20\n"
    tenants += f"    region: {region}\n"
    return complete(AlmSystem, f"host_name: {host}.alm.cloud.sap\ntoken_endpoint: {TOKEN.format(token)}\n{tenants}")


@pytest.mark.parametrize(
    ("region", "host", "token", "found"),
    [
        ("eu10", "eu10", "eu10", []),
        ("", "eu10", "eu10", []),
        ("eu10", "eu10-004", "eu10", []),
        ("eu10-004", "acme.eu10", "eu10", []),
        ("", "us10", "eu10", [("CALM108", "token_endpoint")]),
        ("eu10", "us10", "us10", [("CALM108", "host_name")]),
        ("eu10", "eu10", "us10", [("CALM108", "token_endpoint")]),
    ],
)
def test_regions_where_no_binding_is_known(
    lint: Lint, region: str, host: str, token: str, found: list[tuple[str, str]]
) -> None:
    report = lint(system(region, host, token))
    assert sorted((each.rule.code, each.path.rpartition("/")[2]) for each in report.violations) == sorted(found)


def test_binding_speaks_before_the_region(lint: Lint) -> None:
    report = lint(complete(AlmSystem, "host_name: us10.alm.cloud.sap"))
    assert [violation.rule.code for violation in report.violations] == ["CALM104"]


API, UAA = "https://{}.alm.cloud.sap/api", "https://acme.authentication.{}.hana.ondemand.com"


def tenant(region: str, api: str, token: str) -> str:
    """Return a landscape whose communication system follows the binding."""
    text = complete(CloudAlmTenant, f"region: {region}").replace(API.format("eu10"), API.format(api))
    text = text.replace(UAA.format("eu10"), UAA.format(token))
    return text.replace("host_name: eu10.", f"host_name: {api}.")


@pytest.mark.parametrize(
    ("region", "api", "token"),
    [("eu10", "eu10", "eu10"), ("eu10-004", "eu10", "eu10"), ("eu10", "eu10-004", "eu10"), ("EU10", "eu10", "eu10")],
)
def test_regions_agree(lint: Lint, region: str, api: str, token: str) -> None:
    assert codes(lint(tenant(region, api, token))) == []


def test_region_is_at_fault_where_the_binding_disagrees_with_it(lint: Lint) -> None:
    text = tenant("us10", "eu10", "eu10")
    (violation,) = lint(text).violations
    (related,) = violation.related
    assert (violation.span, violation.path) == (span_of(text, "us10"), "/cloud_alm_tenants/0/region")
    assert related.span == span_of(text, API.format("eu10"))


def test_later_value_is_at_fault_where_the_binding_disagrees_with_itself(lint: Lint) -> None:
    text = tenant("", "eu10", "us10")
    (violation,) = lint(text).violations
    (related,) = violation.related
    assert violation.path == "/cloud_alm_tenants/0/binding/uaa/url"
    assert related.span == span_of(text, API.format("eu10"))


def test_unknown_region_is_not_compared(lint: Lint) -> None:
    assert codes(lint(tenant("eu12", "eu10", "eu10"))) == ["CALM109"]


@pytest.mark.parametrize(
    ("region", "token", "found"),
    [
        ("cn20", "cn20.hana.ondemand.com", ["CALM108"]),
        ("cn20", "cn20.platform.sapcloud.cn", []),
        ("eu10", "cn20.platform.sapcloud.cn", ["CALM108"]),
    ],
)
def test_token_host_of_china(lint: Lint, region: str, token: str, found: list[str]) -> None:
    binding = f"""
binding:
  endpoints:
    Api: https://{region}.alm.cloud.sap/api
  uaa:
    url: https://acme.authentication.{token}
"""
    report = lint(complete(CloudAlmTenant, f"region: {region}{binding}"))
    assert [code for code in codes(report) if code == "CALM108"] == found


def test_second_entry_of_a_tenant_is_left_to_another_rule(lint: Lint) -> None:
    text = complete(CloudAlmTenant, "")
    start, end = text.index("  - ", text.index("cloud_alm_tenants:")), len(text)
    entry = text[start:end].replace("id: calm-prod", "id: calm-two").replace("region: eu10", "region: us10")
    assert codes(lint(text.rstrip() + "\n" + entry)) == ["CALM407"]
