"""CALM710 beyond its examples: which tenants need a destination, and when it may be one that is there."""

from __future__ import annotations

import pytest

from findings import of_rule, span_of
from mtls import MIGRATION, MTLS, changed, found, linted

NAME = "name: CALM_FTR_ATO_74558820100"
DESTINATIONS = MTLS[MTLS.index("\ndestinations:") :]
ID = '    global_tenant_id: "74558820100"\n'


def test_finding_is_at_the_id_of_the_tenant() -> None:
    text = changed((NAME, "name: OTHER"))
    (violation,) = linted(text).violations
    assert (violation.rule.code, violation.severity, violation.fix) == ("CALM710", "warning", None)
    assert violation.span == span_of(text, "test", after="- id: ")


@pytest.mark.parametrize("rest", ["\n", "\ndestinations:\n", "\ndestinations: []\n"])
def test_each_tenant_is_said(rest: str) -> None:
    text = changed((DESTINATIONS, rest))
    violations = of_rule(linted(text), "CALM710")
    assert [each.span for each in violations] == [span_of(text, each, after="- id: ") for each in ("dev-100", "test")]


def test_tenant_of_basic_users_needs_none() -> None:
    text = changed((MIGRATION[MIGRATION.index("\ndestinations:") :], "\n"), text=MIGRATION)
    (violation,) = of_rule(linted(text), "CALM710")
    assert violation.span == span_of(text, "dev-100")


def test_silent_where_706_speaks() -> None:
    assert found((NAME, "name: OTHER"), ("    inbound_users:\n", "    x-inbound:\n")) == ["CALM706"]


def test_user_of_unknown_kind_silences_its_tenant() -> None:
    assert found((NAME, "name: OTHER"), ("client_authentication: mTLS", "client_authentication: JWT")) == ["CALM202"]


@pytest.mark.parametrize(
    ("name", "code"),
    [("CALM_FTR_ATO_74558820101", "CALM711"), ("CALM_FTR_ATO_TEST", "CALM711"), ("CALM_FTR_ATO_", "CALM711")],
)
def test_destination_of_nobody_may_be_that_of_the_tenant(name: str, code: str) -> None:
    assert found((NAME, f"name: {name}")) == [code]


@pytest.mark.parametrize("name", ["calm_ftr_ato_74558820099", "Calm-Ftr-Ato-74558820099"])
def test_destination_in_another_spelling_is_somebodys(name: str) -> None:
    text = changed(("name: CALM_FTR_ATO_74558820099", f"name: {name}"), (NAME, "name: OTHER"))
    assert sorted(each.rule.code for each in linted(text).violations) == ["CALM710", "CALM711"]


def test_tenant_without_an_id() -> None:
    assert "CALM710" not in found((ID, ""))
    text = changed((ID, ""), (NAME, "name: OTHER"))
    (violation,) = of_rule(linted(text), "CALM710")
    assert violation.span == span_of(text, "test", after="- id: ")


def test_destinations_of_another_form_are_not_missing() -> None:
    assert found((DESTINATIONS, "\ndestinations: wrong\n")) == ["CALM003"]
    assert found((NAME, "name: [wrong]")) == ["CALM003"]
