"""The hand-written documentation names rules and options that exist."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from calm_lint.cli import COMMANDS
from calm_lint.model.values.facts import EDITIONS
from calm_lint.rulebook.rule import Rule
from command_line import run

ROOT = Path(__file__).parents[1]


def test_the_page_about_the_guide_names_all_rules(rules: list[Rule]) -> None:
    page = (ROOT / "docs" / "guide.md").read_text("utf-8")
    assert set(re.findall(r"CALM[0-9]{3}", page)) == {rule.code for rule in rules}


@pytest.mark.parametrize(("name", "family"), [("guide-ctms", "CALM8"), ("guide-cts", "CALM9")])
def test_pages_about_the_other_environments_name_their_rules(rules: list[Rule], name: str, family: str) -> None:
    statements = (ROOT / "docs" / f"{name}.md").read_text("utf-8").partition("## Rules by source")[0]
    named = set(re.findall(r"CALM[0-9]{3}", statements))
    codes = {rule.code for rule in rules}
    assert named <= codes
    assert {code for code in codes if code.startswith(family)} <= named
    # Each statement is checked by rules, or says why not.
    rows = [line for line in statements.splitlines() if line.startswith("| ") and "---" not in line]
    last = [line.split(" | ")[-1] for line in rows if not line.startswith("| section")]
    assert all(re.match(r"CALM|not checked: |allowed", cell) for cell in last)


def test_the_guide_names_its_rules_under_their_editions(rules: list[Rule]) -> None:
    page = (ROOT / "docs" / "guide.md").read_text("utf-8")
    sections = re.split("^## ", page.partition("## Rules by source")[0], flags=re.MULTILINE)
    texts = {edition: text for text in sections for edition in EDITIONS if text.splitlines()[0].endswith(edition)}
    assert set(texts) == set(EDITIONS)
    for rule in rules:
        if rule.source.document == "guide":
            assert rule.code in texts[rule.source.edition], rule.name


def test_rules_name_an_edition_if_they_come_from_the_guide(rules: list[Rule]) -> None:
    for rule in rules:
        editions = EDITIONS if rule.source.document == "guide" else ("",)
        assert rule.source.edition in editions, rule.name


def test_readme_shows_the_worksheet_as_it_is() -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    shown = readme.split("finding:\n\n```text\n")[1].split("```")[0]
    text = (
        (ROOT / "examples" / "landscape.yaml")
        .read_text("utf-8")
        .replace("port: 443\n        token", "port: 8443\n        token")
    )
    command = [sys.executable, "-m", "calm_lint", "worksheet", "-"]
    assert shown in subprocess.run(command, input=text, capture_output=True, text=True, check=True).stdout


def test_docs_name_all_options_of_the_commands_about_a_landscape() -> None:
    page = (ROOT / "docs" / "worksheet.md").read_text("utf-8")
    configuration = {"--config", "--no-config", "--help"}
    for name in ("init", "worksheet", "report", "graph"):
        command = [sys.executable, "-m", "calm_lint", name, "--help"]
        text = subprocess.run(command, capture_output=True, text=True, check=True).stdout
        assert [each for each in set(re.findall(r"--[a-z-]+", text)) - configuration if each not in page] == []


def test_the_page_about_fixes_shows_what_comes_out() -> None:
    page = (ROOT / "docs" / "fixes.md").read_text("utf-8")
    name = "examples/faulty.landscape.yaml"
    command = [sys.executable, "-m", "calm_lint", "check", "--diff", name]
    assert subprocess.run(command, capture_output=True, text=True, cwd=ROOT).stdout in page
    command = [
        sys.executable,
        "-m",
        "calm_lint",
        "check",
        "--fix",
        "--format",
        "concise",
        "--stdin-filename",
        name,
        "-",
    ]
    content = (ROOT / name).read_text("utf-8")
    findings = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, input=content).stderr
    left, fixed = findings[: findings.index(": fixed")].rpartition("\n")[0], page[page.index(": fixed") :]
    assert f"{left}\n" in page
    assert fixed.split("\n…\n")[0] in findings
    assert all(line in fixed for line in findings.splitlines()[-2:])


PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", ROOT / "SECURITY.md", *sorted(ROOT.glob("docs/*.md"))]


def headings(page: Path) -> set[str]:
    """Return the anchors of a page, as GitHub and the site make them."""
    text = re.sub(r"```.*?```", "", page.read_text("utf-8"), flags=re.DOTALL)
    titles = re.findall(r"^#+ (.*)$", text, re.MULTILINE)
    return {re.sub(r"[^\w -]", "", title.lower()).replace(" ", "-") for title in titles}


def test_links_lead_to_files_and_headings() -> None:
    for page in PAGES:
        for file, heading in re.findall(r"\]\(([^)#:\s]*)(?:#([^)\s]+))?\)", page.read_text("utf-8")):
            target = page.parent / file if file else page
            assert target.exists(), f"{page.name}: {file}"
            assert not heading or heading in headings(target), f"{page.name}: {file}#{heading}"


def test_headings_and_tables_stand_by_themselves() -> None:
    for page in PAGES:
        text = re.sub(r"```.*?```", "```", page.read_text("utf-8"), flags=re.DOTALL)
        assert not (run_in := re.search(r"^.+\n#+ .*$", text, re.MULTILINE)), f"{page.name}: {run_in and run_in[0]}"
        # A row after text is text as well.
        assert not (lost := re.search(r"^[^|<\n].*\n\|.*$", text, re.MULTILINE)), f"{page.name}: {lost and lost[0]}"


def test_commands_on_pages_have_these_options() -> None:
    helps = {name: run(name, "--help").out for name in COMMANDS}
    seen = 0
    for page in PAGES:
        text = page.read_text("utf-8")
        commands = re.findall(r"^(?:\$ )?calm-lint .*$|`calm-lint [^`]+`", text, re.MULTILINE)
        for command in commands:
            words = command.strip("`$ ").split(" #")[0].split()[1:]
            name = words[0] if words and words[0] in COMMANDS else "check"
            for option in re.findall(r"(?<= )--?[a-z][a-z-]*", f" {' '.join(words)}"):
                assert re.search(rf"(?m)^ .*{option}(?![a-z-])", helps[name]), f"{page.name}: {command}"
                seen += 1
    assert seen > 50


def test_tasks_on_pages_are_in_the_makefile() -> None:
    tasks = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    for page in PAGES:
        named = re.findall(r"(?:^|`)make ([a-z]+)", page.read_text("utf-8"), re.MULTILINE)
        assert set(named) <= tasks, page.name


def test_contributing_has_the_floors_of_the_import_contract() -> None:
    page = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
    rows = re.findall(r"^\| (\d+) \| (`.*?) \|", page, re.MULTILINE)
    shown = {name.rstrip("/"): int(floor) for floor, names in rows for name in re.findall(r"`(.*?)`", names)}
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]["contracts"]
    (layers,) = (each["layers"] for each in contracts if each.get("exhaustive"))
    floors = {name: floor for floor, names in enumerate(reversed(layers)) for name in names.split(" | ")}
    assert shown == {name: floor for name, floor in floors.items() if name != "__main__"}
