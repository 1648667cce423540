"""One fault, one finding where it can be doubtful which SAP Cloud ALM tenant is meant."""

from __future__ import annotations

import pytest

from findings import Lint
from landscapes import ACME, BETA, ELSEWHERE, alm, client, landscape, s4

TO_TWO = ", cloud_alm_tenant: calm-two"


@pytest.mark.parametrize(
    ("alm_tenants", "systems", "found"),
    [
        pytest.param((ACME,), (s4("acme"), s4("acme")), [], id="by the book"),
        pytest.param((ACME, BETA), (s4("acme"), s4("beta")), ["CALM408"], id="two and two"),
        pytest.param(
            (ACME, BETA),
            (s4("acme"), s4("beta", client_id=client("acme"))),
            ["CALM204", "CALM408"],
            id="client ID of the other tenant is not also shared",
        ),
        pytest.param(
            (ACME, alm("calm-two")),
            (s4("acme"), s4("beta", client_id=client("acme"), reference=TO_TWO)),
            ["CALM207", "CALM408"],
            id="client ID is shared where no binding tells another",
        ),
        pytest.param(
            (ACME, alm("calm-two")),
            (s4("beta", client_id="''", reference=TO_TWO), s4("beta", client_id=client("acme"), reference=TO_TWO)),
            ["CALM207", "CALM208", "CALM406"],
            id="client ID is shared after one that is missing",
        ),
        pytest.param(
            (ACME, BETA), (s4("acme"), s4("acme", reference=TO_TWO)), ["CALM117"], id="wrong reference is no split"
        ),
        pytest.param(
            (ACME, BETA), (s4("acme", reference=TO_TWO),), ["CALM117"], id="wrong reference leaves no tenant unused"
        ),
        pytest.param((ACME, BETA), (s4("delta"),), ["CALM116"], id="zone of no binding"),
        pytest.param(
            (ACME, BETA), (s4("beta", host=ELSEWHERE),), ["CALM114"], id="host of another form is no unknown tenant"
        ),
        pytest.param(
            (ACME, BETA), (s4("acme"), s4("beta", host=ELSEWHERE)), ["CALM114"], id="host of another form is no split"
        ),
        pytest.param(
            (ACME, alm("calm-two", more=", binding: text")),
            (s4("delta"),),
            ["CALM003"],
            id="rejected binding may be the one",
        ),
        pytest.param(
            (ACME, alm("calm-two", zone="<zone>")), (s4("delta"),), ["CALM206"] * 2, id="placeholder may be the one"
        ),
        pytest.param((ACME, alm("calm-two", zone="acme")), (s4("acme"),), ["CALM407"], id="twice declared, once used"),
        pytest.param(
            (alm("calm-test", "test"), ACME, alm("calm-two", zone="acme")),
            (s4("acme"),),
            ["CALM407"],
            id="twice declared, behind one without binding",
        ),
        pytest.param(
            (alm("calm-test", "test", zone="acme"),), (s4("acme"),), [], id="the only tenant need not be productive"
        ),
        pytest.param(
            (alm("calm-dev", "development", zone="acme"), alm("calm-two", "development", zone="beta")),
            (s4("acme"), s4("beta")),
            ["CALM403", "CALM408"],
            id="split where none is productive",
        ),
        pytest.param(
            (ACME, alm("calm-test", "test", zone="beta")),
            (s4("acme"), s4("beta")),
            ["CALM402"],
            id="connection to a test tenant is no split",
        ),
        pytest.param(
            (alm("calm-dev", "development", zone="acme"), BETA),
            (s4("acme"),),
            ["CALM402"],
            id="connection to a development tenant leaves none unused",
        ),
        pytest.param(
            (ACME, BETA, alm("calm-three", zone="gamma")), (s4("delta"),), ["CALM116"], id="zone of none of three"
        ),
        pytest.param(
            (alm("calm-test", "test", zone="acme"), alm("calm-two", "test", zone="beta")),
            (s4("acme"), s4("beta")),
            ["CALM403", "CALM408"],
            id="split where all are for tests",
        ),
        pytest.param(
            (ACME, BETA),
            (s4("acme"), s4("beta").replace("${beta}", "${acme}")),
            ["CALM207", "CALM408"],
            id="shared reference to a secret",
        ),
    ],
)
def test_one_fault_one_finding(
    lint: Lint, alm_tenants: tuple[str, ...], systems: tuple[str, ...], found: list[str]
) -> None:
    report = lint(landscape(alm_tenants, systems))
    assert sorted(violation.rule.code for violation in report.violations) == found


@pytest.mark.parametrize(
    ("alm_tenants", "system"),
    [
        ((ACME.replace("calm-prod", "[1]"),), s4("beta")),
        ((ACME.replace("calm-prod", "[1]"), alm("calm-two", zone="acme")), s4("beta")),
        ((alm("calm-prod"), alm("[1]", "test", zone="beta")), s4("beta")),
    ],
)
def test_rejected_id_is_not_named(lint: Lint, alm_tenants: tuple[str, ...], system: str) -> None:
    report = lint(landscape(alm_tenants, (system,)))
    assert len(report.violations) > 1
    assert not any("None" in violation.message for violation in report.violations)
