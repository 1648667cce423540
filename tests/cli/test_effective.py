"""`calm-lint config`, and the levels that `rules` and `explain` show: what applies here, and where that comes from."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest

from command_line import run

ROOT = Path(__file__).parents[2]

BASE = """\
protected = ["double-alm-connection", "system-port"]
fail-on = "warning"

[severity]
CALM101 = "error"
split-landscape = "error"
"""
NESTED = """\
[tool.calm-lint]
extend = "../calm-lint.toml"
ignore = [
  "CALM1",
  "CALM508",
]
baseline = "base.json"
exclude = ["old/"]

[tool.calm-lint.per-file-ignores]
"pilot.*" = ["run-every", "CALM101"]
"""
TEXT = """\
one/pilot.landscape.yaml: one/pyproject.toml, which extends calm-lint.toml
above: calm-lint.toml, whose protected rules count
profile: none (default)
fail-on: warning (calm-lint.toml:2)
baseline: one/base.json (one/pyproject.toml:7)
rules-as-of: none (default)
required-version: none (default)
exclude: old/ (one/pyproject.toml:8)

CALM001  yaml-syntax                       error    protected always
"""


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Path(".git").mkdir()
    Path("one").mkdir()
    Path("calm-lint.toml").write_text(BASE)
    Path("one/pyproject.toml").write_text(NESTED)
    return tmp_path


def config(*args: str) -> dict[str, Any]:
    code, out, err = run("config", "--format=json", *args)
    assert (code, err) == (0, "")
    found: dict[str, Any] = json.loads(out)
    return found


def rule(found: dict[str, Any], code: str) -> dict[str, Any]:
    (entry,) = (each for each in found["rules"] if each["code"] == code)
    assert isinstance(entry, dict)
    return entry


def origin(kind: str, **more: object) -> dict[str, object]:
    return {"kind": kind, "profile": None, "file": None, "key": None, "line": None, "option": None, **more}


def configured(file: str, key: str, line: int) -> dict[str, object]:
    return origin("configuration", file=file, key=key, line=line)


def test_text() -> None:
    code, out, err = run("config", "one/pilot.landscape.yaml", "--ignore=CALM307", "--extend-select=CALM112")
    assert (code, err) == (0, "")
    assert out.startswith(TEXT)
    lines = {line[:7]: line[43:] for line in out.splitlines() if line.startswith("CALM")}
    assert lines["CALM002"] == "error"
    assert lines["CALM101"] == "error    level from calm-lint.toml:5, protected by calm-lint.toml:1"
    assert lines["CALM102"] == "off      ignored by one/pyproject.toml:4"
    assert lines["CALM112"] == "warning  selected by --extend-select"
    assert lines["CALM306"] == "off      ignored by one/pyproject.toml:11"
    assert lines["CALM307"] == "off      ignored by --ignore"
    assert lines["CALM401"] == "error    protected by calm-lint.toml:1"
    assert lines["CALM408"] == "error    level from calm-lint.toml:6"
    assert lines["CALM508"] == "off      ignored by one/pyproject.toml:5"


def test_json() -> None:
    found = config("one/pilot.landscape.yaml")
    assert {key: found[key] for key in ("version", "file", "configuration", "extends", "above")} == {
        "version": 1,
        "file": "one/pilot.landscape.yaml",
        "configuration": "one/pyproject.toml",
        "extends": ["calm-lint.toml"],
        "above": ["calm-lint.toml"],
    }
    assert found["settings"] == {
        "profile": {"value": None, "origin": origin("default")},
        "fail-on": {"value": "warning", "origin": configured("calm-lint.toml", "fail-on", 2)},
        "baseline": {"value": "one/base.json", "origin": configured("one/pyproject.toml", "baseline", 7)},
        "rules-as-of": {"value": None, "origin": origin("default")},
        "required-version": {"value": None, "origin": origin("default")},
        "exclude": {"value": ["old/"], "origin": configured("one/pyproject.toml", "exclude", 8)},
    }
    assert rule(found, "CALM101") == {
        "code": "CALM101",
        "name": "system-port",
        "applied": True,
        "applied_origin": configured("calm-lint.toml", "protected", 1),
        "severity": "error",
        "default_severity": "error",
        "severity_origin": configured("calm-lint.toml", "severity", 5),
        "protected": configured("calm-lint.toml", "protected", 1),
    }
    assert rule(found, "CALM306")["applied_origin"] == configured("one/pyproject.toml", "per-file-ignores", 11)
    assert rule(config("one/other.landscape.yaml"), "CALM306")["applied"] is True
    assert rule(found, "CALM205")["protected"] == origin("default")
    assert rule(found, "CALM408")["default_severity"] == "warning"


def test_options_of_check() -> None:
    found = config("one/pilot.landscape.yaml", "--select=CALM110", "--no-config")
    assert (found["configuration"], found["extends"], found["above"]) == (None, [], [])
    applied = {each["code"]: each["applied_origin"] for each in found["rules"] if each["applied"]}
    assert applied["CALM110"] == origin("option", option="--select")
    assert {"CALM110", "CALM001", "CALM205"} <= applied.keys()
    assert rule(found, "CALM306")["applied_origin"] == origin("option", option="--select")
    assert config("one/a.yaml", "--config=calm-lint.toml")["configuration"] == "calm-lint.toml"


def test_level_that_is_kept_has_its_protection_as_the_origin() -> None:
    Path("one/pyproject.toml").write_text("[tool.calm-lint]\nseverity.system-port = 'info'")
    entry = rule(config("one/a.yaml"), "CALM101")
    assert (entry["severity"], entry["severity_origin"]) == ("error", configured("calm-lint.toml", "protected", 1))


def test_documented_text_is_what_comes_out() -> None:
    page = (ROOT / "docs" / "configuration.md").read_text("utf-8")
    documented = page.split("calm-lint config customers/acme/landscape.yaml\n")[1].split("```text\n")[1].split("```")[0]
    Path("calm-lint.toml").write_text(
        'protected = ["CALM401"]\nfail-on = "warning"\n\n[severity]\nsplit-landscape = "error"'
    )
    Path("customers/acme").mkdir(parents=True)
    Path("customers/acme/calm-lint.toml").write_text('extend = "../../calm-lint.toml"\nignore = ["CALM508"]')
    out = run("config", "customers/acme/landscape.yaml")[1]
    above, below = documented.split("…\n")
    assert out.startswith(above)
    assert [line for line in below.splitlines() if line not in out.splitlines()] == []


def test_it_says_what_check_applies() -> None:
    """The rules are those that find something in the file that has every fault."""
    file = Path("one/pilot.landscape.yaml")
    file.write_text((ROOT / "tests/rules/every_fault.landscape.yaml").read_text("utf-8"))
    Path("one/pyproject.toml").write_text(NESTED.replace("baseline", "# baseline"))
    findings = json.loads(run("check", "--format=json", str(file))[1])["findings"]
    applied = {each["code"]: each for each in config(str(file))["rules"] if each["applied"]}
    assert len(findings) > 20
    assert {each["code"] for each in findings} <= applied.keys()
    everything = json.loads(run("check", "--no-config", "--format=json", str(file))[1])["findings"]
    assert {each["code"] for each in everything} & applied.keys() == {each["code"] for each in findings}
    for each in findings:
        # Some rules give single findings a level of their own.
        assert each["severity"] == applied[each["code"]]["severity"] or each["code"] in (
            "CALM006",
            "CALM301",
            "CALM402",
        )


def test_broken_configuration_is_an_error() -> None:
    Path("calm-lint.toml").write_text("ignore = ['CALMX']")
    code, out, err = run("config", "one/a.yaml")
    assert (code, out) == (2, "")
    assert err.startswith("calm-lint: calm-lint.toml: line 1: there is no rule CALMX")
    assert run("config", "one/a.yaml", "--select=C")[0] == 2
    assert run("config", "one/a.yaml", "--config=calm-lint.toml", "--no-config")[0] == 2
    assert run("config")[0] == 2


def test_folder_is_no_file() -> None:
    code, out, err = run("config", "one")
    assert (code, out) == (2, "")
    assert "is a directory" in err


def test_rules_and_explain_show_levels_here() -> None:
    lines = {line[:7]: line[34:].strip() for line in run("rules")[1].splitlines()}
    assert lines["CALM408"] == "warning  here: error"
    assert lines["CALM101"] == "error"
    listed = {each["code"]: each for each in json.loads(run("rules", "--format=json")[1])["rules"]}
    assert (listed["CALM408"]["severity"], listed["CALM408"]["effective"]) == ("warning", "error")
    assert (listed["CALM101"]["severity"], listed["CALM101"]["effective"]) == ("error", "error")
    head, _, *rows = run("rules", "--format=markdown")[1].splitlines()
    assert head == "| code | name | level | rung | fix | source | here |"
    assert [row.split("|")[-2] for row in rows if row.startswith("| CALM408 ")] == [" error "]
    assert "\nHere: error (calm-lint.toml)\n" in run("explain", "CALM408")[1]
    assert "\nHere: " not in run("explain", "CALM101")[1]
    os.chdir("one")
    assert "\nHere: off (pyproject.toml)\n" in run("explain", "CALM102")[1]
    listed = {each["code"]: each for each in json.loads(run("rules", "--format=json")[1])["rules"]}
    assert listed["CALM102"]["effective"] == "off"
    assert "CALM102" in run("rules")[1]
    assert " here: off\n" in run("rules")[1]
