"""The edges of the six checks that the tool is known for.

Each table says which spelling gives which findings and what the fix makes of it.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest

from calm_lint.engine.results import FileReport
from calm_lint.engine.violation import Violation
from calm_lint.model import AlmArrangement, AlmSystem, OutboundService, S4Tenant
from calm_lint.rulebook.examples import complete

Lint = Callable[[str], FileReport]

HOST = "eu10.alm.cloud.sap"
TOKEN = "https://acme.authentication.eu10.hana.ondemand.com"


def codes(report: FileReport) -> list[str]:
    return [violation.rule.code for violation in report.violations]


def fixes(report: FileReport) -> list[str | None]:
    return [fix_text(violation) for violation in report.violations]


def fix_text(violation: Violation) -> str | None:
    if violation.fix is None:
        return None
    assert violation.fix.safe
    (edit,) = violation.fix.edits
    assert edit.span == violation.span
    return edit.text


@pytest.mark.parametrize(
    ("written", "found", "fixed"),
    [
        ("443", [], []),
        ("8443", ["CALM101"], ["443"]),
        ("80", ["CALM101"], ["443"]),
        ("0", ["CALM101"], ["443"]),
        ("-443", ["CALM101"], ["443"]),
        ("+443", [], []),
        ("", ["CALM101"], [None]),
        ("~", ["CALM101"], [None]),
        ('"443"', ["CALM003"], ["443"]),
        ("0443", ["CALM003"], [None]),
        ("443.0", ["CALM003"], [None]),
        ("0x1BB", ["CALM003"], [None]),
        ("true", ["CALM003"], [None]),
        ("[443]", ["CALM003"], [None]),
    ],
)
def test_system_port(lint: Lint, written: str, found: list[str], fixed: list[str | None]) -> None:
    report = lint(complete(AlmSystem, f"port: {written}"))
    assert codes(report) == found
    assert fixes(report) == fixed


def test_missing_port_is_shown_at_the_system_id(lint: Lint) -> None:
    text = complete(AlmSystem, "").replace("        port: 443\n        token", "        token")
    (violation,) = lint(text).violations
    assert (violation.rule.code, violation.path) == ("CALM101", "/s4hana_tenants/0/communication_systems/0")
    line = text.splitlines()[violation.span.line - 1]
    assert line[violation.span.column - 1 : violation.span.end_column - 1] == "CALM_PROD"


@pytest.mark.parametrize(
    ("written", "found", "fixed"),
    [
        ("443", [], []),
        ("44300", ["CALM305"], ["443"]),
        ("80", ["CALM305"], ["443"]),
        ("", ["CALM003"], [None]),
        ('"443"', ["CALM003"], ["443"]),
    ],
)
def test_service_port(lint: Lint, written: str, found: list[str], fixed: list[str | None]) -> None:
    report = lint(complete(OutboundService, f"port: {written}"))
    assert codes(report) == found
    assert fixes(report) == fixed


FIVE = ["5 minutes"]


@pytest.mark.parametrize(
    ("written", "found", "fixed"),
    [
        ("5 minutes", [], []),
        ("5 Minutes", [], []),
        ("5 minute", [], []),
        ("5 min", [], []),
        ("5min", [], []),
        ("5m", [], []),
        ("05 Minute(s)", [], []),
        ('"5 minutes"', [], []),
        ("5.0 minutes", [], []),
        ("{value: 5, unit: minutes}", [], []),
        ("{value: 05, unit: Minute(s)}", [], []),
        ("5", ["CALM311"], FIVE),
        ("05", ["CALM311"], FIVE),
        ("5.0", ["CALM311"], FIVE),
        ('"5"', ["CALM311"], ['"5 minutes"']),
        ("300 seconds", ["CALM311"], FIVE),
        ("300s", ["CALM311"], FIVE),
        ("300 Second(s)", ["CALM311"], FIVE),
        ("PT5M", ["CALM311"], FIVE),
        ("pt5m", ["CALM311"], FIVE),
        ("PT300S", ["CALM311"], FIVE),
        ("P0DT5M", ["CALM311"], FIVE),
        ("10 minutes", ["CALM306"], FIVE),
        ("1 minute", ["CALM306"], FIVE),
        ("5 hours", ["CALM306"], FIVE),
        ("5 h", ["CALM306"], FIVE),
        ("1 day", ["CALM306"], FIVE),
        ("5 seconds", ["CALM306"], FIVE),
        ("300", ["CALM306"], FIVE),
        ("0", ["CALM306"], FIVE),
        ("-5 minutes", ["CALM306"], FIVE),
        ("PT1H", ["CALM306"], FIVE),
        ("PT5S", ["CALM306"], FIVE),
        ("P5D", ["CALM306"], FIVE),
        ("P", ["CALM306"], FIVE),
        ("PT", ["CALM306"], FIVE),
        ("5:00", ["CALM306"], FIVE),
        ("5 fortnights", ["CALM306"], FIVE),
        ("five minutes", ["CALM306"], FIVE),
        ("'10 minutes'", ["CALM306"], ["'5 minutes'"]),
        ('""', ["CALM306"], ['"5 minutes"']),
        ("", ["CALM003"], [None]),
        ("true", ["CALM003"], [None]),
        ("[5, minutes]", ["CALM003"], [None]),
        ("{value: 5}", ["CALM003"], [None]),
    ],
)
def test_run_every(lint: Lint, written: str, found: list[str], fixed: list[str | None]) -> None:
    report = lint(complete(OutboundService, f"run_every: {written}"))
    assert codes(report) == found
    assert fixes(report) == fixed


@pytest.mark.parametrize(
    ("written", "code", "fixed"),
    [
        ("{value: 10, unit: minutes}", "CALM306", ["5", "minutes"]),
        ("{value: 5, unit: hours}", "CALM306", ["5", "minutes"]),
        ("{value: '300', unit: seconds}", "CALM311", ["'5'", "minutes"]),
        ("\n  value: 10 # slow\n  unit: minutes", "CALM306", ["5", "minutes"]),
    ],
)
def test_run_every_of_two_fields_is_mended_in_both(lint: Lint, written: str, code: str, fixed: list[str]) -> None:
    (violation,) = lint(complete(OutboundService, f"run_every: {written}")).violations
    assert violation.rule.code == code
    assert violation.path.endswith("/export/run_every")
    assert violation.fix
    assert [edit.text for edit in violation.fix.edits] == fixed


@pytest.mark.parametrize(
    ("written", "found", "fixed"),
    [
        ("active", [], []),
        ("inactive", ["CALM304"], ["active"]),
        ("'inactive'", ["CALM304"], ["'active'"]),
        ("Active", ["CALM003"], ["active"]),
        ("true", ["CALM003"], [None]),
        ("", ["CALM003"], [None]),
    ],
)
def test_service_status(lint: Lint, written: str, found: list[str], fixed: list[str | None]) -> None:
    report = lint(complete(OutboundService, f"service_status: {written}"))
    assert codes(report) == found
    assert fixes(report) == fixed


SERVICE = "{service_status: active, port: 443, run_every: 5 minutes}"


def services(*names: str) -> str:
    entries = "".join(f"\n  {name}: {SERVICE}" for name in names)
    return complete(AlmArrangement, f"outbound_services:{entries or ' {}'}")


@pytest.mark.parametrize(
    ("names", "messages"),
    [
        (("export", "import", "retry", "status_change"), []),
        (("status_change", "retry", "import", "export", "x-note"), []),
        (("export", "import", "retry"), ["outbound service status_change is missing"]),
        (
            ("export", "import"),
            [
                "outbound service retry is missing",
                "outbound service status_change is missing",
            ],
        ),
        ((), ["outbound services are missing, must be export, import, retry and status_change"]),
        (
            ("export", "import", "retry", "Status-Change"),
            ["unknown outbound service Status-Change: did you mean status_change?"],
        ),
        (
            ("exports", "import", "retry", "status_change"),
            ["unknown outbound service exports: did you mean export?"],
        ),
        (
            ("export", "import", "retry", "status_change", "delete"),
            ["unknown outbound service delete: must be export, import, retry and status_change"],
        ),
        (
            ("export", "import", "retry", "delete"),
            [
                "outbound service status_change is missing",
                "unknown outbound service delete: must be export, import, retry and status_change",
            ],
        ),
        (
            ("export", "import", "retry", "SAP Cloud ALM for implementation - Deployment Management Status Change"),
            [
                "unknown outbound service SAP Cloud ALM for implementation - Deployment Management Status Change: "
                "did you mean status_change?"
            ],
        ),
    ],
)
def test_outbound_services(lint: Lint, names: tuple[str, ...], messages: list[str]) -> None:
    report = lint(services(*names))
    assert [violation.message for violation in report.violations] == messages
    assert set(codes(report)) <= {"CALM303"}


@pytest.mark.parametrize("written", ["", "~", "null"])
def test_outbound_services_without_value_are_shown_at_the_arrangement(lint: Lint, written: str) -> None:
    (violation,) = lint(complete(AlmArrangement, f"outbound_services: {written}")).violations
    assert (violation.rule.code, violation.path) == ("CALM303", "/s4hana_tenants/0/communication_arrangements/0")


def test_a_service_without_value_is_missing(lint: Lint) -> None:
    text = services("export", "import", "retry", "status_change").replace(f"retry: {SERVICE}", "retry:")
    (violation,) = lint(text).violations
    assert violation.message == "outbound service retry is missing"
    assert violation.path.endswith("/outbound_services")


def test_missing_service_is_added_in_flow_style(lint: Lint) -> None:
    flow = ", ".join(f"{name}: {SERVICE}" for name in ("export", "import", "retry"))
    (violation,) = lint(complete(AlmArrangement, f"outbound_services: {{{flow}}}")).violations
    assert violation.fix
    assert not violation.fix.safe
    (edit,) = violation.fix.edits
    assert edit.text == f", status_change: {SERVICE}"


def test_a_service_that_is_no_mapping_counts_as_there(lint: Lint) -> None:
    text = services("export", "import", "retry", "status_change").replace(f"retry: {SERVICE}", "retry: 5")
    assert codes(lint(text)) == ["CALM003"]


def test_services_of_other_scenarios_are_left_alone(lint: Lint) -> None:
    arrangement = "scenario: SAP_COM_0466\noutbound_services: {printing: {port: eighty}}"
    assert codes(lint(complete(AlmArrangement, arrangement))) == ["CALM301"]


@pytest.mark.parametrize(
    "scenario",
    ["SAP_COM_0690", "sap_com_0690", "SAP COM 0690", '"SAP_COM_0690 "', "SAP_COM_O690", "SAP_COM_690", "SAP_COM_0960"],
)
def test_near_misses_of_the_scenario_are_held_to_its_rules(lint: Lint, scenario: str) -> None:
    text = complete(AlmArrangement, f"scenario: {scenario}").replace(
        "port: 443\n        token", "port: 80\n        token"
    )
    assert "CALM101" in codes(lint(text))


def test_system_of_another_scenario_is_left_alone(lint: Lint) -> None:
    text = complete(AlmArrangement, "scenario: SAP_COM_0466\noutbound_services:")
    text = text.replace(f"host_name: {HOST}", "host_name: http://printer:631/api").replace("443", "631")
    assert codes(lint(text)) == ["CALM301"]


@pytest.mark.parametrize(
    ("written", "found", "fixed"),
    [
        (HOST, [], []),
        (HOST.upper(), [], []),
        (f"api.{HOST}", ["CALM104"], [HOST]),
        (f"{HOST}/api", ["CALM102"], [HOST]),
        (f"{HOST}/API", ["CALM102"], [HOST]),
        (f"{HOST}/api/", ["CALM102"], [HOST]),
        (f"{HOST}//api//", ["CALM102"], [HOST]),
        (f"{HOST}/api/api", ["CALM102"], [HOST]),
        (f"https://{HOST}/api", ["CALM102", "CALM112"], [f"https://{HOST}", f"{HOST}/api"]),
        (f"https://{HOST}", ["CALM112"], [HOST]),
        (f"HTTPS://{HOST}", ["CALM112"], [HOST]),
        (f"{HOST}/", ["CALM112"], [HOST]),
        (f"https://{HOST}/", ["CALM112"], [HOST]),
        (f"{HOST}/apis", ["CALM103"], [None]),
        (f"{HOST}/api/v1", ["CALM103"], [None]),
        (f"{HOST}/foo/api", ["CALM102", "CALM103"], [f"{HOST}/foo", None]),
        (f"{HOST}:443", ["CALM103"], [HOST]),
        (f"{HOST}:443/api", ["CALM102", "CALM103"], [f"{HOST}:443", f"{HOST}/api"]),
        (f"{HOST}:8443", ["CALM103"], [None]),
        (f"'{HOST}:'", ["CALM103"], [None]),
        (f"http://{HOST}", ["CALM103"], [None]),
        (f"ftp://{HOST}", ["CALM103"], [None]),
        (f"user@{HOST}", ["CALM103"], [None]),
        (f"{HOST}?tenant=acme", ["CALM103"], [None]),
        (f"'{HOST}#top'", ["CALM103"], [None]),
        (f"' {HOST}'", ["CALM103"], [None]),
        (f"'{HOST} '", ["CALM103"], [None]),
        ("eu10 .alm.cloud.sap", ["CALM103"], [None]),
        ("10.0.0.7", ["CALM103"], [None]),
        ("10.0.0.7:443", ["CALM103"], [None]),
        ("'[2001:db8::7]'", ["CALM103"], [None]),
        ("2001:db8::7", ["CALM103"], [None]),
        ("", ["CALM003"], [None]),
        ('""', ["CALM003"], [None]),
    ],
)
def test_host_name(lint: Lint, written: str, found: list[str], fixed: list[str | None]) -> None:
    report = lint(complete(AlmSystem, f"host_name: {written}"))
    assert codes(report) == found
    assert fixes(report) == fixed


RIGHT = [f"{TOKEN}/oauth/token"]


@pytest.mark.parametrize(
    ("written", "found", "fixed"),
    [
        (f"{TOKEN}/oauth/token", [], []),
        ("acme.authentication.eu10.hana.ondemand.com/oauth/token", [], []),
        (f"{TOKEN}:443/oauth/token", [], []),
        (TOKEN, ["CALM105"], RIGHT),
        (f"{TOKEN}/", ["CALM105"], RIGHT),
        (f"{TOKEN}/oauth", ["CALM105"], RIGHT),
        (f"{TOKEN}/oauth/", ["CALM105"], RIGHT),
        (f"{TOKEN}/oauth/token/", ["CALM105"], RIGHT),
        (f"{TOKEN}/oauth/token/oauth/token", ["CALM105"], RIGHT),
        (f"{TOKEN}/oauth/token/oauth/token/oauth/token", ["CALM105"], RIGHT),
        (f"{TOKEN}//oauth/token", ["CALM105"], RIGHT),
        (f"{TOKEN}/OAuth/Token", ["CALM105"], RIGHT),
        (f"{TOKEN}/oauth/token?grant_type=client_credentials", ["CALM105"], RIGHT),
        (f"{TOKEN}/oauth/token?", ["CALM105"], RIGHT),
        (f"{TOKEN}?grant_type=client_credentials", ["CALM105"], RIGHT),
        (f"{TOKEN}/oauth/authorize", ["CALM105"], [None]),
        (f"{TOKEN}/token", ["CALM105"], [None]),
        (f"{TOKEN}/uaa/oauth/token", ["CALM105"], [None]),
        ("", ["CALM105"], [None]),
        ('""', ["CALM105"], [None]),
        ('"  "', ["CALM105"], [None]),
        ("acme.authentication.eu10.hana.ondemand.com", ["CALM105"], [RIGHT[0].removeprefix("https://")]),
        (f'"{TOKEN}"', ["CALM105"], [f'"{RIGHT[0]}"']),
        (f"http{TOKEN[5:]}/oauth/token", ["CALM106"], RIGHT),
        (f"HTTP{TOKEN[5:]}/oauth/token", ["CALM106"], RIGHT),
        (f"http{TOKEN[5:]}", ["CALM105", "CALM106"], [f"http{RIGHT[0][5:]}", TOKEN]),
        (f"ftp{TOKEN[5:]}/oauth/token", ["CALM106"], [None]),
        (f"{TOKEN}:8443/oauth/token", ["CALM106"], [None]),
        ("https://user@acme.authentication.eu10.hana.ondemand.com/oauth/token", ["CALM106"], [None]),
        (f"{TOKEN}/oauth/token#top", ["CALM106"], [None]),
        (f"'{TOKEN}/oauth/token '", ["CALM106"], [None]),
        (f"{TOKEN}/oauth /token", ["CALM106"], [None]),
        ("[a]", ["CALM003"], [None]),
    ],
)
def test_token_endpoint(lint: Lint, written: str, found: list[str], fixed: list[str | None]) -> None:
    report = lint(complete(AlmSystem, f"token_endpoint: {written}"))
    assert codes(report) == found
    assert fixes(report) == fixed


@pytest.mark.parametrize("written", ["token_endpoint:", 'token_endpoint: ""', "x-none: 1"])
def test_missing_token_endpoint_is_shown_at_the_system_id(lint: Lint, written: str) -> None:
    text = complete(AlmSystem, written)
    if "x-none" in written:
        text = text.replace(f"        token_endpoint: {TOKEN}/oauth/token\n", "")
    (violation,) = lint(text).violations
    assert (violation.rule.code, violation.path) == ("CALM105", "/s4hana_tenants/0/communication_systems/0")


def connected(*systems: str, tenants: str = "") -> str:
    """Return a landscape whose tenant has an arrangement for each communication system."""
    entries = "communication_systems:\n"
    for number, system in enumerate(systems):
        lines = system.replace("\n", "\n    ")
        entries += f"  - system_id: CALM_{number}\n    host_name: {HOST}\n    port: 443\n    {lines}\n"
    entries += "communication_arrangements:\n"
    for number in range(len(systems)):
        service = f"{{service_status: {'inactive' if number else 'active'}, port: 443, run_every: 5 minutes}}"
        four = ", ".join(f"{name}: {service}" for name in ("export", "import", "retry", "status_change"))
        entries += (
            f"  - arrangement_name: A{number}\n    scenario: SAP_COM_0690\n    communication_system: CALM_{number}\n"
        )
        entries += f"    outbound_services: {{{four}}}\n"
    return complete(S4Tenant, entries).replace("s4hana_tenants:", f"{tenants}s4hana_tenants:")


def double_connections(report: FileReport) -> list[tuple[str, str]]:
    return [
        (violation.path.rpartition("/communication_arrangements")[2], violation.message.split(",")[1])
        for violation in report.violations
        if violation.rule.code == "CALM401"
    ]


ACME = f"token_endpoint: {TOKEN}/oauth/token"
OTHER = "token_endpoint: https://other.authentication.eu10.hana.ondemand.com/oauth/token"
OTHER_REGION = "token_endpoint: https://acme.authentication.us10.hana.ondemand.com/oauth/token"
SECOND = "  - {id: calm-test, usage: test}\n"
THIRD = "  - {id: calm-dev, usage: development}\n"
OTHER_HOST = " other.authentication.eu10.hana.ondemand.com in addition to calm-prod"


@pytest.mark.parametrize(
    ("systems", "tenants", "found"),
    [
        pytest.param((ACME, ACME), "", [], id="one token host"),
        pytest.param((ACME, ACME.upper().replace("TOKEN_ENDPOINT", "token_endpoint")), "", [], id="case"),
        pytest.param((ACME, ACME.replace("https://", "")), "", [], id="with and without scheme"),
        pytest.param((ACME, OTHER), "", [("/1/arrangement_name", OTHER_HOST)], id="two token hosts"),
        pytest.param(
            (ACME, OTHER_REGION),
            "",
            [("/1/arrangement_name", " acme.authentication.us10.hana.ondemand.com in addition to calm-prod")],
            id="one zone in two regions",
        ),
        pytest.param((ACME, OTHER, OTHER), "", [("/1/arrangement_name", OTHER_HOST)], id="second twice"),
        pytest.param(
            (f"{ACME}\ncloud_alm_tenant: calm-prod", f"{ACME}\ncloud_alm_tenant: calm-test"),
            SECOND,
            [("/1/arrangement_name", " calm-test in addition to calm-prod")],
            id="two references",
        ),
        pytest.param(
            (f"{ACME}\ncloud_alm_tenant: calm-prod", f"{OTHER}\ncloud_alm_tenant: calm-prod"),
            "",
            [],
            id="one reference decides over two hosts",
        ),
        pytest.param(
            (f"{ACME}\ncloud_alm_tenant: calm-test", f"{OTHER}\ncloud_alm_tenant: calm-test"),
            SECOND,
            [
                (
                    "/1/arrangement_name",
                    f"{OTHER_HOST.removesuffix('calm-prod')}acme.authentication.eu10.hana.ondemand.com",
                )
            ],
            id="reference without binding and two hosts",
        ),
        pytest.param(
            (f"{ACME}\ncloud_alm_tenant: calm-prod", f"{OTHER}\ncloud_alm_tenant: calm-prdo"),
            "",
            [],
            id="reference that does not resolve",
        ),
        pytest.param(
            (f"{ACME}\ncloud_alm_tenant: calm-test", f"{ACME}\ncloud_alm_tenant: calm-dev"),
            SECOND + THIRD,
            [("/1/arrangement_name", " calm-dev in addition to calm-test")],
            id="two references without binding",
        ),
        pytest.param((ACME, "x-note: no endpoint"), SECOND, [], id="unknown target"),
    ],
)
def test_double_connection(lint: Lint, systems: tuple[str, ...], tenants: str, found: list[tuple[str, str]]) -> None:
    assert double_connections(lint(connected(*systems, tenants=tenants))) == found


def test_double_connection_shows_both_ends(lint: Lint) -> None:
    report = lint(connected(ACME, OTHER))
    (violation,) = (each for each in report.violations if each.rule.code == "CALM401")
    (related,) = violation.related
    assert related.message == "connected to calm-prod here"
    assert related.span < violation.span


def test_communication_system_without_arrangement_is_no_connection(lint: Lint) -> None:
    text = connected(ACME, OTHER).replace("communication_system: CALM_1", "communication_system: CALM_0")
    assert double_connections(lint(text)) == []


def test_double_connection_that_an_alias_repeats_is_said_once(lint: Lint) -> None:
    text = connected(ACME, OTHER)
    text = text.replace("communication_systems:", "communication_systems: &systems", 1)
    text = text.replace("communication_arrangements:", "communication_arrangements: &arrangements", 1)
    text += "  - id: test\n    role: test\n    communication_systems: *systems\n"
    text += "    communication_arrangements: *arrangements\n"
    (violation,) = (each for each in lint(text).violations if each.rule.code == "CALM401")
    assert violation.path.startswith("/s4hana_tenants/0/")
