"""CALM005 beyond its examples: references, and that no other rule speaks of what they miss."""

from __future__ import annotations

import pytest

from calm_lint.api import AlmArrangement, AlmSystem, Node
from calm_lint.rulebook.examples import complete
from findings import Lint, codes, of_rule, span_of
from landscapes import ACME, landscape, s4


@pytest.mark.parametrize(
    ("node", "entries", "found"),
    [
        pytest.param(AlmArrangement, "communication_system: CALM_PRDO", ["CALM005"], id="unknown system is not unused"),
        pytest.param(AlmSystem, "cloud_alm_tenant: calm-prdo", ["CALM005"], id="reference to no tenant"),
    ],
)
def test_one_fault_one_finding(lint: Lint, node: type[Node], entries: str, found: list[str]) -> None:
    assert codes(lint(complete(node, entries))) == found


def test_reference_to_a_tenant_is_shown_where_it_is(lint: Lint) -> None:
    text = complete(AlmSystem, "cloud_alm_tenant: calm-prdo")
    (violation,) = lint(text).violations
    assert violation.span == span_of(text, "calm-prdo")
    assert violation.path == "/s4hana_tenants/0/communication_systems/0/cloud_alm_tenant"
    assert violation.message.endswith("did you mean calm-prod?")


def test_nothing_is_meant_by_a_reference_that_resembles_no_id(lint: Lint) -> None:
    (violation,) = lint(complete(AlmSystem, "cloud_alm_tenant: something-else")).violations
    assert "did you mean" not in violation.message


def test_system_of_another_tenant_does_not_count(lint: Lint) -> None:
    text = landscape((ACME,), (s4("acme"), s4("acme").replace("system_id: CALM", "system_id: OTHER")))
    (violation,) = of_rule(lint(text), "CALM005")
    assert violation.path == "/s4hana_tenants/1/communication_arrangements/0/communication_system"


def test_arrangement_of_another_scenario_needs_its_system_too(lint: Lint) -> None:
    text = complete(AlmArrangement, "scenario: SAP_COM_0466\ncommunication_system: PRINTER\noutbound_services:")
    assert "CALM005" in codes(lint(text))


def test_rejected_id_may_be_the_one(lint: Lint) -> None:
    text = complete(AlmSystem, "cloud_alm_tenant: calm-prdo").replace("id: calm-prod", "id: [calm-prod]")
    assert "CALM005" not in codes(lint(text))
