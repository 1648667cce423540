"""One fault, one finding: where a more basic rule speaks, the others are silent. And the boundaries of dates."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from calm_lint.engine.results import FileReport
from calm_lint.model import (
    AlmArrangement,
    AlmSystem,
    AlmUser,
    CloudAlmTenant,
    Endpoints,
    Landscape,
    S4Tenant,
    ServiceInstance,
    Transport,
    Uaa,
)
from calm_lint.reading.nodes import Node
from calm_lint.rulebook.examples import complete
from calm_lint.rulebook.rule import Bad, Rule

Lint = Callable[[str], FileReport]

AUTHORITIES = """
parameters:
  xs-security:
    xsappname: {}
    authorities: [$XSMASTERAPPNAME.imp-cdm-feature-display-ui, $XSMASTERAPPNAME.imp-cdm-feature-manage-ui]
"""

RIGHTS = "name: a\nparameters: {{xs-security: {{xsappname: a, authorities: {}}}}}"
IMPORTED = "connected_on: 2024-01-15\nfirst_import_on: 2024-01-{}"
WSS = "wss://acme.authentication.eu10.hana.ondemand.com"
ZONE_AAA = "https://aaa.authentication.eu10.hana.ondemand.com"


def codes(report: FileReport) -> list[str]:
    return [violation.rule.code for violation in report.violations]


@pytest.mark.parametrize(
    ("node", "entries", "found"),
    [
        pytest.param(AlmSystem, "host_name: us10.alm.cloud.sap/api", ["CALM102", "CALM104"], id="two faults of a host"),
        pytest.param(
            AlmSystem, "host_name: https://EU10.alm.cloud.sap/api", ["CALM102", "CALM112"], id="bare hosts match"
        ),
        pytest.param(
            AlmSystem, "host_name: my400100.s4hana.cloud.sap", ["CALM113"], id="not ALM, so not the binding's"
        ),
        pytest.param(AlmSystem, "host_name: <tenant>.alm.cloud.sap/api", ["CALM206"], id="placeholder host"),
        pytest.param(
            AlmSystem,
            "token_endpoint: http://tenant-name.authentication.eu10.hana.ondemand.com",
            ["CALM206"],
            id="placeholder token endpoint",
        ),
        pytest.param(
            AlmSystem,
            "token_endpoint: my-tenant-name.authentication.eu10.hana.ondemand.com/oauth/token",
            ["CALM107"],
            id="no whole word, so no placeholder",
        ),
        pytest.param(AlmSystem, "token_endpoint: eu10.alm.cloud.sap", ["CALM105", "CALM114"], id="API as token host"),
        pytest.param(AlmUser, "client_secret: asdfasdfasdf", ["CALM206"], id="placeholder secret"),
        pytest.param(AlmUser, "client_secret: Zx9Zx9Zx9Zx9", ["CALM205"], id="secret"),
        pytest.param(AlmUser, 'client_secret: " "', ["CALM208"], id="blank secret"),
        pytest.param(AlmUser, 'client_id: " "', ["CALM208"], id="blank client ID"),
        pytest.param(AlmUser, "client_id: sb-calm-deploy!b123456", ["CALM203"], id="cut client ID"),
        pytest.param(AlmUser, "client_id: ${CALM_CLIENT}", [], id="client ID by reference"),
        pytest.param(AlmUser, "authentication_method: None\nclient_id: x", ["CALM202"], id="other method"),
        pytest.param(AlmArrangement, "communication_system: CALM_PRDO", ["CALM005"], id="unknown system is not unused"),
        pytest.param(AlmArrangement, "scenario: SAP_COM_690", ["CALM302"], id="near miss is there"),
        pytest.param(S4Tenant, "role: sandbox\ncommunication_arrangements:", ["CALM301"], id="missing, so not unused"),
        pytest.param(
            ServiceInstance, f"name: a b{AUTHORITIES.format('c')}", ["CALM504"], id="bad name, so no mismatch"
        ),
        pytest.param(
            ServiceInstance,
            f"name: a{AUTHORITIES.format('0a1b2c3d-0a1b-0a1b-0a1b-0a1b2c3d4e5f')}",
            [],
            id="GUID on update",
        ),
        pytest.param(AlmSystem, "host_name: https:///api", ["CALM113"], id="no host, so no suffix and no port"),
        pytest.param(AlmSystem, 'host_name: " "', ["CALM113"], id="blank host"),
        pytest.param(AlmSystem, 'system_name: " "', ["CALM110"], id="blank name"),
        pytest.param(Endpoints, "Api: foo", ["CALM506"], id="binding of another form is not compared with the host"),
        pytest.param(Endpoints, "Api: https://eu10.alm.cloud.sap/api?x", ["CALM506"], id="API URL with a query"),
        pytest.param(Uaa, "url: foo", [], id="binding of another form is not compared with the token endpoint"),
        pytest.param(Uaa, 'credential-type: ""', [], id="empty credential type"),
        pytest.param(Uaa, "key: <private key>", ["CALM206"], id="placeholder key"),
        pytest.param(Uaa, 'key: "-----BEGIN PRIVATE KEY----- <key>"', ["CALM205", "CALM206"], id="key after all"),
        pytest.param(Transport, 'status: modifiable\nfeature: ""', [], id="no feature"),
        pytest.param(Transport, "status: modifiable\nfeature: [6]", ["CALM602", "CALM003"], id="unknown feature"),
        pytest.param(Transport, "exported_on: 2024-01-15", [], id="exported on the day of the connection"),
        pytest.param(Uaa, "identityzone: aaa", ["CALM509"], id="zone before that of the URL"),
        pytest.param(Uaa, "identityzone: zzz", ["CALM509"], id="zone behind that of the URL"),
        pytest.param(Uaa, "identityzone: ACME", [], id="zone in upper case"),
        pytest.param(AlmSystem, f"token_endpoint: {ZONE_AAA}/oauth/token", ["CALM107"], id="zone before the binding's"),
        pytest.param(AlmSystem, "system_name: ALM", [], id="name that comes before the id"),
        pytest.param(AlmSystem, "cloud_alm_tenant: calm-prdo", ["CALM005"], id="reference to no tenant"),
        pytest.param(AlmSystem, "host_name: wss://eu10.alm.cloud.sap", ["CALM103"], id="scheme of a host"),
        pytest.param(AlmSystem, f"token_endpoint: {WSS}/oauth/token", ["CALM106"], id="scheme of a token endpoint"),
        pytest.param(Endpoints, "Api: wss://eu10.alm.cloud.sap/api", ["CALM506"], id="scheme behind https"),
        pytest.param(Endpoints, "Api: ftp://eu10.alm.cloud.sap/api", ["CALM506"], id="scheme before https"),
        pytest.param(AlmUser, 'authentication_method: " "', ["CALM202"], id="blank method"),
        pytest.param(AlmArrangement, "scenario: SAP COM 0690", ["CALM302"], id="blanks in the scenario"),
        pytest.param(Uaa, "clientsecret: Zx9Zx9Zx9Zx9", ["CALM205"], id="secret in a binding"),
        pytest.param(Uaa, "key: Zx9Zx9Zx9Zx9", ["CALM205"], id="key in a binding"),
        pytest.param(Uaa, 'key: "-----BEGIN PRIVATE KEY----- Zx9"', ["CALM205"], id="private key in a binding"),
        pytest.param(Landscape, "cloud_alm_tenants: []", ["CALM003"], id="no tenant is none that is not productive"),
        pytest.param(Uaa, "clientsecret: ${CALM_SECRET}", [], id="secret of a binding by reference"),
        pytest.param(S4Tenant, "role: development", ["CALM404"], id="development without test"),
        pytest.param(S4Tenant, "role: customizing", ["CALM404"], id="customizing without test"),
        pytest.param(S4Tenant, "role: test", ["CALM404"], id="test without development"),
        pytest.param(S4Tenant, f"role: production\n{IMPORTED.format(14)}", ["CALM405"], id="import before connection"),
        pytest.param(
            S4Tenant, f"role: production\n{IMPORTED.format(15)}", [], id="import on the day of the connection"
        ),
        pytest.param(S4Tenant, f"role: sandbox\n{IMPORTED.format(14)}", [], id="import into no production"),
        pytest.param(S4Tenant, f"role: customizing\n{IMPORTED.format(14)}", ["CALM404"], id="import where it is made"),
        pytest.param(ServiceInstance, RIGHTS.format("[[a]]"), ["CALM003"], id="rejected authority"),
        pytest.param(ServiceInstance, RIGHTS.format("wrong"), ["CALM003"], id="rejected authorities"),
        pytest.param(AlmArrangement, "outbound_services: wrong", ["CALM003"], id="rejected services"),
        pytest.param(
            Uaa,
            "url: https://asdf.authentication.eu10.hana.ondemand.com\nidentityzone: acme",
            ["CALM206"],
            id="binding",
        ),
    ],
)
def test_one_fault_one_finding(lint: Lint, node: type[Node], entries: str, found: list[str]) -> None:
    assert codes(lint(complete(node, entries))) == found


@pytest.mark.parametrize(
    "entries",
    [
        "host_name: https//eu10.alm.cloud.sap",
        "token_endpoint: https://https://acme.authentication.eu10.hana.ondemand.com/oauth/token",
        "token_endpoint: https//acme.authentication.eu10.hana.ondemand.com/oauth/token",
    ],
)
def test_host_of_a_garbled_address_is_not_replaced(lint: Lint, entries: str) -> None:
    (violation,) = (each for each in lint(complete(AlmSystem, entries)).violations if each.rule.code[-2:] in "1314")
    assert violation.fix is None


@pytest.mark.parametrize(
    ("url", "message"),
    [
        ("https://HOST/oauth/token?x", "has a query, must end in /oauth/token"),
        ("https://HOST/oauth?x", "has the path /oauth and a query, must end in /oauth/token"),
        ("https://HOST/zoauth?x", "has the path /zoauth and a query, must end in /oauth/token"),
        ("https://HOST?x", "has no path and a query, must end in /oauth/token"),
        ("http://HOST/oauth/token", "carries http://, must be an https URL"),
        ("https://HOST:8443/oauth/token", "carries port 8443, must be an https URL without it"),
        ("http://HOST:8443/oauth/token", "carries http:// and port 8443, must be an https URL without them"),
    ],
)
def test_message_names_all_that_is_wrong_with_a_token_endpoint(lint: Lint, url: str, message: str) -> None:
    url = url.replace("HOST", "acme.authentication.eu10.hana.ondemand.com")
    (violation,) = lint(complete(AlmSystem, f"token_endpoint: {url}")).violations
    assert violation.message == f"Token Endpoint {message}"


def test_services_that_are_missing_are_added_if_a_person_says_so(lint: Lint) -> None:
    (violation,) = lint(complete(AlmArrangement, "").partition("        outbound_services:")[0]).violations
    assert violation.rule.code == "CALM303"
    assert violation.fix
    assert not violation.fix.safe


def test_secret_is_told_by_its_own_key(lint: Lint) -> None:
    text = complete(Uaa, "clientsecret: Zx9Zx9Zx9Zx9") + 'x-a: {notes: [{pem: "-----BEGIN PRIVATE KEY----- Zx9"}]}\n'
    secret, key = lint(text).violations
    assert secret.message.startswith("clientsecret is a secret in plain text, ")
    assert secret.fix
    assert secret.fix.edits[0].text.strip('"') == "${CALM_PROD_SECRET}"
    assert key.message.startswith("pem is a private key, ")


def test_ids_are_unique_within_their_tenant(lint: Lint) -> None:
    text = complete(AlmSystem, "")
    arrangement, system = text.index("      - arrangement_name"), text.index("      - system_id")
    arrangements = text[arrangement : text.index("    communication_systems:")]
    text = text[:system] + "      - {system_name: no id}\n" + text[system:] * 2
    report = lint(text[:arrangement] + arrangements + text[arrangement:])
    found = [violation.message for violation in report.violations if violation.rule.code == "CALM004"]
    assert [message.partition(" is ")[0].rpartition(" ")[0] for message in found] == ["Arrangement Name", "System ID"]


@pytest.mark.parametrize("role", ["starter", "sandbox", "test", "production"])
def test_missing_arrangement_is_a_warning_for_trial_tenants(lint: Lint, role: str) -> None:
    report = lint(complete(S4Tenant, f"role: {role}\ncommunication_arrangements:\ncommunication_systems:"))
    (violation,) = (each for each in report.violations if each.rule.code == "CALM301")
    assert violation.severity == ("warning" if role in ("starter", "sandbox") else "error")


@pytest.mark.parametrize(
    ("provisioned", "without_instance", "with_instance"),
    [
        ("2023-06-11", ["CALM501"], []),
        ("2023-06-12", ["CALM501"], []),
        ("2023-10-15", ["CALM501"], []),
        ("2023-10-15T23:59:59Z", ["CALM501"], []),
        ("2023-10-16", [], ["CALM505"]),
        ("2023-10-16T00:00:00Z", [], ["CALM505"]),
        ("2024-01-14", [], ["CALM505"]),
    ],
)
def test_provisioning_windows(
    lint: Lint, provisioned: str, without_instance: list[str], with_instance: list[str]
) -> None:
    text = f"provisioned_on: {provisioned}\n"
    assert codes(lint(complete(CloudAlmTenant, text))) == without_instance
    instance = f"service_instance:\n  name: a{AUTHORITIES.format('a')}".replace("\n", "\n  ").replace(
        "\n    name", "\n  name"
    )
    assert codes(lint(complete(CloudAlmTenant, text + instance.replace("\n  \n", "\n")))) == with_instance


BETA = "https://beta.authentication.eu10.hana.ondemand.com"


@pytest.mark.parametrize(
    "binding",
    ["wrong", "{endpoints: wrong, uaa: wrong}", "{endpoints: {Api: 'https://eu10.alm.cloud.sap/api'}, uaa: 5}"],
)
@pytest.mark.parametrize("usage", ["productive", "test"])
def test_rejected_binding_may_be_that_of_any_tenant(lint: Lint, binding: str, usage: str) -> None:
    text = complete(AlmSystem, f"token_endpoint: {BETA}/oauth/token\nsystem_name: SAP Cloud ALM beta")
    tenant = f"  - {{id: beta, usage: {usage}, provisioned_on: 2023-11-20, binding: {binding}}}\n"
    assert set(codes(lint(text.replace("s4hana_tenants:\n", f"{tenant}s4hana_tenants:\n")))) == {"CALM003"}


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
    (bad,) = (each for rule in rules if rule.code == "CALM401" for each in rule.examples if isinstance(each, Bad))
    text = complete(S4Tenant, bad.yaml)
    assert right in text
    assert codes(lint(text.replace(right, wrong, 1))) == found
