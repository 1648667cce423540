"""What the schema rejects and is certainly meant is fixed, and its finding names the screen."""

from __future__ import annotations

import pytest

from calm_lint.api import AlmSystem, CloudAlmTenant, Entity, Landscape, Linter, OutboundService, Rule, S4Tenant
from calm_lint.engine.results import FileReport
from calm_lint.rulebook.examples import complete
from calm_lint.run.fixing import Fixed, fix

SYSTEMS = "Communication Systems > Technical Data - General"


def lint(rules: list[Rule], text: str) -> FileReport:
    return Linter(rules).lint("landscape.yaml", text.encode())


def fixed(rules: list[Rule], text: str) -> Fixed:
    return fix(lambda content: Linter(rules).lint("landscape.yaml", content), lint(rules, text), text.encode())


@pytest.mark.parametrize(
    ("node", "wrong", "right"),
    [
        (AlmSystem, 'port: "443"', "port: 443"),
        (AlmSystem, "port: '443' # as on the screen", "port: 443 # as on the screen"),
        (AlmSystem, 'port: " 443 "', "port: 443"),
        (AlmSystem, 'inbound_only: "False"', "inbound_only: false"),
        (OutboundService, 'port: "443"', "port: 443"),
        (OutboundService, "service_status: Active", "service_status: active"),
        (OutboundService, 'service_status: "ACTIVE"', "service_status: active"),
        # The value is understood then, and is wrong.
        (OutboundService, "service_status: Inactive", "service_status: active"),
        (AlmSystem, 'port: "8443"', "port: 443"),
        (S4Tenant, "role: Production", "role: production"),
        (AlmSystem, "Host Name: eu10.alm.cloud.sap", "host_name: eu10.alm.cloud.sap"),
        (AlmSystem, "hostname: eu10.alm.cloud.sap", "host_name: eu10.alm.cloud.sap"),
        (AlmSystem, '"Host-Name": eu10.alm.cloud.sap', "host_name: eu10.alm.cloud.sap"),
        (AlmSystem, "Host Name: eu10.alm.cloud.sap/api", "host_name: eu10.alm.cloud.sap"),
        (AlmSystem, "system_nmae: SAP Cloud ALM of Acme", "system_name: SAP Cloud ALM of Acme"),
        (OutboundService, "Service Status: Active", "service_status: active"),
    ],
)
def test_what_is_certainly_meant_is_fixed(rules: list[Rule], node: type[Entity], wrong: str, right: str) -> None:
    key = right.partition(":")[0]
    text = complete(node, wrong)
    # The example is completed by the key that is meant, which the wrong one is to stand for.
    lines = text.splitlines()
    at = next(number for number, line in enumerate(lines) if line.strip() == wrong)
    margin = lines[at][: len(lines[at]) - len(wrong)]
    near = range(max(at - 8, 0), at)
    lines = [line for number, line in enumerate(lines) if number not in near or not line.startswith(f"{margin}{key}:")]
    done = fixed(rules, "\n".join(lines) + "\n")
    assert [each.rule.code for each in done.report.violations] == []
    assert done.left_out == ()
    assert f"{margin}{right}\n" in done.content.decode()


@pytest.mark.parametrize(
    ("node", "entry"),
    [
        (AlmSystem, "port: 0443"),
        (AlmSystem, 'port: "0443"'),
        (AlmSystem, 'port: !!str "443"'),
        (AlmSystem, 'port: &port "443"'),
        (AlmSystem, 'port: "\u0664\u0664\u0663"'),
        (AlmSystem, "port: |\n  443"),
        (AlmSystem, "port: 443 // comment"),
        (OutboundService, "service_status: activ"),
        (S4Tenant, "role: prod"),
        (S4Tenant, "hosts: my400100.s4hana.cloud.sap"),
        (CloudAlmTenant, "provisioned_at: 2023-11-20"),
        # The field is there already.
        (AlmSystem, "Host Name: us10.alm.cloud.sap"),
        (Landscape, "names: Acme"),
    ],
)
def test_what_may_mean_something_else_is_left_alone(rules: list[Rule], node: type[Entity], entry: str) -> None:
    text = complete(node, entry)
    done = fixed(rules, text)
    assert done.content.decode() == text
    assert "CALM003" in [each.rule.code for each in done.report.violations]


def test_finding_that_a_fix_uncovers_was_in_the_file_before(rules: list[Rule]) -> None:
    text = complete(AlmSystem, "").replace(
        "        host_name: eu10.alm.cloud.sap", "        Host Name: us10.alm.cloud.sap"
    )
    done = fixed(rules, text)
    assert done.left_out == ()
    assert b"\n        host_name: eu10.alm.cloud.sap\n" in done.content
    assert [each.rule.code for each in done.applied] == ["CALM003", "CALM104"]


def test_key_that_would_be_wrong_in_another_way_is_left_out(rules: list[Rule]) -> None:
    text = complete(AlmSystem, "").replace("communication_system: CALM_PROD", "communication_systems: [CALM_PROD]")
    done = fixed(rules, text)
    assert done.content.decode() == text
    assert [each.violation.rule.code for each in done.left_out] == ["CALM003"]


@pytest.mark.parametrize(("other", "safe"), [("", True), ("    name: Acme for tests\n", False)])
def test_key_in_an_anchor_is_safe_to_fix_if_it_is_wrong_wherever_it_is_used(
    rules: list[Rule], other: str, *, safe: bool
) -> None:
    tenants = f"  - id: a\n    usage: productive\n    <<: *name\n  - id: b\n    usage: test\n    <<: *name\n{other}"
    text = f"format: 1\nx-name: &name {{Name: Acme}}\ncloud_alm_tenants:\n{tenants}"
    (violation,) = [each for each in lint(rules, text).violations if "unknown key" in each.message]
    assert violation.fix
    assert violation.fix.safe == safe


@pytest.mark.parametrize(
    ("node", "entry", "screen"),
    [
        (AlmSystem, 'port: "443"', f"{SYSTEMS} > Port"),
        (AlmSystem, "host_name:", f"{SYSTEMS} > Host Name"),
        (AlmSystem, "tokn_endpoint: a", ""),
        (OutboundService, "service_status: activ", "Communication Arrangements > Outbound Services > Service Status"),
        (S4Tenant, "role: prd", ""),
    ],
)
def test_finding_names_the_screen(rules: list[Rule], node: type[Entity], entry: str, screen: str) -> None:
    (violation,) = [each for each in lint(rules, complete(node, entry)).violations if each.rule.code == "CALM003"]
    assert violation.screen == screen


@pytest.mark.parametrize(
    ("right", "wrong", "message"),
    [
        (
            "    binding:\n",
            "    binding:\n      - endpoints\n    x-binding:\n",
            "binding is a list, must be a mapping: write its entries as key: value, without hyphens",
        ),
        (
            "      - system_id:",
            "        system_id:",
            "communication_systems is a mapping, must be a list: begin each entry with a hyphen and a space",
        ),
    ],
)
def test_form_of_mappings_and_lists_is_shown(rules: list[Rule], right: str, wrong: str, message: str) -> None:
    text = complete(Landscape, "").replace(right, wrong)
    messages = [each.message for each in lint(rules, text).violations if each.rule.code == "CALM003"]
    assert messages == [message]
