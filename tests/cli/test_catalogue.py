"""The list of rules and their explanations, by the real command."""

from __future__ import annotations

import json
import re

import click
import pytest

from calm_lint.cli import COMMANDS
from calm_lint.cli.commands import calm_lint
from calm_lint.rulebook.rule import Rule
from command_line import run


@pytest.mark.parametrize("name", COMMANDS)
def test_command_is_found_by_its_name(name: str) -> None:
    command = calm_lint.get_command(click.Context(calm_lint), name)
    assert command
    assert command.name == name


def test_all_rules_are_listed_in_each_format(rules: list[Rule]) -> None:
    names = [(rule.code, rule.name) for rule in rules]
    assert len(names) > 60
    assert [tuple(line.split()[:2]) for line in run("rules").out.splitlines()] == names
    listed = json.loads(run("rules", "--format", "json").out)["rules"]
    assert [(rule["code"], rule["name"]) for rule in listed] == names
    assert all(rule["why"] and rule["source"] and rule["url"].endswith(f"{rule['name']}.md") for rule in listed)
    rows = run("rules", "--format", "markdown").out.splitlines()[2:]
    assert [tuple(row.split("|")[1:3]) for row in rows] == [(f" {c} ", f" [{n}]({n}.md) ") for c, n in names]


@pytest.mark.parametrize("name", ["CALM306", "calm306", "run-every"])
def test_explain_tells_why_where_and_how(name: str) -> None:
    done = run("explain", name)
    assert done.code == 0
    assert done.out.startswith("CALM306 run-every (error)\n")
    for part in ("five minutes", "Job Execution Details", "guide, Procedure 2.3", "Wrong:", "Right:", "Fixed:"):
        assert part in done.out


def test_rules_name_the_edition_of_the_guide() -> None:
    assert "Source: guide, Procedure 2.3\nEdition: 2025-05-14\n" in run("explain", "run-every").out
    assert "Edition:" not in run("explain", "duplicate-key").out
    listed = json.loads(run("rules", "--format", "json").out)["rules"]
    editions = {rule["code"]: rule["edition"] for rule in listed}
    assert [editions[code] for code in ("CALM306", "CALM404", "CALM701", "CALM002")] == [
        "2025-05-14", "2026-01-14", "after 2026-06-10", None,
    ]  # fmt: skip
    assert "| guide, Procedure 4.5 (after 2026-06-10) |" in run("rules", "--format", "markdown").out


def test_the_rules_about_a_field_name_their_sources() -> None:
    assert run("explain", "Port").out == (
        "CALM101  system-port   error    guide, Procedure 1.3 (2025-05-14)\n"
        "CALM305  service-port  error    guide, Procedure 2.2 (2025-05-14)\n"
    )


def test_explain_guesses_what_field_was_meant() -> None:
    done = run("explain", "Prot")
    assert done.code == 2
    assert done.err.endswith("Error: there is no rule Prot, did you mean Port?\n")


def test_explain_as_json() -> None:
    (rule,) = json.loads(run("explain", "binding-file-tracked", "--format", "json").out)["rules"]
    (listed,) = (
        each for each in json.loads(run("rules", "--format", "json").out)["rules"] if each["code"] == rule["code"]
    )
    examples = rule.pop("examples")
    assert rule == listed
    assert {name for each in examples for name in each} == {"good", "yaml", "files", "today", "at", "message", "fixed"}
    assert {file["name"] for each in examples for file in each["files"]} >= {".gitignore"}
    (rule,) = json.loads(run("explain", "CALM101", "--format", "json").out)["rules"]
    assert rule["examples"][0] == {"good": True, "yaml": "port: 443", "files": [], "today": None}
    assert rule["examples"][1] == {
        "good": False, "yaml": "port: 8443", "files": [], "today": None, "at": "8443",
        "message": "Port is 8443, must be 443", "fixed": "port: 443", "safe": True,
    }  # fmt: skip
    assert len(json.loads(run("explain", "CALM10", "--format", "json").out)["rules"]) == 9


def test_explain_as_json_has_what_the_text_has(rules: list[Rule]) -> None:
    explained = json.loads(run("explain", "ALL", "--format", "json").out)["rules"]
    assert {each["code"] for each in explained if each["protected"]} == {rule.code for rule in rules if rule.protected}
    text = run("explain", "ALL").out
    examples = [example for each in explained for example in each["examples"]]
    days = [each["today"] for each in examples if each["today"]]
    assert days == re.findall(r"^(?:Wrong|Right) on ([0-9-]+):$", text, re.MULTILINE)
    assert days
    unsafe = [each for each in examples if each.get("safe") is False]
    assert len(unsafe) == text.count("Fixed, with --unsafe-fixes:") > 0


def test_explanations_fit_into_80_columns(rules: list[Rule]) -> None:
    done = run("explain", "ALL")
    assert done.out.count("Page:") == len(rules)
    # An address is not broken, and in an example its key stands before it.
    breakable = [line for line in done.out.splitlines() if len(line.split()) > 2]
    assert max(map(len, breakable)) <= 80


@pytest.mark.parametrize(
    ("label", "codes"),
    [
        ("Port", ["CALM101", "CALM305"]),
        ("port", ["CALM101", "CALM305"]),
        ("Run Every", ["CALM306", "CALM311"]),
        ("run_every", ["CALM306", "CALM311"]),
        ("System ID", ["CALM004"]),
        ("Service Status", ["CALM304"]),
    ],
)
def test_explain_lists_the_rules_about_a_field(label: str, codes: list[str]) -> None:
    done = run("explain", label)
    assert (done.code, done.err) == (0, "")
    assert [line.split()[0] for line in done.out.splitlines()] == codes
    explained = json.loads(run("explain", label, "--format", "json").out)["rules"]
    assert [each["code"] for each in explained] == codes


def test_explain_guesses_what_was_meant() -> None:
    done = run("explain", "runevery")
    assert done.code == 2
    assert "there is no rule runevery, did you mean run-every?" in done.err
