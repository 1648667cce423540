"""CALM004 beyond its examples: what has to be unique, and where."""

from __future__ import annotations

import pytest

from calm_lint.api import AlmSystem, S4Tenant
from calm_lint.rulebook.examples import complete
from findings import Lint, codes, of_rule, span_of
from landscapes import ACME, landscape, s4


def test_ids_are_unique_within_their_tenant(lint: Lint) -> None:
    text = complete(AlmSystem, "")
    arrangement, system = text.index("      - arrangement_name"), text.index("      - system_id")
    arrangements = text[arrangement : text.index("    communication_systems:")]
    text = text[:system] + "      - {system_name: no id}\n" + text[system:] * 2
    report = lint(text[:arrangement] + arrangements + text[arrangement:])
    found = [violation.message for violation in report.violations if violation.rule.code == "CALM004"]
    assert [message.partition(" is ")[0].rpartition(" ")[0] for message in found] == ["Arrangement Name", "System ID"]


def test_both_ids_are_shown(lint: Lint) -> None:
    text = complete(S4Tenant, "id: calm-prod")
    (violation,) = lint(text).violations
    (related,) = violation.related
    assert (violation.span, violation.path) == (
        span_of(text, "calm-prod", after="s4hana_tenants:"),
        "/s4hana_tenants/0/id",
    )
    assert (related.span, related.message) == (span_of(text, "calm-prod"), "first used here")


@pytest.mark.parametrize("second", ["CALM-PROD", "'calm-prod '", "[calm-prod]"])
def test_other_spelling_is_another_id(lint: Lint, second: str) -> None:
    assert "CALM004" not in codes(lint(complete(S4Tenant, f"id: {second}")))


def test_each_further_id_shows_the_first(lint: Lint) -> None:
    text = complete(S4Tenant, "id: calm-prod") + "  - {id: calm-prod, role: sandbox}\n"
    found = of_rule(lint(text), "CALM004")
    assert [each.path for each in found] == ["/s4hana_tenants/0/id", "/s4hana_tenants/1/id"]
    assert {each.related[0].span for each in found} == {span_of(text, "calm-prod")}


def test_tenants_may_have_systems_and_arrangements_of_one_name(lint: Lint) -> None:
    assert codes(lint(landscape((ACME,), (s4("acme"), s4("acme"))))) == []
