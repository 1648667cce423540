"""One fault, one finding where it can be doubtful which SAP Cloud ALM tenant is meant."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from calm_lint.engine.results import FileReport

Lint = Callable[[str], FileReport]


def alm(id: str, usage: str = "productive", *, zone: str = "", more: str = "") -> str:  # noqa: A002 - the field's name
    """Return an SAP Cloud ALM tenant, with a binding where it has an identity zone."""
    text = f"  - {{id: {id}, usage: {usage}, provisioned_on: 2023-11-20{more}"
    if zone:
        url = f'"https://{zone}.authentication.eu10.hana.ondemand.com"'
        endpoints, uaa = '{Api: "https://eu10.alm.cloud.sap/api"}', f"{{url: {url}, clientid: {client(zone)}}}"
        text += f", binding: {{endpoints: {endpoints}, uaa: {uaa}}}"
    return text + "}\n"


def s4(zone: str, *, host: str = "", client_id: str = "", reference: str = "") -> str:
    """Return the communication system of an S/4HANA tenant, which is connected to the tenant of an identity zone."""
    host = host or f"{zone}.authentication.eu10.hana.ondemand.com"
    user = f'authentication_method: OAuth 2.0, client_id: {client_id or client(zone)}, client_secret: "${{{zone}}}"'
    return (
        "{system_id: CALM, system_name: SAP Cloud ALM, host_name: eu10.alm.cloud.sap, port: 443, "
        f"token_endpoint: 'https://{host}/oauth/token', outbound_users: [{{{user}}}]{reference}}}"
    )


def client(zone: str) -> str:
    return f'"{zone}!b1|sapcloudalm!b2"'


def landscape(alm_tenants: tuple[str, ...], systems: tuple[str, ...]) -> str:
    text = f"format: 1\ncloud_alm_tenants:\n{''.join(alm_tenants)}s4hana_tenants:\n"
    for number, system in enumerate(systems):
        text += f"""\
  - id: tenant-{number}
    role: starter
    communication_systems: [{system}]
    communication_arrangements:
      - arrangement_name: ATO
        scenario: SAP_COM_0690
        communication_system: CALM
        outbound_services:
          export: &service-{number} {{service_status: active, port: 443, run_every: 5 minutes}}
          import: *service-{number}
          retry: *service-{number}
          status_change: *service-{number}
"""
    return text


ACME = alm("calm-prod", zone="acme")
BETA = alm("calm-two", zone="beta")
TO_TWO = ", cloud_alm_tenant: calm-two"
ELSEWHERE = "beta.example.com"


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


def test_tenant_without_a_connection_hides_no_split(lint: Lint) -> None:
    text = landscape((ACME, BETA), (s4("acme"), s4("acme"), s4("beta")))
    start, end = text.index("    communication_arrangements"), text.index("  - id: tenant-1")
    text = text[:start] + text[end:]
    assert "CALM408" in [violation.rule.code for violation in lint(text).violations]


def test_tenant_with_two_connections_is_no_split_besides(lint: Lint) -> None:
    text = landscape((ACME, BETA), (s4("acme"), f"{s4('beta')}, {s4('acme').replace('CALM,', 'CALM_2,')}"))
    again = text[text.rindex("      - arrangement_name") :].replace(": CALM\n", ": CALM_2\n").replace("ATO", "ATO_2")
    codes = [violation.rule.code for violation in lint(text + again).violations]
    assert "CALM401" in codes
    assert "CALM408" not in codes


def test_each_further_arrangement_is_one_too_many(lint: Lint) -> None:
    text = landscape((ACME,), (s4("acme"),))
    block = text[text.index("      - arrangement_name") :]
    for number in (2, 3):
        text += block.replace("ATO", f"ATO_{number}")
    found = [violation for violation in lint(text).violations if violation.rule.code == "CALM309"]
    lines = [number for number, line in enumerate(text.splitlines(), 1) if "arrangement_name" in line]
    assert [violation.span.line for violation in found] == lines[1:]
    assert [violation.related[0].span.line for violation in found] == lines[:1] * 2


@pytest.mark.parametrize(("second", "found"), [("CALM", 1), ("CALM_2", 0), ("ANOTHER", 0)])
def test_arrangements_are_twins_by_their_system_where_no_tenant_is_known(lint: Lint, second: str, found: int) -> None:
    system = s4("", host=ELSEWHERE)
    text = landscape((alm("calm-prod"), alm("calm-two")), (f"{system}, {system.replace('CALM,', f'{second},')}",))
    if second == "CALM":
        text = text.replace(f", {system}]", "]")
    text += text[text.index("      - arrangement_name") :].replace(": CALM\n", f": {second}\n").replace("ATO", "AGAIN")
    assert [violation.rule.code for violation in lint(text).violations].count("CALM309") == found


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
