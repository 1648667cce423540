"""CALM401 beyond its examples: which connections lead to one SAP Cloud ALM tenant, and which to two."""

from __future__ import annotations

import pytest

from calm_lint.api import Bad, FileReport, Rule, S4Tenant
from calm_lint.rulebook.examples import complete
from findings import Lint, codes

HOST = "eu10.alm.cloud.sap"
TOKEN = "https://acme.authentication.eu10.hana.ondemand.com"


def connected(*systems: str, tenants: str = "") -> str:
    """Return a landscape whose tenant has an arrangement for each communication system."""
    entries = "communication_systems:\n"
    for number, system in enumerate(systems):
        lines = system.replace("\n", "\n    ")
        entries += f"  - system_id: CALM_{number}\n    host_name: {HOST}\n    port: 443\n    {lines}\n"
    entries += "communication_arrangements:\n"
    for number in range(len(systems)):
        service = f"{{service_status: {'inactive' if number else 'active'}, port: 443, run_every: 5 minutes}}"
        four = ", ".join(f"{name}: {service}" for name in ("export", "import", "retry", "status_change"))
        entries += (
            f"  - arrangement_name: A{number}\n    scenario: SAP_COM_0690\n    communication_system: CALM_{number}\n"
        )
        entries += f"    outbound_services: {{{four}}}\n"
    return complete(S4Tenant, entries).replace("s4hana_tenants:", f"{tenants}s4hana_tenants:")


def double_connections(report: FileReport) -> list[tuple[str, str]]:
    return [
        (violation.path.rpartition("/communication_arrangements")[2], violation.message.split(",")[1])
        for violation in report.violations
        if violation.rule.code == "CALM401"
    ]


ACME = f"token_endpoint: {TOKEN}/oauth/token"


OTHER = "token_endpoint: https://other.authentication.eu10.hana.ondemand.com/oauth/token"
OTHER_REGION = "token_endpoint: https://acme.authentication.us10.hana.ondemand.com/oauth/token"
SECOND = "  - {id: calm-test, usage: test}\n"


THIRD = "  - {id: calm-dev, usage: development}\n"


OTHER_HOST = " other.authentication.eu10.hana.ondemand.com in addition to calm-prod"


@pytest.mark.parametrize(
    ("systems", "tenants", "found"),
    [
        pytest.param((ACME, ACME), "", [], id="one token host"),
        pytest.param((ACME, ACME.upper().replace("TOKEN_ENDPOINT", "token_endpoint")), "", [], id="case"),
        pytest.param((ACME, ACME.replace("https://", "")), "", [], id="with and without scheme"),
        pytest.param((ACME, OTHER), "", [("/1/arrangement_name", OTHER_HOST)], id="two token hosts"),
        pytest.param(
            (ACME, OTHER_REGION),
            "",
            [("/1/arrangement_name", " acme.authentication.us10.hana.ondemand.com in addition to calm-prod")],
            id="one zone in two regions",
        ),
        pytest.param((ACME, OTHER, OTHER), "", [("/1/arrangement_name", OTHER_HOST)], id="second twice"),
        pytest.param(
            (f"{ACME}\ncloud_alm_tenant: calm-prod", f"{ACME}\ncloud_alm_tenant: calm-test"),
            SECOND,
            [("/1/arrangement_name", " calm-test in addition to calm-prod")],
            id="two references",
        ),
        pytest.param(
            (f"{ACME}\ncloud_alm_tenant: calm-prod", f"{OTHER}\ncloud_alm_tenant: calm-prod"),
            "",
            [],
            id="one reference decides over two hosts",
        ),
        pytest.param(
            (f"{ACME}\ncloud_alm_tenant: calm-test", f"{OTHER}\ncloud_alm_tenant: calm-test"),
            SECOND,
            [
                (
                    "/1/arrangement_name",
                    f"{OTHER_HOST.removesuffix('calm-prod')}acme.authentication.eu10.hana.ondemand.com",
                )
            ],
            id="reference without binding and two hosts",
        ),
        pytest.param(
            (f"{ACME}\ncloud_alm_tenant: calm-prod", f"{OTHER}\ncloud_alm_tenant: calm-prdo"),
            "",
            [],
            id="reference that does not resolve",
        ),
        pytest.param(
            (f"{ACME}\ncloud_alm_tenant: calm-test", f"{ACME}\ncloud_alm_tenant: calm-dev"),
            SECOND + THIRD,
            [("/1/arrangement_name", " calm-dev in addition to calm-test")],
            id="two references without binding",
        ),
        pytest.param((ACME, "x-note: no endpoint"), SECOND, [], id="unknown target"),
    ],
)
def test_double_connection(lint: Lint, systems: tuple[str, ...], tenants: str, found: list[tuple[str, str]]) -> None:
    assert double_connections(lint(connected(*systems, tenants=tenants))) == found


def test_double_connection_shows_both_ends(lint: Lint) -> None:
    report = lint(connected(ACME, OTHER))
    (violation,) = (each for each in report.violations if each.rule.code == "CALM401")
    (related,) = violation.related
    assert related.message == "connected to calm-prod here"
    assert related.span < violation.span


def test_communication_system_without_arrangement_is_no_connection(lint: Lint) -> None:
    text = connected(ACME, OTHER).replace("communication_system: CALM_1", "communication_system: CALM_0")
    assert double_connections(lint(text)) == []


def test_double_connection_that_an_alias_repeats_is_said_once(lint: Lint) -> None:
    text = connected(ACME, OTHER)
    text = text.replace("communication_systems:", "communication_systems: &systems", 1)
    text = text.replace("communication_arrangements:", "communication_arrangements: &arrangements", 1)
    text += "  - id: test\n    role: test\n    communication_systems: *systems\n"
    text += "    communication_arrangements: *arrangements\n"
    (violation,) = (each for each in lint(text).violations if each.rule.code == "CALM401")
    assert violation.path.startswith("/s4hana_tenants/0/")


@pytest.mark.parametrize(
    ("right", "wrong", "found"),
    [
        ("system_id: CALM_TEST", "system_id: CALM_TEST", ["CALM401"]),
        ("system_id: CALM_PROD", "system_id: [wrong]", ["CALM003"]),
        ("scenario: SAP_COM_0690", "scenario: [wrong]", ["CALM003"]),
        ("communication_system: CALM_PROD", "communication_system: [wrong]", ["CALM003"]),
        (
            "token_endpoint: https://acme.authentication.eu10.hana.ondemand.com/oauth/token",
            "token_endpoint: [wrong]",
            ["CALM003"],
        ),
    ],
)
def test_second_connection_is_not_judged_where_the_first_is_rejected(
    lint: Lint, rules: list[Rule], right: str, wrong: str, found: list[str]
) -> None:
    bad = next(each for rule in rules if rule.code == "CALM401" for each in rule.examples if isinstance(each, Bad))
    text = complete(S4Tenant, bad.yaml)
    assert right in text
    assert codes(lint(text.replace(right, wrong, 1))) == found
