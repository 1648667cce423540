"""The formats for other programs, checked by their schemas and by other people's readers."""

from __future__ import annotations

import json
import re
import xml.etree.ElementTree as ET
from collections import Counter
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest
from jsonschema import Draft4Validator
from junitparser import JUnitXml
from markdown_it import MarkdownIt
from sarif.loader import load_sarif_file

from calm_lint.api import AlmSystem, CloudAlmTenant, Landscape, OutboundService, S4Tenant
from calm_lint.engine.linter import Linter
from calm_lint.engine.results import Gone, Report
from calm_lint.errors import RunError
from calm_lint.formats import OF_FINDINGS, render
from calm_lint.rulebook.examples import complete
from calm_lint.rulebook.options import with_options
from calm_lint.rulebook.rule import Rule
from command_line import run

ROOT = Path(__file__).parents[1]
FAULTY = (ROOT / "examples" / "faulty.landscape.yaml").read_text("utf-8")
SARIF = Draft4Validator(json.loads((ROOT / "tests" / "data" / "sarif-schema-2.1.0.json").read_text("utf-8")))

# A name that would be markup, a command or a tag in one format or another, and one that spans lines.
HOSTILE = complete(S4Tenant, "id: X").replace(
    "id: X", 'id: "a|b`c`<script>alert(1)</script>]]> ::error::%0A @all *x* [l](u)\\n\\e[31m&amp;"\n    x: 1'
)
SUPPRESSED = complete(AlmSystem, "port: 8443 # calm-lint: ignore[system-port] the pilot & others")
FILES = {
    "faulty.yaml": FAULTY,
    "good.yaml": complete(Landscape, ""),
    "hostile 100%, a:b.yaml": HOSTILE,
    "information.yaml": complete(OutboundService, "run_every: 300 seconds\njob_status: active"),
    "suppressed.yaml": SUPPRESSED,
    "two.yaml": "\U0001f600: 1\n---\n" + complete(AlmSystem, "port: 8443"),
}
ERRORS = [
    RunError("io", "cannot be read: no such file or directory", "gone, or 100%.yaml"),
    RunError("plugin", "rule X of plugin y crashed"),
]

GONE = [
    Gone("base 100%, a:b.json", f"{file}.yaml", "CALM102", "s4hana_tenants[<b>|*x*]", "Host Name ends in /api")
    for file in ("a", "a", "b")
]
SENTENCES = [
    f"finding is gone, take it out with --prune-baseline: CALM102 in {file}.yaml, "
    "s4hana_tenants[<b>|*x*]: Host Name ends in /api"
    for file in ("a", "a", "b")
]


@pytest.fixture(scope="module")
def report(rules: list[Rule]) -> Report:
    linter = Linter(rules)
    return Report([linter.lint(name, text.encode()) for name, text in FILES.items()], ERRORS, rules)


@pytest.fixture(scope="module")
def clean(rules: list[Rule]) -> Report:
    return Report([Linter(rules).lint("good.yaml", FILES["good.yaml"].encode())], [], rules)


class TestSarif:
    @pytest.fixture
    def log(self, report: Report) -> dict[str, Any]:
        text = render(report._replace(show_suppressed=True), "sarif")
        log: dict[str, Any] = json.loads(text)
        return log

    def test_follows_the_schema(self, log: dict[str, Any], clean: Report) -> None:
        assert list(SARIF.iter_errors(log)) == []
        assert list(SARIF.iter_errors(json.loads(render(clean, "sarif")))) == []
        assert SARIF.is_valid({**log, "runs": [{}]}) is False

    def test_is_read_by_sarif_tools(self, report: Report, tmp_path: Path) -> None:
        path = tmp_path / "out.sarif"
        path.write_text(render(report, "sarif"), "utf-8")
        records = load_sarif_file(str(path)).get_records()
        levels = Counter(str(each.severity) for each in report.violations)
        assert Counter(each["Severity"] for each in records) == {
            "error": levels["error"], "warning": levels["warning"], "note": levels["info"],
        }  # fmt: skip
        first = report.violations[0]
        assert (records[0]["Code"], records[0]["Line"]) == (first.rule.code, first.span.line)

    def test_rules(self, log: dict[str, Any], report: Report) -> None:
        (run,) = log["runs"]
        rules = run["tool"]["driver"]["rules"]
        assert [rule["id"] for rule in rules] == [rule.code for rule in report.rules]
        assert len({rule["name"] for rule in rules}) == len(rules)
        for rule in rules:
            # What GitHub shows of a rule, and how much of it.
            assert 0 < len(rule["shortDescription"]["text"]) <= 1024
            assert rule["help"]["text"]
            assert rule["help"]["markdown"].startswith(f"# {rule['id']} ")
            assert rule["defaultConfiguration"]["level"] in ("error", "warning", "note")
            assert urlsplit(rule["helpUri"]).scheme == "https"
        assert all(rules[each["ruleIndex"]]["id"] == each["ruleId"] for each in run["results"])

    def test_regions_are_the_text_at_fault(self, log: dict[str, Any]) -> None:
        (run,) = log["runs"]
        assert run["columnKind"] == "unicodeCodePoints"
        marked = [
            (each["ruleId"], text_at(location["region"], name))
            for each in run["results"]
            for location in [each["locations"][0]["physicalLocation"]]
            for name in [unquote(location["artifactLocation"]["uri"])]
        ]
        assert ("CALM003", "\U0001f600") in marked
        assert ("CALM101", "8443") in marked
        assert all(text for _, text in marked)

    def test_places_are_below_the_root(self, log: dict[str, Any]) -> None:
        artifacts = [each["locations"][0]["physicalLocation"]["artifactLocation"] for each in log["runs"][0]["results"]]
        assert {unquote(each["uri"]) for each in artifacts} <= FILES.keys()
        assert "hostile%20100%25%2C%20a%3Ab.yaml" in {each["uri"] for each in artifacts}
        assert {each["uriBaseId"] for each in artifacts} == {"%SRCROOT%"}

    def test_fix_is_the_edit(self, log: dict[str, Any]) -> None:
        (result,) = (
            each
            for each in log["runs"][0]["results"]
            if each["ruleId"] == "CALM101" and "two.yaml" in json.dumps(each) and "suppressions" not in each
        )
        (change,) = result["fixes"][0]["artifactChanges"]
        (replacement,) = change["replacements"]
        assert replacement["insertedContent"] == {"text": "443"}
        assert text_at(replacement["deletedRegion"], "two.yaml") == "8443"

    def test_suppressed_results_are_listed_on_demand(self, report: Report) -> None:
        # GitHub takes every result for an open alert, whatever its suppressions say.
        found = [each for each in json.loads(render(report, "sarif"))["runs"][0]["results"] if "suppressions" in each]
        assert found == []
        text = render(report._replace(show_suppressed=True), "sarif")
        (result,) = (each for each in json.loads(text)["runs"][0]["results"] if "suppressions" in each)
        assert result["suppressions"] == [
            {"kind": "inSource", "status": "accepted", "justification": "the pilot & others"}
        ]

    def test_failures_of_the_run(self, log: dict[str, Any], clean: Report) -> None:
        (invocation,) = log["runs"][0]["invocations"]
        assert invocation["executionSuccessful"] is False
        assert [each["message"]["text"] for each in invocation["toolExecutionNotifications"]] == [
            each.message for each in ERRORS
        ]
        (invocation,) = json.loads(render(clean, "sarif"))["runs"][0]["invocations"]
        assert invocation == {"executionSuccessful": True, "toolExecutionNotifications": []}

    def test_fingerprints_are_unique_and_free_of_lines(self, rules: list[Rule]) -> None:
        text = f"{FAULTY}---\n{FAULTY}"
        before, after = (fingerprints(Linter(rules), each) for each in (text, f"# moved\n\n{text}"))
        assert before == after
        assert len(set(before)) == len(before)

    def test_file_elsewhere_has_a_file_uri(self, tmp_path: Path) -> None:
        (tmp_path / "a b.yaml").write_text(FILES["two.yaml"], "utf-8")
        (tmp_path / "one").mkdir()
        for path, folder in ((str(tmp_path / "a b.yaml"), "one"), ("../a b.yaml", "one"), (tmp_path / "a b.yaml", ".")):
            done = run("check", "--format=sarif", str(path), folder=tmp_path / folder)
            result = json.loads(done.out)["runs"][0]["results"][0]
            artifact = result["locations"][0]["physicalLocation"]["artifactLocation"]
            base = json.loads(done.out)["runs"][0]["originalUriBaseIds"]["%SRCROOT%"]["uri"]
            assert base == f"{(tmp_path / folder).as_uri()}/"
            if folder == ".":
                assert artifact == {"uri": "a%20b.yaml", "uriBaseId": "%SRCROOT%"}
            else:
                assert artifact == {"uri": (tmp_path / "a b.yaml").as_uri()}


def fingerprints(linter: Linter, text: str) -> list[str]:
    log = json.loads(render(Report([linter.lint("a.yaml", text.encode())], [], linter.rules), "sarif"))
    return [next(iter(each["partialFingerprints"].values())) for each in log["runs"][0]["results"]]


def text_at(region: dict[str, int], name: str) -> str:
    """Return the text in a region of SARIF whose columns count code points."""
    lines = FILES[name].splitlines()
    assert region["startLine"] == region["endLine"]
    return lines[region["startLine"] - 1][region["startColumn"] - 1 : region["endColumn"] - 1]


class TestGithub:
    def test_annotations(self, report: Report) -> None:
        commands = [command(line) for line in render(report, "github").splitlines()]
        failures, annotations = commands[: len(ERRORS)], commands[len(ERRORS) :]
        assert [each[2] for each in failures] == [each.message for each in ERRORS]
        assert failures[0][1]["file"] == "gone, or 100%.yaml"
        told = {"error": "error", "warning": "warning", "info": "notice"}
        assert Counter((name, each["file"], each["line"], message) for name, each, message in annotations) == Counter(
            (told[each.severity], each.file, str(each.span.line), each.message) for each in report.violations
        )
        levels = [name for name, _, _ in annotations]
        assert levels == sorted(levels, key=["error", "warning", "notice"].index)
        assert set(levels) == {"error", "warning", "notice"}

    def test_clean_run_says_nothing(self, clean: Report) -> None:
        assert render(clean, "github") == ""

    def test_it_is_chosen_in_actions(self, tmp_path: Path) -> None:
        (tmp_path / "a.yaml").write_text(FAULTY, "utf-8")
        summary = tmp_path / "summary.md"
        summary.write_text("of another step\n")
        env = {"GITHUB_ACTIONS": "true", "GITHUB_STEP_SUMMARY": str(summary)}
        for args in (["a.yaml"], ["check", "a.yaml"]):
            done = run(*args, folder=tmp_path, **env)
            assert done.code == 1
            assert all(line.startswith(("::error ", "::warning ")) for line in done.out.splitlines())
        assert summary.read_text("utf-8").startswith("of another step\n## calm-lint: ")
        assert summary.read_text("utf-8").count("## calm-lint: ") == 2
        assert run("check", "--format=concise", "a.yaml", folder=tmp_path, **env).out.startswith("a.yaml:")

    def test_summary_that_cannot_be_written(self, tmp_path: Path) -> None:
        (tmp_path / "a.yaml").write_text(FILES["good.yaml"], "utf-8")
        done = run("a.yaml", folder=tmp_path, GITHUB_ACTIONS="true", GITHUB_STEP_SUMMARY=str(tmp_path))
        assert (done.code, done.out) == (2, "")
        assert done.err == f"calm-lint: {tmp_path}: cannot be written: is a directory\n"


def command(line: str) -> tuple[str, dict[str, str], str]:
    """Read a workflow command as the runner does: split first, then unescape."""
    match = re.fullmatch(r"::(\w+) ([^:]*)::(.*)", line)
    assert match
    properties = dict(each.split("=", 1) for each in match[2].split(","))
    # The escape of the percent sign comes last, so that none is read that was made by reading another.
    unescaped = {
        key: value.replace("%3A", ":").replace("%2C", ",").replace("%0A", "\n").replace("%0D", "\r").replace("%25", "%")
        for key, value in properties.items()
    }
    return match[1], unescaped, match[3].replace("%0A", "\n").replace("%0D", "\r").replace("%25", "%")


class TestGitlab:
    def test_issues(self, report: Report) -> None:
        issues = json.loads(render(report, "gitlab"))[len(ERRORS) :]
        # What GitLab asks for: these keys, these levels, and a fingerprint that no other issue has.
        assert [each["description"] for each in issues] == [each.message for each in report.violations]
        assert len({each["fingerprint"] for each in issues}) == len(issues)
        assert {each["severity"] for each in issues} == {"major", "minor", "info"}
        for issue, violation in zip(issues, report.violations, strict=True):
            assert issue["location"]["path"] == violation.file
            assert issue["location"]["lines"]["begin"] == violation.span.line >= 1
            assert violation.rule.code in issue["check_name"]

    def test_same_fault_in_two_files_has_two_fingerprints(self, rules: list[Rule]) -> None:
        files = [Linter(rules).lint(name, FAULTY.encode()) for name in ("a.yaml", "b.yaml")]
        issues = json.loads(render(Report(files, [], rules), "gitlab"))
        assert len({each["fingerprint"] for each in issues}) == len(issues)

    def test_failures_of_the_run_are_blockers(self, report: Report, clean: Report) -> None:
        failed = clean._replace(errors=[*ERRORS, ERRORS[1]])
        issues = json.loads(render(failed, "gitlab"))
        assert [(each["severity"], each["check_name"], each["description"]) for each in issues] == [
            ("blocker", "calm-lint io", "calm-lint failed: cannot be read: no such file or directory"),
            ("blocker", "calm-lint plugin", "calm-lint failed: rule X of plugin y crashed"),
        ]
        assert [each["location"]["path"] for each in issues] == ["gone, or 100%.yaml", "."]
        every = json.loads(render(report, "gitlab"))
        assert every[: len(issues)] == issues
        assert len({each["fingerprint"] for each in every}) == len(every)

    def test_clean_run_is_an_empty_list(self, clean: Report) -> None:
        assert json.loads(render(clean, "gitlab")) == []


class TestJunit:
    def test_is_read_by_junitparser(self, report: Report) -> None:
        xml = JUnitXml.fromstring(render(report, "junit").encode())
        suites = {suite.name: list(suite) for suite in xml}
        assert suites.keys() == {*FILES, "gone, or 100%.yaml", "calm-lint"}
        for file in report.files:
            cases = suites[file.name]
            failures = [case.result[0].message for case in cases if case.result]
            assert failures == [each.message for each in file.violations]
            assert cases
        assert [case.is_passed for case in suites["good.yaml"]] == [True]
        assert suites["calm-lint"][0].result[0].message == "rule X of plugin y crashed"
        assert (xml.tests, xml.failures, xml.errors) == (
            sum(map(len, suites.values())), len(report.violations), len(ERRORS),
        )  # fmt: skip

    def test_run_that_failed_never_says_that_there_are_no_findings(self, clean: Report) -> None:
        assert 'testcase name="no findings"' in render(clean, "junit")
        written = render(clean._replace(errors=ERRORS), "junit")
        assert "no findings" not in written
        xml = JUnitXml.fromstring(written.encode())
        assert (xml.tests, xml.errors) == (3, 2)
        assert [case.name for suite in xml for case in suite] == ["was read", "io", "plugin"]

    def test_suppressed_case_is_skipped(self, report: Report) -> None:
        xml = JUnitXml.fromstring(render(report._replace(show_suppressed=True), "junit").encode())
        (case,) = (case for suite in xml if suite.name == "suppressed.yaml" for case in suite)
        assert case.is_skipped
        assert case.result[0].message == "suppressed by a comment: the pilot & others"

    def test_characters_that_xml_forbids(self, rules: list[Rule]) -> None:
        names = ["a\x00b\x0b.yaml", "a\ufffe\ud800.yaml", "<&\">'.yaml"]
        files = [Linter(rules).lint(name, FAULTY.encode()) for name in names]
        root = ET.fromstring(render(Report(files, [], rules), "junit"))  # noqa: S314 - it is our own
        assert [suite.get("name") for suite in root][2] == "<&\">'.yaml"


class TestMarkdown:
    def test_table_says_what_was_found(self, report: Report) -> None:
        tokens = MarkdownIt("commonmark").enable("table").parse(render(report, "markdown"))
        cells = [text(token.children or []) for token in tokens if token.type == "inline"]
        table = cells[cells.index("level") :][4:-1]
        rows = [table[start : start + 4] for start in range(0, len(table), 4)]
        assert rows == [
            [
                str(each.severity),
                f"{each.rule.code} {each.rule.name}",
                f"{each.file}:{each.span.line}:{each.span.column}",
                each.message,
            ]
            for each in report.violations
        ]
        # Nothing of the file is markup: there are no other links, and no tags.
        inner = [child.type for token in tokens for child in token.children or []]
        assert Counter(inner)["link_open"] == len(rows)
        assert not {"html_inline", "em_open", "code_inline", "image"} & set(inner)

    def test_failures_of_the_run(self, report: Report) -> None:
        written = render(report, "markdown")
        assert "- **io**: gone, or 100%.yaml: cannot be read: no such file or directory\n" in written
        assert re.match(r"## calm-lint: the run failed with \d+ errors, \d+ warnings and \d+ info\n", written)

    def test_run_that_failed_never_says_that_there_are_no_findings(self, clean: Report) -> None:
        assert render(clean._replace(errors=ERRORS[1:]), "markdown") == (
            "## calm-lint: the run failed\n\n- **plugin**: rule X of plugin y crashed\n\n"
            f"Not everything was checked. Read: 1 file, 1 S/4HANA tenant, {len(clean.rules)} rules.\n"
        )

    def test_clean_run(self, clean: Report) -> None:
        count = len(clean.rules)
        assert render(clean, "markdown") == (
            f"## calm-lint: no findings\n\n1 file, 1 S/4HANA tenant, {count} rules checked.\n"
        )

    def test_summary_of_very_many_findings_is_bounded(self, rules: list[Rule]) -> None:
        name = "\U0001f600" * 400
        many = "".join(f"{name}{number}: 1\n" for number in range(1000))
        file = Linter(rules).lint(name, many.encode())
        failures = [RunError("io", name, name)] * 1000
        written = render(Report([file], failures, rules), "markdown")
        # GitHub refuses a summary of more than 1 MiB.
        assert len(written.encode()) < 1024 * 1024
        assert f"\n{len(file.violations) - 200} more findings.\n" in written
        assert "\n800 more failures.\n" in written


class TestGone:
    """The entries of a baseline whose findings are gone, in a run that they fail and in one that they do not."""

    @pytest.fixture(params=[False, True], ids=["lenient", "strict"])
    def gone(self, clean: Report, request: pytest.FixtureRequest) -> Report:
        return clean._replace(gone=GONE, strict=request.param)

    def test_lines_for_people(self, gone: Report) -> None:
        assert render(gone, "concise").splitlines() == [f"base 100%, a:b.json: {each}" for each in SENTENCES]
        lines = render(gone, "text").splitlines()
        assert lines[:3] == [f"gone: base 100%, a:b.json: {each}" for each in SENTENCES]
        assert lines[4].startswith("No findings (3 gone from the baseline) in 1 file")

    def test_quiet_run_lists_what_fails_it(self, gone: Report) -> None:
        for form in ("text", "concise"):
            assert render(gone._replace(quiet=True), form).count("is gone") == (3 if gone.strict else 0)

    def test_long_lists_are_cut(self, gone: Report) -> None:
        for form in ("text", "concise", "github"):
            written = render(gone._replace(most=1), form)
            assert written.count("finding is gone,") == 1
            assert "2 more baseline entries whose findings are gone: --limit findings=NUMBER lists more" in written

    def test_json(self, gone: Report) -> None:
        written = json.loads(render(gone, "json"))
        assert written["summary"]["gone"] == 3
        assert written["findings"] == []
        assert written["gone"][2] == {
            "baseline": "base 100%, a:b.json",
            "file": "b.yaml",
            "code": "CALM102",
            "entity": "s4hana_tenants[<b>|*x*]",
            "message": "Host Name ends in /api",
        }

    def test_sarif(self, gone: Report) -> None:
        log = json.loads(render(gone, "sarif"))
        assert list(SARIF.iter_errors(log)) == []
        (invocation,) = log["runs"][0]["invocations"]
        assert invocation["executionSuccessful"] is True
        notifications = invocation["toolExecutionNotifications"]
        assert [each["message"]["text"] for each in notifications] == SENTENCES
        assert {each["level"] for each in notifications} == {"error" if gone.strict else "warning"}
        uri = notifications[0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
        assert unquote(uri) == "base 100%, a:b.json"

    def test_github(self, gone: Report) -> None:
        level = "error" if gone.strict else "notice"
        assert [command(line) for line in render(gone, "github").splitlines()] == [
            (level, {"file": "base 100%, a:b.json", "title": "CALM102 is gone"}, each) for each in SENTENCES
        ]

    def test_gitlab(self, gone: Report) -> None:
        issues = json.loads(render(gone, "gitlab"))
        assert [each["description"] for each in issues] == SENTENCES
        assert len({each["fingerprint"] for each in issues}) == 3
        assert {each["severity"] for each in issues} == {"major" if gone.strict else "info"}
        assert {each["check_name"] for each in issues} == {"CALM102 gone"}
        assert issues[0]["location"] == {"path": "base 100%, a:b.json", "lines": {"begin": 1, "end": 1}}

    def test_junit(self, gone: Report) -> None:
        xml = JUnitXml.fromstring(render(gone, "junit").encode())
        (suite,) = (suite for suite in xml if suite.name == "base 100%, a:b.json")
        assert [case.result[0].message for case in suite] == SENTENCES
        assert {case.is_skipped for case in suite} == {not gone.strict}
        assert (xml.failures, xml.skipped, xml.errors) == ((3, 0, 0) if gone.strict else (0, 3, 0))

    def test_markdown(self, gone: Report) -> None:
        written = render(gone, "markdown")
        assert ("They fail the run." in written) is gone.strict
        tokens = MarkdownIt("commonmark").enable("table").parse(written)
        cells = [text(token.children or []) for token in tokens if token.type == "inline"]
        assert "Gone from the baseline" in cells
        table = cells[cells.index("baseline") :][4:-1]
        message = "s4hana_tenants[<b>|*x*]: Host Name ends in /api"
        assert table == [cell for each in GONE for cell in ("base 100%, a:b.json", "CALM102", each.file, message)]

    def test_nothing_is_said_where_nothing_is_gone(self, clean: Report) -> None:
        for form in OF_FINDINGS:
            assert "is gone" not in render(clean._replace(strict=True), form)


def test_fingerprints_leave_hints_out(rules: list[Rule]) -> None:
    known = "region: xx10"
    more = [with_options(each, {"also": ["eu30"]}) if each.name == "unknown-region" else each for each in rules]
    for form in ("gitlab", "sarif"):
        written = [
            render(Report([Linter(each).lint("a.yaml", complete(CloudAlmTenant, known).encode())], [], each), form)
            for each in (rules, more)
        ]
        assert written[0] != written[1]
        prints = [re.findall(r'"(?:fingerprint|entityAndMessage/v1)": "(\w+)"', each) for each in written]
        assert prints[0] == prints[1] != []


def text(tokens: list[Any]) -> str:
    return "".join(token.content for token in tokens)


def test_same_input_gives_the_same_bytes(report: Report) -> None:
    for name in ("sarif", "github", "gitlab", "junit", "markdown"):
        assert render(report, name) == render(report, name)
