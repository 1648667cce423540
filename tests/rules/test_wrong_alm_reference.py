"""CALM117 beyond its examples: only endpoint and client ID together are those of another tenant."""

from __future__ import annotations

import pytest

from findings import Lint, codes, fix_file, of_rule, span_of
from landscapes import ACME, BETA, alm, client, landscape, s4

TO_TWO = ", cloud_alm_tenant: calm-two"


def test_fix_names_the_tenant_of_the_credentials(lint: Lint) -> None:
    text = landscape((ACME, BETA), (s4("beta"), s4("acme", reference=TO_TWO)))
    (violation,) = of_rule(lint(text), "CALM117")
    assert violation.span == span_of(text, "calm-two", after="cloud_alm_tenant: ")
    assert violation.path == "/s4hana_tenants/1/communication_systems/0/cloud_alm_tenant"
    assert violation.fix
    assert violation.fix.safe
    assert [edit.text for edit in violation.fix.edits] == ["calm-prod"]


def test_nothing_else_is_said_of_a_wrong_reference(lint: Lint) -> None:
    text = landscape((ACME, alm("calm-two", "test", zone="beta")), (s4("acme", reference=TO_TWO),))
    assert codes(lint(text)) == ["CALM117"]
    assert "cloud_alm_tenant: calm-prod" in fix_file(lint, text, "CALM117")


@pytest.mark.parametrize(
    ("system", "found"),
    [
        pytest.param(s4("beta", reference=TO_TWO), [], id="both are of the tenant referred to"),
        pytest.param(s4("acme", client_id=client("beta"), reference=TO_TWO), ["CALM107"], id="the endpoint alone"),
        pytest.param(s4("beta", client_id=client("acme"), reference=TO_TWO), ["CALM204"], id="the client ID alone"),
        pytest.param(s4("delta", reference=TO_TWO), ["CALM107", "CALM204"], id="of no declared tenant"),
    ],
)
def test_one_of_both_is_no_wrong_reference(lint: Lint, system: str, found: list[str]) -> None:
    report = lint(landscape((alm("calm-prod", "test", zone="acme"), BETA), (system,)))
    assert codes(report) == found
