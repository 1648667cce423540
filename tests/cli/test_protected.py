"""What `protected` keeps, against everything that could take it away."""

from __future__ import annotations

from pathlib import Path

import pytest

from calm_lint.api import AlmSystem, AlmUser, Landscape
from calm_lint.rulebook.examples import complete
from command_line import Done, put, run

GOOD = complete(Landscape, "")
PORT = complete(AlmSystem, "port: 8443")
SECRET = complete(AlmUser, "client_secret: hunter2hunter2")
RULE = """\
rules:
  - code: ACME001
    name: acme-port
    level: warning
    message: "Port is {value}, must be 8443"
    why: The proxy.
    for: communication_system
    must: {properties: {port: {const: 8443}}}
    examples:
      good: ["port: 8443"]
      bad: [{yaml: "port: 80", at: "80"}]
"""


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Path(".git").mkdir()
    return tmp_path


def check(*args: str) -> Done:
    return run("check", "--format", "concise", *args)


def found(*args: str) -> set[tuple[str, str]]:
    """Return the level and the code of each finding; at the most, the rest of the run had nothing to check."""
    _, out, err = check(*args)
    assert err == "" or err.startswith("calm-lint: nothing was checked")
    return {(line.split()[1], line.split()[2]) for line in out.splitlines()}


TAKEN_AWAY = [
    'ignore = ["ALL"]',
    'ignore = ["CALM101"]',
    'select = ["CALM102"]',
    'per-file-ignores = {"*" = ["system-port"]}',
    'severity = {system-port = "info"}',
    'severity = {CALM1 = "warning"}',
]


@pytest.mark.parametrize("text", TAKEN_AWAY)
def test_nested_configuration_does_not_take_it_away(text: str) -> None:
    put("calm-lint.toml", 'protected = ["CALM101"]')
    put("one/two/calm-lint.toml", text)
    put("one/two/a.yaml", PORT)
    assert found("one/two/a.yaml") == {("error", "CALM101")}


@pytest.mark.parametrize("text", TAKEN_AWAY)
def test_without_protection_it_is_taken_away(text: str) -> None:
    put("calm-lint.toml", text)
    put("a.yaml", PORT)
    assert found("a.yaml") != {("error", "CALM101")}


def test_all_configurations_up_to_the_root_protect() -> None:
    put("calm-lint.toml", 'protected = ["CALM101"]')
    put("one/pyproject.toml", "[tool.calm-lint]\nprotected = ['CALM205']")
    put("one/two/.calm-lint.toml", 'ignore = ["ALL"]')
    put("one/two/a.yaml", PORT)
    assert found("one/two/a.yaml") == {("error", "CALM101")}
    # Beyond the root of the repository, other people's files stand.
    Path("one/.git").mkdir()
    assert found("one/two/a.yaml") == set()


def test_without_a_repository_all_folders_above_count() -> None:
    put("calm-lint.toml", 'protected = ["CALM101"]')
    put("one/two/calm-lint.toml", 'ignore = ["ALL"]')
    put("one/two/a.yaml", PORT)
    Path(".git").rmdir()
    assert found("one/two/a.yaml") == {("error", "CALM101")}


def test_broken_configuration_above_fails_the_run() -> None:
    put("calm-lint.toml", 'protected = ["CALM101"')
    put("one/calm-lint.toml", 'ignore = ["ALL"]')
    put("one/a.yaml", PORT)
    code, _, err = check("one/a.yaml")
    assert code == 2
    assert err.startswith("calm-lint: calm-lint.toml: is not valid TOML")


def test_command_line_and_comment_do_not_take_it_away() -> None:
    put("calm-lint.toml", 'protected = ["CALM101"]')
    put("a.yaml", PORT.replace("port: 8443", "port: 8443 # calm-lint: ignore[system-port] why"))
    for args in (["--ignore=CALM101"], ["--select=CALM102"], ["--ignore=ALL"]):
        assert ("error", "CALM101") in found(*args, "a.yaml"), args
    # Who wants no configuration does without what it protects.
    assert found("--no-config", "a.yaml") == set()


def test_baseline_does_not_take_it_away() -> None:
    put("a.yaml", PORT)
    assert check("--write-baseline=base.json", "a.yaml")[0] == 0
    put("calm-lint.toml", 'protected = ["CALM101"]\nbaseline = "base.json"')
    assert check("a.yaml")[0] == 1


def test_configuration_that_is_named_is_protected_by_those_above_it() -> None:
    put("calm-lint.toml", 'protected = ["CALM101"]')
    put("one/calm-lint.toml", 'ignore = ["ALL"]')
    put("a.yaml", PORT)
    assert found("--config=one/calm-lint.toml", "a.yaml") == {("error", "CALM101")}


def test_level_that_is_raised_where_a_rule_is_protected_is_the_lowest() -> None:
    put("calm-lint.toml", 'protected = ["CALM110"]\nseverity = {CALM110 = "error"}')
    put("one/a.yaml", complete(AlmSystem, "system_name:"))
    put("one/calm-lint.toml", "")
    assert found("one/a.yaml") == {("error", "CALM110")}
    put("one/calm-lint.toml", 'severity = {CALM110 = "warning"}')
    assert found("one/a.yaml") == {("error", "CALM110")}
    put("calm-lint.toml", 'protected = ["CALM110"]')
    assert found("one/a.yaml") == {("warning", "CALM110")}
    # Upwards is free.
    put("one/calm-lint.toml", 'severity = {CALM110 = "error"}')
    assert found("one/a.yaml") == {("error", "CALM110")}


def test_more_general_name_in_the_same_file_does_not_count() -> None:
    put("calm-lint.toml", 'protected = ["CALM101"]\nignore = ["CALM1"]\nselect = ["CALM3"]\nseverity.ALL = "info"')
    put("a.yaml", PORT)
    assert found("a.yaml") == {("error", "CALM101")}


CONTRADICTIONS = {
    'protected = ["CALM101"]\nignore = [\n"CALM102",\n"system-port"]': (
        "line 4: ignore takes system-port away, but protected in the same file keeps it: take it out of one of the two"
    ),
    'protected = ["CALM1"]\nper-file-ignores = {"a/" = ["CALM101"]}': (
        "line 2: per-file-ignores takes system-port away, but protected in the same file keeps it: "
        "take it out of one of the two"
    ),
    'ignore = ["CALM10"]\nprotected = ["CALM10"]': (
        "line 1: ignore takes system-port away, but protected in the same file keeps it: take it out of one of the two"
    ),
    'protected = ["system-port"]\n[severity]\nCALM101 = "warning"': (
        "line 3: severity lowers system-port to warning, but protected in the same file keeps it: "
        "take it out of one of the two"
    ),
}


@pytest.mark.parametrize("text", CONTRADICTIONS)
def test_contradiction_in_one_file_is_an_error(text: str) -> None:
    put("calm-lint.toml", text)
    put("a.yaml", PORT)
    code, out, err = check("a.yaml")
    assert (code, err) == (2, f"calm-lint: calm-lint.toml: {CONTRADICTIONS[text]}\n")
    assert " error CALM101 " in out


def test_raising_a_protected_rule_is_no_contradiction() -> None:
    put("calm-lint.toml", 'protected = ["CALM110", "CALM101"]\nseverity = {CALM110 = "error", CALM101 = "error"}')
    put("a.yaml", GOOD)
    assert found("a.yaml") == set()


@pytest.mark.parametrize(
    "text", ['ignore = ["CALM205"]', 'severity.CALM2 = "info"', 'select = ["CALM1"]', "ignore = ['ALL']"]
)
def test_secret_in_plain_text_always_counts(text: str) -> None:
    put("calm-lint.toml", text)
    put("a.yaml", SECRET)
    assert found("a.yaml") == {("error", "CALM205")}
    assert ("error", "CALM205") in found("--no-config", "--ignore=plaintext-secret", "a.yaml")


@pytest.mark.parametrize(
    "text", ['ignore = ["CALM001"]', 'severity.yaml-syntax = "info"', 'select = ["CALM1"]', 'ignore = ["ALL"]']
)
def test_file_that_cannot_be_read_always_counts(text: str) -> None:
    put("calm-lint.toml", text)
    put("a.yaml", "a: [")
    assert found("a.yaml") == {("error", "CALM001")}
    assert found("--no-config", "--ignore=CALM001", "a.yaml") == {("error", "CALM001")}


def test_rules_about_comments_may_be_ignored() -> None:
    put("calm-lint.toml", 'ignore = ["CALM013"]')
    put("a.yaml", PORT.replace("port: 8443", "port: 8443 # calm-lint: ignore[system-port]"))
    assert found("a.yaml") == set()


def test_declarative_rule_that_is_protected_is_applied_below() -> None:
    put("rules.yaml", RULE)
    put("calm-lint.toml", 'rules = ["rules.yaml"]\nprotected = ["acme-port"]')
    put("one/calm-lint.toml", 'ignore = ["ALL"]')
    put("one/a.yaml", GOOD)
    assert found("one/a.yaml") == {("warning", "ACME001")}
    # One file of rules may be named twice.
    put("one/calm-lint.toml", 'rules = ["../rules.yaml"]\nignore = ["ALL"]')
    assert found("one/a.yaml") == {("warning", "ACME001")}
    put("one/rules.yaml", RULE.replace("const: 8443", "const: 443"))
    put("one/calm-lint.toml", 'rules = ["rules.yaml"]')
    code, _, err = check("one/a.yaml")
    assert (code, err) == (
        2,
        "calm-lint: one/calm-lint.toml: rule ACME001 acme-port clashes with ACME001 acme-port, which is protected by a "
        "configuration above\n",
    )


def test_rules_that_are_always_applied_are_not_what_was_selected() -> None:
    put("a.yaml", GOOD)

    def summary(*args: str) -> str:
        return run("check", *args, "a.yaml").out.partition(":")[0]

    assert summary("--select=transport-not-released") == "Nothing was checked"
    assert summary("--select=plaintext-secret") == "No findings in 1 file"
    put("calm-lint.toml", 'protected = ["CALM101"]')
    assert summary("--select=transport-not-released") == "No findings in 1 file"
