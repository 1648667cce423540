"""Configurations that extend others: what is inherited, what is replaced, and what is wrong with a chain."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from calm_lint.api import AlmSystem
from calm_lint.rulebook.examples import complete
from command_line import Done, put, run

# CALM101, CALM102, CALM112 and, as a warning, CALM311.
FAULTS = complete(AlmSystem, "port: 8443\nhost_name: https://eu10.alm.cloud.sap/api").replace(
    "run_every: 5 minutes", "run_every: 300 seconds", 1
)
RULE = """\
rules:
  - code: ACME001
    name: acme-port
    level: warning
    message: "Port is {value}, must be 444"
    why: The proxy.
    for: communication_system
    must: {properties: {port: {const: 444}}}
    examples:
      good: ["port: 444"]
      bad: [{yaml: "port: 80", at: "80"}]
"""
BASE = 'extend = "../calm-lint.toml"\n'


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    # Paths of a configuration stay in the repository.
    Path(".git").mkdir()
    put("one/a.yaml", FAULTS)
    return tmp_path


def check(*args: str) -> Done:
    return run("check", "--format", "concise", *args)


def found(*args: str) -> set[str]:
    """Return the codes of the findings, those that are no errors with their level; nothing else is wrong."""
    _, out, err = check(*(args or ("one/a.yaml",)))
    assert err == ""
    words = (line.split()[1:3] for line in out.splitlines())
    return {code if level == "error" else f"{level} {code}" for level, code in words}


ALL = {"CALM101", "CALM102", "warning CALM112", "warning CALM311"}


def test_without_extend_a_nested_configuration_stands_alone() -> None:
    put("calm-lint.toml", 'ignore = ["CALM1"]')
    put("one/calm-lint.toml", "")
    assert found() == ALL


@pytest.mark.parametrize(
    ("base", "child", "expected"),
    [
        ('ignore = ["CALM1"]', "", {"warning CALM311"}),
        # What it ignores comes to it.
        ('ignore = ["CALM101"]', 'ignore = ["CALM102"]', {"warning CALM112", "warning CALM311"}),
        # What it selects takes the place of all that.
        ('ignore = ["CALM101"]', 'select = ["CALM1"]', {"CALM101", "CALM102", "warning CALM112"}),
        ('select = ["CALM101"]\nextend-select = ["CALM102"]', 'select = ["CALM311"]', {"warning CALM311"}),
        ('select = ["CALM101"]', 'extend-select = ["CALM102"]', {"CALM101", "CALM102"}),
        ('ignore = ["CALM1"]', 'extend-select = ["CALM101"]', {"CALM101", "warning CALM311"}),
        # Of tables, each key is replaced.
        (
            'severity = {CALM101 = "info", CALM102 = "info"}',
            'severity = {CALM101 = "warning"}',
            {"warning CALM101", "info CALM102", "warning CALM112", "warning CALM311"},
        ),
        # Of two names for one rule, the later counts.
        (
            'select = ["CALM10"]\nseverity = {system-port = "info", CALM101 = "info"}',
            'severity = {system-port = "warning"}',
            {"warning CALM101", "CALM102"},
        ),
        (
            'per-file-ignores = {"*.yaml" = ["CALM1"], "a.*" = ["CALM3"]}',
            'per-file-ignores = {"*.yaml" = ["CALM101"]}',
            {"CALM102", "warning CALM112"},
        ),
        ('protected = ["CALM101"]', 'ignore = ["ALL"]\nprotected = ["CALM102"]', {"CALM101", "CALM102"}),
    ],
)
def test_what_is_inherited(base: str, child: str, expected: set[str]) -> None:
    put("calm-lint.toml", base)
    put("one/calm-lint.toml", BASE + child)
    assert found() == expected


def test_scalars_and_exclude_are_replaced() -> None:
    put("calm-lint.toml", 'fail-on = "never"\nexclude = ["*.landscape.yaml"]')
    put("one/a.landscape.yaml", FAULTS)
    put("one/b.landscape.yaml", FAULTS)
    put("one/calm-lint.toml", BASE)
    assert check("one/a.yaml")[0] == 0
    assert check("one")[0] == 2
    put("one/calm-lint.toml", BASE + 'fail-on = "info"\nexclude = ["a.*"]')
    code, out, _ = check("one")
    assert code == 1
    assert {line.split(":")[0] for line in out.splitlines()} == {"one/b.landscape.yaml"}
    put("one/calm-lint.toml", BASE + "exclude = []")
    assert len({line.split(":")[0] for line in check("one")[1].splitlines()}) == 2


def test_paths_and_patterns_stay_relative_to_their_file() -> None:
    put("calm-lint.toml", 'baseline = "base.json"\nper-file-ignores = {"/one/a.yaml" = ["CALM1"]}')
    put("one/calm-lint.toml", BASE)
    assert check("--write-baseline=base.json", "one/a.yaml")[0] == 0
    assert found() == set()
    os.chdir("one")
    assert found("a.yaml") == set()


def test_declarative_rules_are_inherited_and_may_be_named() -> None:
    put("lint/rules.yaml", RULE)
    put("calm-lint.toml", 'select = ["ACME"]\nrules = ["lint/rules.yaml"]')
    put("one/calm-lint.toml", BASE)
    assert found() == {"warning ACME001"}
    put("one/calm-lint.toml", f'{BASE}severity.acme-port = "error"')
    assert found() == {"ACME001"}


def test_options_of_rules_are_merged_by_rule() -> None:
    put("one/a.yaml", FAULTS.replace("region: eu10", "region: eu30"))
    put("calm-lint.toml", 'select = ["CALM109"]\nrule-options.CALM109.also = ["eu30"]')
    put("one/calm-lint.toml", f"{BASE}rule-options.CALM312 = {{}}")
    assert found() == set()


@pytest.mark.parametrize("name", ["pyproject.toml", "base.toml"])
def test_any_file_may_be_extended(name: str) -> None:
    put(name, ("[tool.calm-lint]\n" if name == "pyproject.toml" else "") + 'select = ["CALM101"]')
    put("one/pyproject.toml", f'[tool.calm-lint]\nextend = "../{name}"')
    assert found() == {"CALM101"}


WRONG = {
    "\nextend = '../gone.toml'": "line 2: extend is ../gone.toml, which does not exist: name a configuration file",
    "extend = '..'": "line 1: extend is .., which is no file: name a configuration file",
    "extend = '../pyproject.toml'": "line 1: extend is ../pyproject.toml, which has no table [tool.calm-lint]",
    "extend = ''": "line 1: extend is empty, must be given",
    "extend = 5": "line 1: extend is the number 5, must be text",
    "extend = 'calm-lint.toml'": ("line 1: extend goes round in a circle: one/calm-lint.toml > one/calm-lint.toml"),
}


@pytest.mark.parametrize("text", WRONG)
def test_wrong_extend(text: str) -> None:
    put("pyproject.toml", "[tool.other]")
    put("one/calm-lint.toml", text)
    code, out, err = check("one/a.yaml")
    assert (code, err) == (2, f"calm-lint: one/calm-lint.toml: {WRONG[text]}\n")
    assert len(out.splitlines()) == 4


def test_fault_in_the_extended_file_is_reported_once_with_its_place() -> None:
    put("calm-lint.toml", '\nignore = ["sytem-port"]')
    put("one/calm-lint.toml", BASE)
    put("b.yaml", FAULTS)
    code, _, err = check("one/a.yaml", "b.yaml")
    assert (code, err) == (
        2,
        "calm-lint: calm-lint.toml: line 2: there is no rule sytem-port, did you mean system-port?\n",
    )


def test_circle_of_two() -> None:
    put("calm-lint.toml", 'extend = "one/calm-lint.toml"')
    put("one/calm-lint.toml", BASE)
    code, _, err = check("one/a.yaml")
    assert code == 2
    assert "line 1: extend goes round in a circle: " in err
    assert err.count("\n") == 1


def test_chain_that_is_too_long() -> None:
    for number in range(20):
        put(f"c{number}.toml", f'extend = "c{number + 1}.toml"\n' if number < 19 else "")
    assert check("--config=c4.toml", "one/a.yaml")[0] == 1
    code, _, err = check("--config=c3.toml", "one/a.yaml")
    assert code == 2
    assert "line 1: extend leads through more than 16 files" in err
