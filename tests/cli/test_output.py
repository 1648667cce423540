"""What the text format draws, when it is coloured, and every field of the JSON format."""

from __future__ import annotations

import json
import os
import pty
import re
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from calm_lint import __version__
from calm_lint.api import AlmSystem, Landscape
from calm_lint.rulebook.examples import complete
from command_line import CALM_LINT, ENVIRONMENT, Done, put, run

FAULTY = (Path(__file__).parents[2] / "examples" / "faulty.landscape.yaml").read_text("utf-8")

GOOD = complete(Landscape, "")
BAD = complete(AlmSystem, "port: 8443")

# A landscape whose one communication system stands on its last line.
SYSTEM = """\
format: 1
cloud_alm_tenants: [{{id: alm, usage: test}}]
s4hana_tenants:
  - id: dev
    role: development
    communication_arrangements:
      - {{arrangement_name: ATO, scenario: SAP_COM_0690, communication_system: ALM}}
    communication_systems:
      - {}"""

COLOR = re.compile(r"\x1b\[[0-9;]*m")


def lint_files(files: dict[str, str], *options: str, **env: str) -> Done:
    for name, text in files.items():
        put(name, text)
    return run(*options, *files, **env)


def lint(text: str, *options: str, **env: str) -> Done:
    return lint_files({"a.yaml": text}, *options, **env)


# The rules are chosen, as the summary tells how many there are.
@pytest.mark.parametrize(
    ("name", "rule", "text"),
    [
        (
            "two_lines",
            "CALM002",
            "format: 1\nname: Acme\ncloud_alm_tenants: [{id: alm, usage: test}]\n"
            "s4hana_tenants: [{id: dev, role: test}]\nname: Beta\n",
        ),
        (
            "neighbouring_lines",
            "CALM002",
            "format: 1\ncloud_alm_tenants: [{id: alm, usage: test}]\n"
            "s4hana_tenants: [{id: dev, role: test}]\n\n\n\n\n\nname: Acme\nname: Beta\n",
        ),
        (
            "one_line",
            "CALM004",
            "format: 1\ncloud_alm_tenants: [{id: alm, usage: test}]\n"
            "s4hana_tenants: [{id: dev, role: test}, {id: dev, role: production}]\n",
        ),
        (
            "tabs",
            "CALM101",
            SYSTEM.format("{system_id: ALM, host_name:\teu10.alm.cloud.sap,\t\tport:\t8443} #\tport?\n"),
        ),
        (
            "wide_characters",
            "CALM101",
            SYSTEM.format("{system_id: ALM, host_name: eu10.alm.cloud.sap, x-owner: 東京 ﾄｳ e\u0301, port: 8443}\n"),
        ),
        (
            "wide_characters_marked",
            "CALM004",
            "format: 1\ncloud_alm_tenants: [{id: 東京, usage: test}]\ns4hana_tenants: [{id: 東京, role: test}]\n",
        ),
        (
            "long_line",
            "CALM101",
            SYSTEM.format(
                "{system_id: ALM, host_name: eu10.alm.cloud.sap, "
                f"x-before: {'b' * 60}, port: 8443, x-after: {'a' * 100}}}\n"
            ),
        ),
        (
            "end_of_long_line",
            "CALM101",
            SYSTEM.format(f"{{system_id: ALM, x-before: {'b' * 80}, host_name: eu10.alm.cloud.sap, port: 8443}}\n"),
        ),
        (
            "last_line",
            "CALM101",
            SYSTEM.format("system_id: ALM\n        host_name: eu10.alm.cloud.sap\n        port: 8443"),
        ),
        (
            "documents",
            "CALM101",
            SYSTEM.format("{system_id: ALM, host_name: eu10.alm.cloud.sap, port: 80}\n")
            + "---\n"
            + SYSTEM.format("{system_id: ALM, host_name: eu10.alm.cloud.sap, port: 443}\n")
            + "---\n"
            + SYSTEM.format("{system_id: ALM, host_name: eu10.alm.cloud.sap, port: 8080}\n"),
        ),
    ],
)
def test_text(name: str, rule: str, text: str, golden: Callable[[str, str], None]) -> None:
    done = lint_files({f"{name}.yaml": text}, "--select", rule)
    assert (done.code, done.err) == (1, "")
    golden(f"frames/{name}.txt", done.out)


def test_line_of_120_characters_is_not_cut() -> None:
    line = "      - {system_id: ALM, host_name: eu10.alm.cloud.sap, port: 8443, x-note: }"
    for length, cut in ((120, False), (121, True)):
        note = "n" * (length - len(line))
        done = lint(SYSTEM.format(f"{{system_id: ALM, host_name: eu10.alm.cloud.sap, port: 8443, x-note: {note}}}\n"))
        assert ("…" in done.out) == cut


def test_two_marks_on_a_long_line_are_under_what_they_mean() -> None:
    done = lint(
        "format: 1\ncloud_alm_tenants: [{id: alm, usage: test}]\n"
        f"s4hana_tenants: [{{id: dev, role: test, x-note: {'n' * 100}}}, {{id: dev, role: production}}]\n",
        "--select",
        "CALM004",
    )
    line, marked = "", []
    for row in done.out.splitlines():
        if re.match(r"\d+ \| ", row):
            line = row
        elif match := re.match(r"  \| +([-^]+)", row):
            marked.append(line[match.start(1) : match.end(1)])
    assert marked == ["dev", "dev"]


@pytest.mark.parametrize(
    ("options", "env", "colored"),
    [
        ([], {}, False),
        ([], {"NO_COLOR": "1"}, False),
        ([], {"FORCE_COLOR": "1"}, True),
        ([], {"FORCE_COLOR": ""}, False),
        ([], {"NO_COLOR": "1", "FORCE_COLOR": "1"}, False),
        # By no-color.org, an empty value does not count.
        ([], {"NO_COLOR": "", "FORCE_COLOR": "1"}, True),
        ([], {"FORCE_COLOR": "1", "TERM": "dumb"}, True),
        (["--color", "auto"], {}, False),
        (["--color", "auto"], {"FORCE_COLOR": "1"}, True),
        (["--color", "always"], {}, True),
        (["--color", "always"], {"NO_COLOR": "1"}, True),
        (["--color", "never"], {"FORCE_COLOR": "1"}, False),
        (["--color", "always", "--format", "concise"], {}, False),
        (["--color", "always", "--format", "json"], {}, False),
    ],
)
def test_color(options: list[str], env: dict[str, str], *, colored: bool) -> None:
    assert bool(COLOR.search(lint(BAD, *options, **env).out)) == colored


@pytest.mark.parametrize(
    ("options", "env", "colored"),
    [
        ([], {"TERM": "xterm"}, True),
        ([], {"TERM": "dumb"}, False),
        ([], {"TERM": "xterm", "NO_COLOR": "1"}, False),
        (["--color", "never"], {"TERM": "xterm"}, False),
        (["--color", "always"], {"TERM": "dumb"}, True),
    ],
)
def test_color_on_a_terminal(tmp_path: Path, options: list[str], env: dict[str, str], *, colored: bool) -> None:
    (tmp_path / "a.yaml").write_text(GOOD, "utf-8")
    terminal, screen = pty.openpty()
    try:
        subprocess.run(
            [CALM_LINT, *options, "a.yaml"],
            stdout=screen,
            stdin=subprocess.DEVNULL,
            cwd=tmp_path,
            env=ENVIRONMENT | env,
            timeout=30,
            check=True,
        )
        shown = os.read(terminal, 10_000).decode()
    finally:
        os.close(screen)
        os.close(terminal)
    assert "No findings" in shown
    assert bool(COLOR.search(shown)) == colored


def test_color_changes_nothing_else() -> None:
    colored, plain = lint(FAULTY, "--color", "always"), lint(FAULTY, "--color", "never")
    assert COLOR.sub("", colored.out) == plain.out
    assert colored.code == plain.code


def test_file_is_not_colored(tmp_path: Path) -> None:
    lint(BAD, "--color", "always", "--format", "text=report.txt", FORCE_COLOR="1")
    assert (tmp_path / "report.txt").read_text("utf-8") == lint(BAD).out


def test_json_of_one_finding() -> None:
    # The port is the last line of the only communication system, eight columns in.
    line = BAD.splitlines().index("        port: 8443") + 1
    where = {"line": line, "column": 15, "end_line": line, "end_column": 19}
    done = lint(BAD, "--format", "json")
    assert (done.code, done.err) == (1, "")
    report = json.loads(done.out)
    url = report["findings"][0].pop("url")
    assert re.fullmatch(r"https://\S+/system-port\S*", url)
    assert report == {
        "version": 1,
        "tool": "calm-lint",
        "tool_version": __version__,
        "findings": [
            {
                "code": "CALM101",
                "name": "system-port",
                "severity": "error",
                "message": "Port is 8443, must be 443",
                "file": "a.yaml",
                **where,
                "path": "/s4hana_tenants/0/communication_systems/0/port",
                "entity": "s4hana_tenants[prod].communication_systems[CALM_PROD]",
                "related": [],
                "fix": {"title": "replace with 443", "safe": True, "edits": [{**where, "text": "443"}]},
                "suppressed": None,
            }
        ],
        "gone": [],
        "errors": [],
        "tenants": [{"file": "a.yaml", "entity": "s4hana_tenants[prod]", "holds": None, "misses": "connects"}],
        "summary": {
            "files": 1,
            "landscapes": 1,
            "error": 1,
            "warning": 0,
            "info": 0,
            "suppressed": 0,
            "baselined": 0,
            "since": 0,
            "gone": 0,
            "fixable": 1,
            "rungs": {"none": 1, "connects": 0, "collects": 0, "by-the-book": 0},
        },
    }


def test_json_of_two_ends() -> None:
    text = "format: 1\ncloud_alm_tenants: [{id: one, usage: test}]\ns4hana_tenants: [{id: one, role: test}]\n"
    (finding,) = findings(lint(text, "--format", "json", "--select", "CALM004"))
    assert [finding[key] for key in ("line", "column", "end_line", "end_column")] == [3, 23, 3, 26]
    assert finding["path"] == "/s4hana_tenants/0/id"
    assert finding["related"] == [
        {"message": "first used here", "file": "a.yaml", "line": 2, "column": 26, "end_line": 2, "end_column": 29}
    ]
    assert finding["fix"] is None


def test_json_has_the_promised_fields_and_no_other() -> None:
    files = {"a.yaml": FAULTY, "b.yaml": f"{BAD}---\n{BAD}", "c.yaml": "a: [\n"}
    report = json.loads(lint_files(files, "--format", "json", "missing.yaml").out)
    position = {"line", "column", "end_line", "end_column"}
    finding = {"code", "name", "severity", "message", "file", *position, "path", "entity"}
    finding |= {"related", "fix", "suppressed", "url"}
    assert report.keys() == {"version", "tool", "tool_version", "findings", "gone", "errors", "tenants", "summary"}
    counts = "files landscapes error warning info suppressed baselined since gone fixable rungs"
    assert report["summary"].keys() == set(counts.split())
    for each in report["findings"]:
        assert each.keys() == finding | ({"document"} if each["file"] == "b.yaml" else set())
        assert each["severity"] in ("error", "warning", "info")
        for related in each["related"]:
            assert related.keys() == {"message", "file", *position}
        if each["fix"]:
            assert each["fix"].keys() == {"title", "safe", "edits"}
            for edit in each["fix"]["edits"]:
                assert edit.keys() == {*position, "text"}
    for each in report["tenants"]:
        assert each.keys() == {"file", "entity", "holds", "misses"} | (
            {"document"} if each["file"] == "b.yaml" else set()
        )
    assert any(each["related"] for each in report["findings"])
    assert [error.keys() for error in report["errors"]] == [{"kind", "message", "file"}]


def test_json_summary_counts() -> None:
    files = {"a.yaml": f"{BAD}---\n{GOOD}", "b.yaml": GOOD.replace("5 minutes", "300 seconds", 1)}
    done = lint_files(files, "--format", "json")
    assert json.loads(done.out)["summary"] == {
        "files": 2,
        "landscapes": 3,
        "error": 1,
        "warning": 1,
        "info": 0,
        "suppressed": 0,
        "baselined": 0,
        "since": 0,
        "gone": 0,
        "fixable": 2,
        # The tenant of the first landscape has the wrong port, that of the last writes five minutes in seconds.
        "rungs": {"none": 1, "connects": 0, "collects": 1, "by-the-book": 1},
    }


@pytest.mark.parametrize(
    ("text", "documents"),
    [
        (BAD, [None]),
        (f"---\n{BAD}...\n", [None]),
        (f"{BAD}---\n{BAD}", [0, 1]),
        (f"{GOOD}---\n{BAD}", [1]),
        (f"{GOOD}---\n{GOOD}---\n{BAD}---\n{BAD}", [2, 3]),
        (f"{BAD}---\n# nothing follows\n", [None]),
        pytest.param(
            f"{GOOD}---\n{GOOD}---\na: [\n",
            [2],
        ),
        pytest.param(
            f"{BAD}---\na: [\n",
            [0, 1],
        ),
    ],
)
def test_document_is_told_where_there_are_several(text: str, documents: list[int | None]) -> None:
    found = findings(lint(text, "--format", "json"))
    assert [finding.get("document") for finding in found] == documents
    assert all(
        ("document" in finding) == (number is not None) for finding, number in zip(found, documents, strict=True)
    )


@pytest.mark.parametrize(
    "text",
    [
        SYSTEM.format('{x-note: "😀東é", system_id: ALM, host_name: eu10.alm.cloud.sap, port: 8443}\n'),
        "\ufeff" + SYSTEM.format("{system_id: ALM, host_name: eu10.alm.cloud.sap, port: 8443}\n"),
        SYSTEM.format("{system_id: ALM, host_name: eu10.alm.cloud.sap,\tport:\t8443}\n"),
        SYSTEM.format("{system_id: ALM, host_name: eu10.alm.cloud.sap, port: 8443}\n").replace("\n", "\r\n"),
        SYSTEM.format("{system_id: ALM, host_name: eu10.alm.cloud.sap, port: 8443}"),
    ],
    ids=["code points", "byte order mark", "tabs", "crlf", "no newline"],
)
def test_positions_count_code_points_from_1(text: str) -> None:
    (finding,) = findings(lint(text, "--format", "json", "--select", "CALM101"))
    lines = text.removeprefix("\ufeff").replace("\r\n", "\n").split("\n")
    assert (finding["line"], finding["end_line"]) == (9, 9)
    assert lines[8][: finding["column"] - 1].rstrip().endswith("port:")
    assert lines[8][finding["column"] - 1 : finding["end_column"] - 1] == "8443"


def test_findings_are_sorted() -> None:
    # The name with a capital comes first, as characters count and not letters.
    files = {"b.yaml": FAULTY, "a.yaml": f"{BAD}---\n{FAULTY}", "C.yaml": BAD}
    found = findings(lint_files(files, "--format", "json"))
    places = [tuple(finding[key] for key in ("file", "line", "column", "code", "path")) for finding in found]
    assert places == sorted(places)
    assert {place[0] for place in places} == set(files)


@pytest.mark.parametrize("name", ["text", "concise", "json"])
def test_same_input_gives_the_same_bytes(name: str) -> None:
    files = {"b.yaml": FAULTY, "a.yaml": FAULTY}
    runs = {lint_files(files, "--format", name, PYTHONHASHSEED=seed).out for seed in ("0", "1", "2", "3")}
    assert len(runs) == 1


def test_errors_have_kinds(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    done = lint(BAD, "--format", "json", "missing.yaml", "empty")
    report = json.loads(done.out)
    assert done.code == 2
    assert {error["file"]: error["kind"] for error in report["errors"]} == {"missing.yaml": "io", "empty": "usage"}
    for error in report["errors"]:
        assert f"calm-lint: {error['file']}: {error['message']}\n" in done.err
    assert [finding["code"] for finding in report["findings"]] == ["CALM101"]


def findings(done: Done) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(done.out)["findings"]
    return found
