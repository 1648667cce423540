"""CALM406 beyond its examples: silent where another rule says why a tenant has no connection."""

from __future__ import annotations

import pytest

from findings import Lint, codes, of_rule, span_of
from landscapes import ACME, BETA, alm, landscape, s4


def test_finding_is_at_the_id(lint: Lint) -> None:
    text = landscape((ACME, BETA), (s4("acme"),))
    (violation,) = of_rule(lint(text), "CALM406")
    assert (violation.span, violation.path) == (span_of(text, "calm-two"), "/cloud_alm_tenants/1")
    assert violation.severity == "warning"


@pytest.mark.parametrize("usage", ["test", "development", "sandbox", "training"])
def test_tenant_that_is_not_productive_needs_no_connection(lint: Lint, usage: str) -> None:
    assert codes(lint(landscape((ACME, alm("calm-two", usage, zone="beta")), (s4("acme"),)))) == []


def test_inactive_service_is_a_connection(lint: Lint) -> None:
    text = landscape((ACME,), (s4("acme"),)).replace("service_status: active", "service_status: inactive")
    assert set(codes(lint(text))) == {"CALM304"}


TEXT = landscape((ACME, BETA), (s4("acme"), s4("acme")))
ARRANGEMENTS = TEXT[TEXT.rindex("    communication_arrangements:") :]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param(TEXT.replace(ARRANGEMENTS, ""), "CALM301", id="an arrangement is missing"),
        pytest.param(
            TEXT.replace(
                ARRANGEMENTS, ARRANGEMENTS.replace("communication_system: CALM", "communication_system: CLAM")
            ),
            "CALM005",
            id="a reference leads nowhere",
        ),
        pytest.param(landscape((ACME, BETA), (s4("acme"), s4("delta"))), "CALM116", id="a tenant is unknown"),
        pytest.param(
            landscape((ACME, BETA, alm("calm-test", "test", zone="gamma")), (s4("acme"), s4("gamma"))),
            "CALM402",
            id="a connection leads to a tenant for tests",
        ),
    ],
)
def test_other_rule_says_why(lint: Lint, text: str, found: str) -> None:
    report = codes(lint(text))
    assert found in report
    assert "CALM406" not in report
