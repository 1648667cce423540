"""CALM003 beyond its examples: what is said of a value that the schema rejects, and what is fixed."""

from __future__ import annotations

import copy
import json
import re
from collections.abc import Iterator

import pytest

from calm_lint.api import (
    AlmArrangement,
    AlmSystem,
    CloudAlmTenant,
    Entity,
    FileReport,
    Landscape,
    Linter,
    OutboundService,
    Rule,
    S4Tenant,
    ServiceInstance,
    Transport,
)
from calm_lint.reading.reader import read
from calm_lint.rulebook.examples import complete
from calm_lint.run.fixing import Fixed, fix
from calm_lint.text.source import Span
from findings import Lint, codes
from invariants import check

GOOD = complete(Landscape, "")
SYSTEMS = "Communication Systems > Technical Data - General"


def test_empty_key_is_named_as_such_and_names_nothing(lint: Lint) -> None:
    absent, empty = lint('format: 1\n"": 1\ns4hana_tenants: wrong\n').violations[:2]
    assert (absent.span, absent.entity) == (Span(1, 1, 1, 7), "landscape")
    assert (empty.span, empty.message.partition(":")[0]) == (Span(2, 1, 2, 3), "empty key")


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("format: 1\ndesciption:\n", Span(2, 1, 2, 11)),
        ("format: 1\ncloud_alm_tenants:\n  - id: calm\n    usage: test\n    hots: []\n", Span(5, 5, 5, 9)),
        ("format: 1\ns4hana_tenants:\n  - id: a\n    <<: {hots: }\n", Span(4, 10, 4, 14)),
    ],
)
def test_an_unknown_key_without_a_value_is_shown_where_it_is(lint: Lint, text: str, span: Span) -> None:
    assert span in [each.span for each in lint(text).violations if each.message.startswith("unknown key")]


def faults(lint: Lint, text: str) -> list[str]:
    report = lint(text)
    assert {violation.rule.code for violation in report.violations} <= {"CALM003"}
    return [violation.message for violation in report.violations]


@pytest.mark.parametrize(
    ("node", "entries", "messages"),
    [
        (AlmSystem, 'port: "443"', ["port is the text 443, must be a whole number without quotes"]),
        (AlmSystem, "port: 0443", ["port is the text 0443, must be a whole number without leading zeros"]),
        (AlmSystem, "port: 443.0", ["port is 443.0, must be a whole number"]),
        (AlmSystem, "port: [443]", ["port is a list, must be a whole number"]),
        (AlmSystem, "inbound_only: yes", ["inbound_only is the text yes, must be true or false"]),
        (AlmSystem, "host_name:", ["host_name has no value"]),
        (AlmSystem, 'host_name: ""', ["host_name is empty, must be given"]),
        (AlmSystem, "outbound_users: 5", ["outbound_users is the text 5, must be a list"]),
        (AlmSystem, "outbound_users: [a]", ["entry 1 of outbound_users is the text a, must be a mapping"]),
        (AlmSystem, "x-own: {a: [1]}\nhostname: a", ["unknown key hostname: keys of your own begin with x-"]),
        (AlmSystem, "system_nam: a", ["unknown key system_nam: keys of your own begin with x-"]),
        (S4Tenant, "role: prod", ["{}; did you mean production?"]),
        (S4Tenant, "role: 5", ["{}"]),
        (S4Tenant, "client: 1", ["client is 1, must be three digits"]),
        (S4Tenant, "global_tenant_id: 12a", ["global_tenant_id is 12a, must be digits only"]),
        (S4Tenant, "connected_on: 2023-02-30", ["connected_on is 2023-02-30, must be a date such as 2024-01-31"]),
        (S4Tenant, "connected_on: soon", ["connected_on is soon, must be a date such as 2024-01-31"]),
        (S4Tenant, "cleint: 100", ["unknown key cleint: did you mean client?"]),
        (
            S4Tenant,
            "transports: {a: b}",
            ["transports is a mapping, must be a list: begin each entry with a hyphen and a space"],
        ),
        (
            OutboundService,
            "service_status: ACTIVE",
            ["service_status is ACTIVE, must be active or inactive; did you mean active?"],
        ),
        (OutboundService, "run_every: true", ["run_every is true, must be text or a number or a mapping"]),
        (OutboundService, "run_every: {value: 5}", ["unit is missing"]),
        (OutboundService, "run_every: {value: 5, units: minutes}", ["unknown key units: did you mean unit?"]),
        (Transport, "status: open", ["status is open, must be released or modifiable"]),
        (CloudAlmTenant, "binding: {endpoints: {Api: 'https://eu10.alm.cloud.sap/api'}}", ["uaa is missing"]),
        (CloudAlmTenant, "binding: none", ["binding is the text none, must be a mapping"]),
        (Landscape, "format: 2", ["format is 2, must be 1"]),
        (Landscape, "cloud_alm_tenants: []", ["cloud_alm_tenants is empty, must have at least one entry"]),
        (Landscape, "s4hana_tenants:", ["s4hana_tenants has no value"]),
    ],
)
def test_what_is_said_of_a_value(lint: Lint, node: type[Entity], entries: str, messages: list[str]) -> None:
    roles = "role is {}, must be development, customizing, test, production, starter or sandbox"
    value = entries.partition(": ")[2]
    assert faults(lint, complete(node, entries)) == [each.replace("{}", roles.format(value)) for each in messages]


def test_all_faults_are_said_at_once(lint: Lint) -> None:
    text = "format: 2\nnam: a\ncloud_alm_tenants: [{usage: x, provisioned_on: 2023-11-20}]\ns4hana_tenants: [5]\n"
    assert faults(lint, text) == [
        "format is 2, must be 1",
        "unknown key nam: did you mean name?",
        "id is missing",
        "usage is x, must be productive, test, development, sandbox or training",
        "entry 1 of s4hana_tenants is the text 5, must be a mapping",
    ]


def test_unknown_key_that_resembles_a_missing_one_is_one_finding(lint: Lint) -> None:
    """The port is only wanted by a rule, and is not said to be missing either."""
    system = complete(AlmSystem, "").replace("        host_name:", "        hostname:")
    text = system.replace("        port: 443\n        token", "        prot: 443\n        token")
    assert sorted(faults(lint, text)) == [
        "unknown key hostname: did you mean host_name?",
        "unknown key prot: did you mean port?",
    ]


def test_missing_key_is_shown_at_the_id_with_the_path_of_the_mapping(lint: Lint) -> None:
    text = complete(AlmSystem, "").replace("        host_name: eu10.alm.cloud.sap\n", "")
    (violation,) = lint(text).violations
    assert (violation.message, violation.path) == (
        "host_name is missing",
        "/s4hana_tenants/0/communication_systems/0",
    )
    line = text.splitlines()[violation.span.line - 1]
    assert line[violation.span.column - 1 : violation.span.end_column - 1] == "CALM_PROD"


def test_what_the_schema_rejects_is_not_handed_to_rules_and_the_rest_is(lint: Lint) -> None:
    text = complete(AlmSystem, "port: abc\ntoken_endpoint: https://acme.authentication.eu10.hana.ondemand.com")
    assert [violation.rule.code for violation in lint(text).violations] == ["CALM003", "CALM105"]


def test_own_keys_may_stand_in_every_mapping(lint: Lint) -> None:
    text = complete(AlmArrangement, "x-a: 1")
    for key in ("uaa:", "outbound_services:", "export:"):
        indent = " " * (text.index(key) - text.rindex("\n", 0, text.index(key)) + 1)
        text = text.replace(key, f"{key}\n{indent}x-b: 2")
    text = text.replace("- id: prod", "- x-c: 3\n    id: prod").replace("- system_id:", "- x-d: 4\n        system_id:")
    assert text.count("x-") == 6
    assert faults(lint, f"x-e: 5\n{text}") == []


@pytest.mark.parametrize(
    ("keys", "messages"),
    [
        (["hostname", "host_nam"], ["did you mean host_name?", "keys of your own begin with x-"]),
        (["hostname", "prot"], ["did you mean host_name?", "keys of your own begin with x-"]),
        (["host_nam", "hostname", "HOST_NAME"], ["did you mean host_name?", *["keys of your own begin with x-"] * 2]),
    ],
)
def test_each_unknown_key_is_a_finding(lint: Lint, keys: list[str], messages: list[str]) -> None:
    entries = "".join(f"        {key}: a\n" for key in keys)
    text = complete(AlmSystem, "").replace("        host_name: eu10.alm.cloud.sap\n", entries)
    assert faults(lint, text) == [f"unknown key {key}: {message}" for key, message in zip(keys, messages, strict=True)]


@pytest.mark.parametrize("null", ["", "~", "null", "&a"])
def test_entry_whose_id_has_no_value_is_shown_at_its_first_key(lint: Lint, null: str) -> None:
    text = complete(AlmSystem, "system_name: SAP Cloud ALM acme").replace("id: CALM_PROD", f"id: {null}")
    (violation,) = lint(text).violations
    line = text.splitlines()[violation.span.line - 1]
    assert violation.message == "system_id has no value"
    assert line[: violation.span.end_column - 1] == "      - system_id"
    assert line[violation.span.column - 1 :].startswith("system_id")


@pytest.mark.parametrize(
    "day",
    [
        "2024-02-29",
        "2024-01-15T10:00",
        "2024-01-15t10:00:00.5Z",
        "2024-01-15T10:00:00,25z",
        "2024-01-15 10:00:00+02:00",
        "2024-01-15T10:00 -0330",
        "2024-01-15T23:59:60Z",
    ],
)
def test_days(lint: Lint, day: str) -> None:
    assert faults(lint, complete(S4Tenant, f"connected_on: {day}")) == []


@pytest.mark.parametrize(
    "day",
    [
        "2023-02-29",
        "2024-1-5",
        "20240115",
        "2024-W01-1",
        "2024-W01-1T10:00",
        "2024-015",
        "2024-01-15T",
        "2024-01-15T10",
        "2024-01-15T9:00",
        "2024-01-15T24:00",
        "2024-01-15T99:99",
        "2024-01-15T10:00:61",
        "2024-01-15T10:00:00.",
        "2024-01-15T10:00+25:00",
        "2024-01-15T10:00Z+01",
        "2024-01-15T10:00 nonsense",
        "2024-01-15 noon",
        '"2024-01-15\\n"',
        "\uff12\uff10\uff12\uff14-01-15",
    ],
)
def test_what_is_no_day(lint: Lint, day: str) -> None:
    (message,) = faults(lint, complete(S4Tenant, f"connected_on: {day}"))
    assert message.endswith("must be a date such as 2024-01-31")


def rejected_in_turn() -> Iterator[tuple[str, str]]:
    """Yield a landscape with everything in it, one of its values of a wrong type, and the path of that one."""
    text = complete(ServiceInstance, "plan: standard\nbinding_name: ato")
    whole = read("x", text.encode(), frozenset()).documents[0].data
    for path in paths(whole):
        data = copy.deepcopy(whole)
        owner = data
        for step in path[:-1]:
            owner = owner[step]  # type: ignore[index]
        value = owner[path[-1]]  # type: ignore[index]
        owner[path[-1]] = "wrong" if isinstance(value, dict | list) else [{}]  # type: ignore[index]
        # JSON is YAML; these are the two numbers.
        written = re.sub(r'("(?:port|format)": )"(\d+)"', r"\1\2", json.dumps(data, indent=1))
        yield written, "".join(f"/{step}" for step in path)


def paths(value: object, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    entries = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, each in entries:
        yield (*path, key)
        yield from paths(each, (*path, key))


def test_value_of_a_wrong_type_is_one_finding_wherever_it_stands(lint: Lint) -> None:
    wrong = list(rejected_in_turn())
    assert len(wrong) > 60
    for text, path in wrong:
        assert [(each.rule.code, each.path) for each in lint(text).violations] == [("CALM003", path)]


@pytest.mark.parametrize("scenario", ["SAP_COM_690", "sap_com_0690", "SAP_COM_0691", "SAP_COM_0690"])
def test_services_of_a_misspelled_scenario_are_checked_at_once(lint: Lint, scenario: str) -> None:
    text = complete(OutboundService, "service_status: Active").replace(
        "scenario: SAP_COM_0690", f"scenario: {scenario}"
    )
    found = [(each.rule.code, each.message) for each in lint(text).violations]
    fault = ("CALM003", "service_status is Active, must be active or inactive; did you mean active?")
    misspelled = ("CALM302", f"Scenario ID is {scenario}, must be SAP_COM_0690")
    assert found == ([misspelled, fault] if scenario != "SAP_COM_0690" else [fault])


def test_services_of_another_scenario_are_not_checked(lint: Lint) -> None:
    text = complete(AlmArrangement, "scenario: SAP_COM_0466\noutbound_services: {replicate: {service_status: 5}}")
    assert "CALM003" not in [each.rule.code for each in lint(text).violations]


def test_comment_that_yaml_takes_for_a_key() -> None:
    (violation,) = check(f"{GOOD}// note: as on the screen\n".encode()).violations
    assert violation.message == "unknown key // note: a comment begins with #"


@pytest.mark.parametrize("text", ["", "\n\n", "# only a comment\n", "---\n", "---\n...\n---\n"])
def test_empty_file_is_said_to_be_empty(lint: Lint, text: str) -> None:
    (violation,) = lint(text).violations
    assert (violation.rule.code, violation.span[:2]) == ("CALM003", (1, 1))
    assert "the file is empty" in violation.message


SERVICE = "ctms_services: [{id: ctms-main, usage: productive}]\n"
TENANTS = "cloud_alm_tenants: [{id: calm-prod, usage: productive}]\n"


@pytest.mark.parametrize(
    ("environments", "messages"),
    [
        (f"s4hana_tenants: []\n{SERVICE}", []),
        (f"cts_domains: []\n{SERVICE}", []),
        # An entry that lost all that stood below it is a mistake.
        (f"s4hana_tenants:\n{SERVICE}", ["s4hana_tenants has no value"]),
        ("s4hana_tenants: []\n", ["s4hana_tenants is empty, must have at least one entry"]),
        ("cts_domains: []\nctms_services: []\n", ["ctms_services is empty, must have at least one entry"]),
        ("cts_domains: []\nctms_services:\n", ["ctms_services has no value"]),
        ("s4hana_tenants: wrong\n", ["s4hana_tenants is the text wrong, must be a list"]),
    ],
)
def test_one_environment_is_not_empty(lint: Lint, environments: str, messages: list[str]) -> None:
    found = lint(f"format: 1\n{TENANTS}{environments}").violations
    assert [each.message for each in found if each.rule.code == "CALM003"] == messages


@pytest.mark.parametrize(
    ("node", "entry", "message"),
    [
        (S4Tenant, "client: !!int 5", "client is the number 5, must be text"),
        (S4Tenant, "client: !!int 100", "client is the number 100, must be text"),
        (S4Tenant, "host: !!bool true", "host is true, must be text"),
        (S4Tenant, "client: !!bool 5", "client is 5, must be three digits"),
        (CloudAlmTenant, "name: !!float 5", "name is 5.0, must be text"),
        (AlmSystem, "port: !!float 443", "port is 443.0, must be a whole number"),
        (AlmSystem, "port: !!bool 443", "port is the text 443, must be a whole number without quotes"),
    ],
)
def test_tag_lets_nothing_wrong_through(lint: Lint, node: type[Entity], entry: str, message: str) -> None:
    (violation,) = lint(complete(node, entry)).violations
    assert (violation.rule.code, violation.message) == ("CALM003", message)


@pytest.mark.parametrize(
    "key", ["~", "null", "443", "1.5", ".nan", "2024-01-31", "true", "yes", "'443'", "''", "=", ":"]
)
def test_key_that_is_no_word_is_unknown(key: str) -> None:
    (violation,) = check(f"{GOOD}{key}: 1\n".encode()).violations
    assert (violation.rule.code, violation.span.line, violation.span.column) == ("CALM003", GOOD.count("\n") + 1, 1)


@pytest.mark.parametrize("day", ["0000-01-01", "10000-01-01", "-0001-01-01", "2024-13-01", "99999999999-01-01"])
def test_day_out_of_range(day: str) -> None:
    assert codes(check(complete(S4Tenant, f"connected_on: {day}").encode())) == ["CALM003"]


@pytest.mark.parametrize("day", ["9999-12-31", "9999-12-31T23:59:59-23:59", "9999-12-31T23:59:60Z"])
def test_last_day_there_is(day: str) -> None:
    assert codes(check(complete(S4Tenant, f"connected_on: {day}").encode())) == []


def lint_all(rules: list[Rule], text: str) -> FileReport:
    return Linter(rules).lint("landscape.yaml", text.encode())


def fix_all(rules: list[Rule], text: str) -> Fixed:
    return fix(lambda content: Linter(rules).lint("landscape.yaml", content), lint_all(rules, text), text.encode())


@pytest.mark.parametrize(
    ("node", "wrong", "right"),
    [
        (AlmSystem, 'port: "443"', "port: 443"),
        (AlmSystem, "port: '443' # as on the screen", "port: 443 # as on the screen"),
        (AlmSystem, 'port: " 443 "', "port: 443"),
        (AlmSystem, 'inbound_only: "False"', "inbound_only: false"),
        (OutboundService, 'port: "443"', "port: 443"),
        (OutboundService, "service_status: Active", "service_status: active"),
        (OutboundService, 'service_status: "ACTIVE"', "service_status: active"),
        # The value is understood then, and is wrong.
        (OutboundService, "service_status: Inactive", "service_status: active"),
        (AlmSystem, 'port: "8443"', "port: 443"),
        (S4Tenant, "role: Production", "role: production"),
        (AlmSystem, "Host Name: eu10.alm.cloud.sap", "host_name: eu10.alm.cloud.sap"),
        (AlmSystem, "hostname: eu10.alm.cloud.sap", "host_name: eu10.alm.cloud.sap"),
        (AlmSystem, '"Host-Name": eu10.alm.cloud.sap', "host_name: eu10.alm.cloud.sap"),
        (AlmSystem, "Host Name: eu10.alm.cloud.sap/api", "host_name: eu10.alm.cloud.sap"),
        (AlmSystem, "system_nmae: SAP Cloud ALM of Acme", "system_name: SAP Cloud ALM of Acme"),
        (OutboundService, "Service Status: Active", "service_status: active"),
    ],
)
def test_what_is_certainly_meant_is_fixed(rules: list[Rule], node: type[Entity], wrong: str, right: str) -> None:
    key = right.partition(":")[0]
    text = complete(node, wrong)
    # The example is completed by the key that is meant, which the wrong one is to stand for.
    lines = text.splitlines()
    at = next(number for number, line in enumerate(lines) if line.strip() == wrong)
    margin = lines[at][: len(lines[at]) - len(wrong)]
    near = range(max(at - 8, 0), at)
    lines = [line for number, line in enumerate(lines) if number not in near or not line.startswith(f"{margin}{key}:")]
    done = fix_all(rules, "\n".join(lines) + "\n")
    assert [each.rule.code for each in done.report.violations] == []
    assert done.left_out == ()
    assert f"{margin}{right}\n" in done.content.decode()


@pytest.mark.parametrize(
    ("node", "entry"),
    [
        (AlmSystem, "port: 0443"),
        (AlmSystem, 'port: "0443"'),
        (AlmSystem, 'port: !!str "443"'),
        (AlmSystem, 'port: &port "443"'),
        (AlmSystem, 'port: "\u0664\u0664\u0663"'),
        (AlmSystem, "port: |\n  443"),
        (AlmSystem, "port: 443 // comment"),
        (OutboundService, "service_status: activ"),
        (S4Tenant, "role: prod"),
        (S4Tenant, "hosts: my400100.s4hana.cloud.sap"),
        (CloudAlmTenant, "provisioned_at: 2023-11-20"),
        # The field is there already.
        (AlmSystem, "Host Name: us10.alm.cloud.sap"),
        (Landscape, "names: Acme"),
    ],
)
def test_what_may_mean_something_else_is_left_alone(rules: list[Rule], node: type[Entity], entry: str) -> None:
    text = complete(node, entry)
    done = fix_all(rules, text)
    assert done.content.decode() == text
    assert "CALM003" in [each.rule.code for each in done.report.violations]


def test_finding_that_a_fix_uncovers_was_in_the_file_before(rules: list[Rule]) -> None:
    text = complete(AlmSystem, "").replace(
        "        host_name: eu10.alm.cloud.sap", "        Host Name: us10.alm.cloud.sap"
    )
    done = fix_all(rules, text)
    assert done.left_out == ()
    assert b"\n        host_name: eu10.alm.cloud.sap\n" in done.content
    assert [each.rule.code for each in done.applied] == ["CALM003", "CALM104"]


def test_key_that_would_be_wrong_in_another_way_is_left_out(rules: list[Rule]) -> None:
    text = complete(AlmSystem, "").replace("communication_system: CALM_PROD", "communication_systems: [CALM_PROD]")
    done = fix_all(rules, text)
    assert done.content.decode() == text
    assert [each.violation.rule.code for each in done.left_out] == ["CALM003"]


@pytest.mark.parametrize(("other", "safe"), [("", True), ("    name: Acme for tests\n", False)])
def test_key_in_an_anchor_is_safe_to_fix_if_it_is_wrong_wherever_it_is_used(
    rules: list[Rule], other: str, *, safe: bool
) -> None:
    tenants = f"  - id: a\n    usage: productive\n    <<: *name\n  - id: b\n    usage: test\n    <<: *name\n{other}"
    text = f"format: 1\nx-name: &name {{Name: Acme}}\ncloud_alm_tenants:\n{tenants}"
    (violation,) = [each for each in lint_all(rules, text).violations if "unknown key" in each.message]
    assert violation.fix
    assert violation.fix.safe == safe


@pytest.mark.parametrize(
    ("node", "entry", "screen"),
    [
        (AlmSystem, 'port: "443"', f"{SYSTEMS} > Port"),
        (AlmSystem, "host_name:", f"{SYSTEMS} > Host Name"),
        (AlmSystem, "tokn_endpoint: a", ""),
        (OutboundService, "service_status: activ", "Communication Arrangements > Outbound Services > Service Status"),
        (S4Tenant, "role: prd", ""),
    ],
)
def test_finding_names_the_screen(rules: list[Rule], node: type[Entity], entry: str, screen: str) -> None:
    (violation,) = [each for each in lint_all(rules, complete(node, entry)).violations if each.rule.code == "CALM003"]
    assert violation.screen == screen


@pytest.mark.parametrize(
    ("right", "wrong", "message"),
    [
        (
            "    binding:\n",
            "    binding:\n      - endpoints\n    x-binding:\n",
            "binding is a list, must be a mapping: write its entries as key: value, without hyphens",
        ),
        (
            "      - system_id:",
            "        system_id:",
            "communication_systems is a mapping, must be a list: begin each entry with a hyphen and a space",
        ),
    ],
)
def test_form_of_mappings_and_lists_is_shown(rules: list[Rule], right: str, wrong: str, message: str) -> None:
    text = complete(Landscape, "").replace(right, wrong)
    messages = [each.message for each in lint_all(rules, text).violations if each.rule.code == "CALM003"]
    assert messages == [message]
