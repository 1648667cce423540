"""CALM402 beyond its examples: what the finding weighs."""

from __future__ import annotations

import pytest

from findings import Lint, codes, of_rule, span_of
from landscapes import ACME, alm, landscape, s4


@pytest.mark.parametrize(
    ("role", "severity"), [("production", "error"), ("test", "warning"), ("customizing", "warning")]
)
def test_tenant_in_production_weighs_more(lint: Lint, role: str, severity: str) -> None:
    text = landscape(
        (ACME, alm("calm-test", "test", zone="beta")), (s4("beta", reference=", cloud_alm_tenant: calm-test"),)
    )
    report = lint(text.replace("role: starter", f"role: {role}"))
    assert [each.severity for each in report.violations if each.rule.code == "CALM402"] == [severity]


@pytest.mark.parametrize("roles", [("test", "production"), ("production", "test")])
def test_production_weighs_more_where_tenants_share_an_arrangement(lint: Lint, roles: tuple[str, str]) -> None:
    system = s4("beta", reference=", cloud_alm_tenant: calm-test")
    text = landscape((ACME, alm("calm-test", "test", zone="beta")), (system,)).replace(
        "role: starter", f"role: {roles[0]}"
    )
    text = text.replace("communication_systems:", "communication_systems: &systems")
    text = text.replace("communication_arrangements:", "communication_arrangements: &arrangements")
    text += f"  - id: other\n    role: {roles[1]}\n"
    text += "    communication_systems: *systems\n    communication_arrangements: *arrangements\n"
    (violation,) = (each for each in lint(text).violations if each.rule.code == "CALM402")
    assert violation.severity == "error"
    assert violation.path == "/s4hana_tenants/0/communication_arrangements/0/communication_system"


def test_system_and_usage_are_shown(lint: Lint) -> None:
    text = landscape((ACME, alm("calm-test", "test", zone="beta")), (s4("beta"),))
    (violation,) = of_rule(lint(text), "CALM402")
    (related,) = violation.related
    assert violation.span == span_of(text, "CALM", after="communication_system: ")
    assert violation.path == "/s4hana_tenants/0/communication_arrangements/0/communication_system"
    assert related.span == span_of(text, "test", after="id: calm-test, usage: ")


@pytest.mark.parametrize("usage", ["test", "development", "sandbox", "training"])
def test_usage_is_named(lint: Lint, usage: str) -> None:
    (violation,) = of_rule(lint(landscape((ACME, alm("calm-two", usage, zone="beta")), (s4("beta"),))), "CALM402")
    assert f"connected to calm-two, a {usage} SAP Cloud ALM tenant" in violation.message


def test_other_tenant_where_none_is_productive(lint: Lint) -> None:
    text = landscape((alm("calm-dev", "development", zone="acme"), alm("calm-two", "test", zone="beta")), (s4("beta"),))
    assert "CALM402" not in codes(lint(text))
