"""Declarative rules: they run like others, their faults have a line, and they cannot hang or read anything."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft7Validator

from calm_lint.errors import RuleError
from calm_lint.model import AlmSystem, AlmUser
from calm_lint.rulebook.declarative import load_rule_file
from calm_lint.rulebook.declarative_conditions import holds
from calm_lint.rulebook.examples import complete
from calm_lint.rulebook.patterns import Pattern
from calm_lint.testing import problems
from command_line import run

WORDS = st.sampled_from(["a", "ab", "b"])
NUMBERS = st.integers(0, 3)
DATA = st.recursive(
    WORDS | NUMBERS | st.booleans(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(WORDS, inner, max_size=3),
    max_leaves=6,
)
PLAIN = {
    "const": WORDS,
    "enum": st.lists(WORDS, min_size=1),
    "pattern": st.sampled_from(["a", "^b", "ab$"]),
    "required": st.lists(WORDS, min_size=1, unique=True),
} | dict.fromkeys(("minLength", "maxLength", "minimum", "maximum", "minItems", "maxItems"), NUMBERS)


def nested(inner: st.SearchStrategy[object]) -> st.SearchStrategy[object]:
    """Return conditions that hold other ones."""
    several = st.lists(inner, min_size=1, max_size=2)
    one = dict.fromkeys(("not", "items", "contains"), inner)
    return st.fixed_dictionaries(
        {}, optional={"properties": st.dictionaries(WORDS, inner), "anyOf": several, "allOf": several, **one}
    )


CONDITIONS = st.recursive(st.fixed_dictionaries({}, optional=PLAIN), nested, max_leaves=4)

POLICY = (Path(__file__).parents[1] / "examples" / "policy" / "rules.yaml").read_text("utf-8")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with the policy of the examples, and a landscape whose System ID breaks it."""
    (tmp_path / "rules.yaml").write_text(POLICY, "utf-8")
    (tmp_path / "calm-lint.toml").write_text('rules = ["rules.yaml"]\n', "utf-8")
    text = complete(AlmSystem, "system_id: CALM_X").replace(
        "communication_system: CALM_PROD", "communication_system: CALM_X"
    )
    (tmp_path / "landscape.yaml").write_text(text, "utf-8")
    return tmp_path


def test_finding_of_a_declarative_rule(folder: Path) -> None:
    done = run("check", "--format", "json", "landscape.yaml", folder=folder)
    (finding,) = json.loads(done.out)["findings"]
    assert (finding["code"], finding["name"], finding["severity"]) == ("ACME001", "system-id-pattern", "warning")
    assert finding["message"] == "System ID is CALM_X, must be CALM_ and the usage, as in CALM_PROD"
    assert finding["path"] == "/s4hana_tenants/0/communication_systems/0/system_id"
    assert finding["plugin"] == "rules.yaml"
    assert (done.code, done.err) == (0, "")


@pytest.mark.once
@settings(max_examples=200, deadline=None)
@given(condition=CONDITIONS, data=DATA)
def test_a_condition_holds_where_jsonschema_says_so(condition: dict[str, object], data: object) -> None:
    """Numbers are compared with texts as they are written; none of these texts is a number."""
    assert holds(condition, data) == Draft7Validator(condition).is_valid(data)


@pytest.mark.parametrize("options", [("--ignore", "system-id-pattern"), ("--select", "CALM1")])
def test_declarative_rule_is_chosen_like_any(folder: Path, options: tuple[str, ...]) -> None:
    done = run("check", "--no-cache", "--format", "json", *options, "landscape.yaml", folder=folder)
    assert (done.code, json.loads(done.out)["findings"]) == (0, [])


@pytest.mark.parametrize(
    ("wrong", "line", "message"),
    [
        (("level: warning", "level: loud"), 5, "level is loud, must be error, warning or info"),
        (("code: ACME001", "code: CALM901"), 3, "codes that begin with CALM are those of built-in rules"),
        (("'^CALM_(PROD|TEST|DEV)$'", "'(?=CALM)'"), 11, "(?=CALM) is not a regular expression of RE2"),
        (("{pattern: '^CALM_(PROD|TEST|DEV)$'}", "{not: {pattern: X}}"), 9, "a pattern below not is not supported"),
        (("system_id: {pattern", "sistem_id: {pattern"), 11, "has no field sistem_id, did you mean system_id?"),
        (
            ("system_id: {pattern", "xyzzy: {pattern"),
            11,
            "communication_system has no field xyzzy, must be one of system_id, ",
        ),
        (
            ("system_id: {pattern", "port: {properties: {a: {const: b}}}\n        system_id: {pattern"),
            11,
            "port has no field a, it holds a single value",
        ),
        (("unique: region", "unique: regoin"), 42, "cloud_alm_tenant has no field regoin, did you mean region?"),
        (
            ("unique: region", "compare: {field: id, is: equal to, other: nmae}"),
            42,
            "has no field nmae, did you mean name?",
        ),
        (
            ("unique: region", "compare: {field: nmae, is: equal to, other: id}"),
            42,
            "has no field nmae, did you mean name?",
        ),
        (("role: {const: production}", "rolle: {const: production}"), 62, "has no field rolle, did you mean role?"),
        (
            ("role: {const: production}", "transports: {items: {properties: {stats: {const: released}}}}"),
            62,
            "an entry of transports has no field stats, did you mean status?",
        ),
        (
            ("role: {const: production}", "transports: {properties: {status: {const: released}}}"),
            62,
            "transports is a list and has no field status, items and contains look at its entries",
        ),
        (
            ("required: [connected_on]", "not: {anyOf: [{required: [id, conected_on]}]}"),
            64,
            "has no field conected_on, did you mean connected_on?",
        ),
        (("System ID is {value}", "System ID is {valeu}"), 6, "unknown placeholder {valeu}, did you mean {value}?"),
        (("System ID is {value}", "System ID is { value }"), 6, "unknown placeholder { value }, did you mean {value}?"),
        (("System ID is {value}", "{severity} {value}"), 6, "unknown placeholder {severity}, must be {value} or {id}"),
        (("{pattern: '^CALM_(PROD|TEST|DEV)$'}", "{$ref: file:///etc/passwd}"), 11, "unknown key $ref"),
    ],
)
def test_fault_of_a_rule_file_has_a_line_and_other_rules_run(
    folder: Path, wrong: tuple[str, str], line: int, message: str
) -> None:
    (folder / "rules.yaml").write_text(POLICY.replace(*wrong, 1), "utf-8")
    (folder / "landscape.yaml").write_text(complete(AlmSystem, "port: 8443"), "utf-8")
    done = run("check", "--format", "json", "landscape.yaml", folder=folder)
    report = json.loads(done.out)
    assert done.code == 2
    assert [finding["code"] for finding in report["findings"]] == ["CALM101"]
    (error,) = report["errors"]
    assert (error["kind"], error["file"]) == ("config", "rules.yaml")
    assert error["message"].startswith(f"line {line}, column ")
    assert message in error["message"]


@pytest.mark.parametrize(
    "rule",
    [
        "for: communication_system, message: 'must be ${NAME}, as in [A-Z]{3}', must: {required: [x-owner]}",
        "for: binding, message: m, must: {properties: {labels: {const: a}, uaa: {properties: {tenantid: {const: a}}}}}",
        "for: cloud_alm_tenant, message: m, must: {properties: {binding: {required: [labels]}}}",
        "for: service_instance, message: m, must: {properties: {parameters: {properties: {own: {const: a}}}}}",
        "for: landscape, message: m, must: {properties: {s4hana_tenants: {items: {required: [connected_on]}}}}",
        "for: communication_arrangement, message: m, must: {properties: {outbound_services: {properties: "
        "{export: {properties: {run_every: {properties: {unit: {const: minutes}}}}}, other: {const: a}}}}}",
    ],
)
def test_field_that_may_be_there(rule: str) -> None:
    examples = "examples: {good: [''], bad: [{yaml: '', at: x}]}"
    text = f"rules:\n  - {{code: ACME001, name: a, level: info, why: w, {rule}, {examples}}}\n"
    rules, errors = load_rule_file("rules.yaml", text.encode())
    assert (len(rules), errors) == (1, [])


@pytest.mark.parametrize(
    ("where", "found"),
    [
        ("{properties: {client: {const: '100'}}}", ["client-100"]),
        ("{properties: {client: {}}}", ["client-100", "client-200"]),
        ("{properties: {client: {not: {const: '100'}}}}", ["client-200"]),
        ("{not: {properties: {client: {const: '100'}}}}", ["client-200"]),
        ("{anyOf: [{properties: {client: {const: '100'}}}, {properties: {host: {const: h}}}]}", ["client-100"]),
        ("{allOf: [{properties: {client: {const: '200'}}}]}", ["client-200"]),
        ("{not: {required: [client]}}", ["no-client"]),
    ],
)
def test_where_needs_the_field(folder: Path, where: str, found: list[str]) -> None:
    tenants = ("- {id: client-100, role: test, client: 100}", "- {id: client-200, role: test, client: 200}")
    text = f"s4hana_tenants: [{', '.join(each[2:] for each in tenants)}, {{id: no-client, role: test}}]"
    (folder / "landscape.yaml").write_text(f"format: 1\ncloud_alm_tenants: [{{id: a, usage: test}}]\n{text}\n", "utf-8")
    (folder / "rules.yaml").write_text(
        "rules:\n  - {code: ACME001, name: a, level: info, why: w, for: s4hana_tenant, message: '{id}', "
        f"where: {where}, must: {{required: [first_import_on]}}, "
        "examples: {good: [''], bad: [{yaml: '', at: x}]}}\n",
        "utf-8",
    )
    done = run("check", "--select", "ACME001", "--format", "json", "landscape.yaml", folder=folder)
    assert [finding["message"] for finding in json.loads(done.out)["findings"]] == found


def test_code_that_is_taken(folder: Path) -> None:
    (folder / "rules.yaml").write_text(POLICY.replace("ACME002", "ACME001"), "utf-8")
    done = run("landscape.yaml", folder=folder)
    assert done.code == 2
    assert "ACME001 allowed-regions is left out: there is ACME001 system-id-pattern already" in done.err


def test_secret_in_a_message_is_masked(folder: Path) -> None:
    rule = POLICY.partition("  - code: ACME002")[0].replace("for: communication_system", "for: outbound_user")
    (folder / "rules.yaml").write_text(rule.replace("system_id: {pattern", "client_secret: {pattern"), "utf-8")
    secret = "Qm9ndXMtc2VjcmV0LW9mLWFjbWU="
    (folder / "landscape.yaml").write_text(complete(AlmUser, f"client_secret: {secret}"), "utf-8")
    done = run("landscape.yaml", folder=folder)
    assert "ACME001" in done.out
    assert secret not in done.out + done.err


def test_examples_of_the_policy_hold() -> None:
    rules, errors = load_rule_file("rules.yaml", POLICY.encode())
    assert errors == []
    assert [problem for rule in rules for problem in problems(rule)] == []
    assert len(rules) == 4


def test_new_rule_starts_with_an_example_that_fails(tmp_path: Path) -> None:
    assert run("new-rule", "landscape-name", folder=tmp_path).code == 0
    done = run("test", "landscape-name.yaml", folder=tmp_path)
    assert (done.code, done.err) == (1, "")
    assert "'name: Nobody' is bad, must have one finding, has 0" in done.out
    assert run("new-rule", "landscape-name", folder=tmp_path).code == 2


@pytest.mark.parametrize(
    ("pattern", "text", "found"),
    [
        ("^CALM_[A-Z]+$", "CALM_PROD", True),
        ("^CALM_[A-Z]+$", "CALM_1", False),
        ("b{2,3}c", "abbbbc", True),
        ("^(a|bc)*?d?$", "abcad", True),
        (r"^\d\w\s[^x-z.]$", "1a b", True),
        (r"^\d\w\s[^x-z.]$", "1a y", False),
        ("^a$", "a\n", False),
        ("(?i)^calm", "CALM", True),
        ("((a*)*)*b", "aab", True),
        ("^a{500}$", "a" * 500, True),
        (r"^\w$", "é", False),
        ("^é.$", "éß", True),
        ("", "", True),
    ],
)
def test_pattern(pattern: str, text: str, found: bool) -> None:
    assert Pattern(pattern).found_in(text) is found


@pytest.mark.parametrize(
    "pattern", ["(a+)+$", "^(a|a)*$", "(a|aa)+$", "a*a*a*a*a*b$", "(.*a){20}$", "(a?){50}a{50}$", "((a?){9}){99}b"]
)
def test_evil_pattern_ends(pattern: str) -> None:
    """With `re`, the first of them takes longer than anyone waits."""
    assert not Pattern(pattern).found_in("a" * 40_000 + "!")


@pytest.mark.parametrize("pattern", ["(", "[z-a]", "(?=a)", r"(a)\1", "a{1001}", "(?:(?:a[ab]|[ab]a|){100}){100}$x"])
def test_pattern_that_is_refused(pattern: str) -> None:
    with pytest.raises(RuleError):
        Pattern(pattern)
