"""Which files are linted with which rules, what goes where, and the exit code."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from jsonschema.validators import validator_for

from calm_lint import __version__
from calm_lint.api import AlmSystem, Landscape, OutboundService
from calm_lint.cli import main
from calm_lint.rulebook.examples import complete
from calm_lint.rulebook.rule import Rule
from command_line import Done, put, run

GOOD = complete(Landscape, "")
BAD = complete(AlmSystem, "port: 8443")
WARNING = complete(OutboundService, "run_every: 300 seconds")
FOUR_FAULTS = complete(AlmSystem, "port: 8443\nhost_name: https://eu10.alm.cloud.sap/api").replace(
    "run_every: 5 minutes", "run_every: 10 minutes", 1
)
FOUR_CODES = {"CALM101", "CALM102", "CALM112", "CALM306"}


def test_clean_file(rules: list[Rule]) -> None:
    put("a.yaml", GOOD)
    summary = f"No findings in 1 file: 1 landscape, 1 S/4HANA tenant, {len(rules)} rules\n"
    assert run("a.yaml") == Done(0, summary, "")


def test_faulty_file() -> None:
    put("a.yaml", BAD)
    done = run("a.yaml")
    assert (done.code, done.err) == (1, "")
    assert "error[CALM101] system-port: Port is 8443, must be 443" in done.out
    assert "Found 1 error (1 with a safe fix) in 1 file:" in done.out


def test_concise_line() -> None:
    put("a.yaml", BAD)
    line = BAD.splitlines().index("        port: 8443") + 1
    expected = f"a.yaml:{line}:15: error CALM101 system-port Port is 8443, must be 443\n"
    assert run("--format", "concise", "a.yaml") == Done(1, expected, "")


@pytest.mark.parametrize(
    ("text", "level", "code"),
    [
        (WARNING, "error", 0),
        (WARNING, "warning", 1),
        (WARNING, "info", 1),
        (WARNING, "never", 0),
        (BAD, "error", 1),
        (BAD, "never", 0),
        (GOOD, "info", 0),
    ],
)
def test_fail_on(text: str, level: str, code: int) -> None:
    put("a.yaml", text)
    assert run("--fail-on", level, "a.yaml").code == code


def test_warning_is_shown_although_the_run_passes() -> None:
    put("a.yaml", WARNING)
    done = run("a.yaml")
    assert done.code == 0
    assert "warning[CALM311]" in done.out
    assert "Found 1 warning (1 with a safe fix) in 1 file:" in done.out


@pytest.mark.parametrize(
    ("options", "codes"),
    [
        (["--select", "ALL"], FOUR_CODES),
        (["--select", "CALM101"], {"CALM101"}),
        (["--select", "calm101"], {"CALM101"}),
        (["--select", "system-port"], {"CALM101"}),
        (["--select", "CALM1"], {"CALM101", "CALM102", "CALM112"}),
        (["--select", "CALM10"], {"CALM101", "CALM102"}),
        (["--select", "CALM101,run-every"], {"CALM101", "CALM306"}),
        (["--select", "CALM101, run-every"], {"CALM101", "CALM306"}),
        (["--select", "CALM101", "--select", "CALM3"], {"CALM101", "CALM306"}),
        (["--select", "CALM004"], set()),
        (["--ignore", "CALM101"], FOUR_CODES - {"CALM101"}),
        (["--ignore", "system-port"], FOUR_CODES - {"CALM101"}),
        (["--ignore", "CALM1"], {"CALM306"}),
        (["--ignore", "CALM101,CALM112"], {"CALM102", "CALM306"}),
        (["--ignore", "CALM101", "--ignore", "host-scheme"], {"CALM102", "CALM306"}),
        (["--select", "CALM1", "--ignore", "CALM101"], {"CALM102", "CALM112"}),
        (["--select", "CALM101", "--ignore", "CALM1"], {"CALM101"}),
        (["--select", "CALM102", "--extend-select", "CALM101"], {"CALM101", "CALM102"}),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else None,
)
def test_choosing_rules(options: list[str], codes: set[str]) -> None:
    put("a.yaml", FOUR_FAULTS)
    done = run("--format", "concise", *options, "a.yaml")
    assert {code for _, code in done.findings()} == codes
    assert done.code == bool(codes - {"CALM112"})
    assert done.err == ""


@pytest.mark.parametrize("option", ["--select", "--ignore"])
@pytest.mark.parametrize(("name", "meant"), [("sistem-port", "system-port"), ("CALM_101", "CALM101")])
def test_unknown_rule(option: str, name: str, meant: str) -> None:
    put("a.yaml", BAD)
    done = run(option, name, "a.yaml")
    assert (done.code, done.out) == (2, "")
    assert f"there is no rule {name}, did you mean {meant}?" in done.err


def test_directory_is_searched_for_four_names() -> None:
    linted = ["a.landscape.yaml", "a.landscape.yml", "landscape.yaml", "landscape.yml"]
    others = ["a.yaml", "landscape", "landscape.json", "landscape.yaml.bak", "mylandscape.yaml", "landscape.a.yaml"]
    for each in (*linted, *others):
        put(each, BAD)
    assert run("--format", "concise", ".").files() == linted


def test_directory_is_searched_to_the_bottom() -> None:
    for each in ("a/b/c/landscape.yaml", "a/landscape.yml", "a/.hidden/landscape.yaml", "b/landscape.yaml"):
        put(each, BAD)
    found = ["a/.hidden/landscape.yaml", "a/b/c/landscape.yaml", "a/landscape.yml"]
    assert run("--format", "concise", "a").files() == found


def test_version_control_folders_are_not_searched() -> None:
    for each in (".git/landscape.yaml", ".hg/landscape.yaml", ".svn/landscape.yaml", "landscape.yaml"):
        put(each, BAD)
    assert run("--format", "concise", ".").files() == ["landscape.yaml"]


def test_without_paths_the_current_directory_is_searched() -> None:
    for each in ("a/landscape.yaml", "b/landscape.yaml", "b/other.yaml"):
        put(each, BAD)
    assert run() == run("check") == run(".") == run("check", ".")
    assert run("--format", "concise").files() == ["a/landscape.yaml", "b/landscape.yaml"]


@pytest.mark.parametrize(
    ("gitignores", "linted"),
    [
        ({".gitignore": "drafts/\n"}, ["a/landscape.yaml", "landscape.yaml"]),
        ({".gitignore": "/landscape.yaml\n"}, ["a/drafts/landscape.yaml", "a/landscape.yaml"]),
        ({"a/.gitignore": "landscape.yaml\n"}, ["landscape.yaml"]),
        ({"a/.gitignore": "/landscape.yaml\n"}, ["a/drafts/landscape.yaml", "landscape.yaml"]),
        ({".gitignore": "*.yaml\n!/landscape.yaml\n"}, ["landscape.yaml"]),
        (
            {".gitignore": "*.yaml\n", "a/.gitignore": "!landscape.yaml\n"},
            ["a/drafts/landscape.yaml", "a/landscape.yaml"],
        ),
        # Git does not look into an ignored folder, so nothing in it comes back.
        ({".gitignore": "a/\n!a/landscape.yaml\n"}, ["landscape.yaml"]),
        ({".gitignore": "# landscape.yaml\n\n"}, ["a/drafts/landscape.yaml", "a/landscape.yaml", "landscape.yaml"]),
    ],
)
@pytest.mark.parametrize("repository", [True, False], ids=["repository", "folder"])
def test_gitignore(tmp_path: Path, gitignores: dict[str, str], linted: list[str], *, repository: bool) -> None:
    for each in ("landscape.yaml", "a/landscape.yaml", "a/drafts/landscape.yaml"):
        put(each, BAD)
    for name, patterns in gitignores.items():
        put(name, patterns)
    if repository:
        git_init(tmp_path)
    assert run("--format", "concise", ".").files() == linted


@pytest.mark.parametrize(
    ("repository", "linted"), [(True, ["a/landscape.yaml"]), (False, ["a/b/landscape.yaml", "a/landscape.yaml"])]
)
def test_gitignore_above_the_directory_counts_inside_of_a_repository_only(
    tmp_path: Path, linted: list[str], *, repository: bool
) -> None:
    put(".gitignore", "b/\n")
    for each in ("a/landscape.yaml", "a/b/landscape.yaml"):
        put(each, BAD)
    if repository:
        git_init(tmp_path)
    assert run("--format", "concise", "a").files() == linted


def test_gitignore_above_the_repository_does_not_count(tmp_path: Path) -> None:
    put(".gitignore", "*.yaml\n")
    put("a/landscape.yaml", BAD)
    git_init(tmp_path / "a")
    assert run("--format", "concise", "a").files() == ["a/landscape.yaml"]


@pytest.mark.parametrize(
    "pattern",
    [
        pytest.param("!"),
        pytest.param("\\"),
        "/",
        "[a",
    ],
)
def test_gitignore_with_a_broken_pattern(pattern: str) -> None:
    put(".gitignore", f"{pattern}\ndrafts/\n")
    for each in ("drafts/landscape.yaml", "landscape.yaml"):
        put(each, BAD)
    done = run("--format", "concise", ".")
    assert (done.code, done.err, done.files()) == (1, "", ["landscape.yaml"])


def test_ignored_file_that_is_named_is_linted(tmp_path: Path) -> None:
    put(".gitignore", "*.yaml\n")
    put("landscape.yaml", BAD)
    git_init(tmp_path)
    assert run("--format", "concise", "landscape.yaml").files() == ["landscape.yaml"]


def test_several_paths_come_out_sorted() -> None:
    for each in ("c.yaml", "b/landscape.yaml", "a.yaml"):
        put(each, BAD)
    put("good.yaml", GOOD)
    done = run("--format", "concise", "c.yaml", "b", "good.yaml", "a.yaml")
    assert done.files() == ["a.yaml", "b/landscape.yaml", "c.yaml"]
    assert "in 4 files: 4 landscapes, 4 S/4HANA tenants," in run("c.yaml", "b", "good.yaml", "a.yaml").out


def test_file_named_twice_is_linted_once(tmp_path: Path) -> None:
    put("a/landscape.yaml", BAD)
    (tmp_path / "link.yaml").symlink_to("a/landscape.yaml")
    done = run("--format", "concise", "./a/landscape.yaml", "a/landscape.yaml", "a", str(tmp_path / "a"), "link.yaml")
    assert done.files() == ["a/landscape.yaml"]


def test_file_found_twice_is_linted_once(tmp_path: Path) -> None:
    put("a/b/landscape.yaml", BAD)
    (tmp_path / "a/link.landscape.yaml").symlink_to("b/landscape.yaml")
    (tmp_path / "linked").symlink_to("a")
    for paths in ("a/b/", "a/", "./a/b", "linked", "linked/"), ("linked/", "a"), (str(tmp_path), "a/"):
        assert len(run("--format", "concise", *paths).files()) == 1


def test_standard_input() -> None:
    done = run("--format", "concise", "-", stdin=BAD)
    assert (done.code, done.findings()) == (1, [("<stdin>", "CALM101")])
    assert run("-", stdin=GOOD).code == 0


def test_standard_input_with_a_name() -> None:
    done = run("--format", "concise", "--stdin-filename", "acme.landscape.yaml", "-", stdin=BAD)
    assert done.findings() == [("acme.landscape.yaml", "CALM101")]


def test_standard_input_beside_a_file() -> None:
    put("a.yaml", BAD)
    assert run("--format", "concise", "-", "a.yaml", "-", stdin=BAD).files() == ["<stdin>", "a.yaml"]


def test_file_whose_name_begins_with_a_hyphen() -> None:
    put("-a.yaml", BAD)
    assert run("--format", "concise", "--", "-a.yaml").files() == ["-a.yaml"]


@pytest.mark.parametrize("args", [["."], [], ["empty"], ["empty", "ignored"]], ids=" ".join)
def test_nothing_to_lint(tmp_path: Path, args: list[str]) -> None:
    for each in (".gitignore", "ignored/.gitignore"):
        put(each, "*\n")
    for each in ("landscape.yaml", "ignored/landscape.yaml"):
        put(each, GOOD)
    (tmp_path / "empty").mkdir()
    done = run(*args)
    assert done.code == 2
    for path in args or ["."]:
        assert f"calm-lint: {path}: nothing to lint" in done.err
    for name in ("landscape.yaml", "landscape.yml", "*.landscape.yaml", "*.landscape.yml"):
        assert name in done.err


def test_nothing_to_lint_in_one_directory_of_two(tmp_path: Path) -> None:
    put("a/landscape.yaml", BAD)
    (tmp_path / "empty").mkdir()
    done = run("--format", "concise", "empty", "a")
    assert (done.code, done.files()) == (2, ["a/landscape.yaml"])


@pytest.mark.parametrize("path", ["good.yaml", "bad.yaml", "warning.yaml", "missing.yaml", "empty", "."])
def test_run_without_option_parser_is_the_same(tmp_path: Path, path: str) -> None:
    (tmp_path / "empty").mkdir()
    for each in ("good.yaml", "landscape.yaml"):
        put(each, GOOD)
    for each in ("bad.yaml", "a.landscape.yml"):
        put(each, BAD)
    put("warning.yaml", WARNING)
    assert run(path) == run("check", path) == run("--fail-on", "error", path) == run(path, "--color", "auto")


def test_json_format() -> None:
    put("a.yaml", BAD)
    done = run("--format", "json", "a.yaml")
    assert (done.code, done.err) == (1, "")
    assert [finding["code"] for finding in json.loads(done.out)["findings"]] == ["CALM101"]


def test_formats_to_several_places(tmp_path: Path) -> None:
    put("a.yaml", BAD)
    put("report.json", "old")
    done = run("--format", "text", "--format", "json=report.json", "--format", "concise=report.txt", "a.yaml")
    assert done == run("--format", "text", "a.yaml") == run("a.yaml")
    assert (tmp_path / "report.json").read_text("utf-8") == run("--format", "json", "a.yaml").out
    assert (tmp_path / "report.txt").read_text("utf-8") == run("--format", "concise", "a.yaml").out


def test_format_to_a_file_alone_prints_nothing(tmp_path: Path) -> None:
    put("a.yaml", BAD)
    assert run("--format", "json=report.json", "a.yaml") == Done(1, "", "")
    assert json.loads((tmp_path / "report.json").read_text("utf-8"))["summary"]["error"] == 1


def test_format_to_a_pipe_arrives(tmp_path: Path) -> None:
    put("a.yaml", BAD)
    os.mkfifo(tmp_path / "pipe")
    reader = subprocess.Popen(["timeout", "2", "cat", str(tmp_path / "pipe")], stdout=subprocess.PIPE)
    done = run("--format", "concise=pipe", "a.yaml")
    received, _ = reader.communicate()
    assert (done.code, done.err) == (1, "")
    assert received.decode() == run("--format", "concise", "a.yaml").out


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--format", "jsno"], "there is no format jsno, did you mean json?"),
        (["--format", "pdf"], "there is no format pdf, choose from text, concise, json"),
        (["--format", "json="], "json= names no file"),
        (["--format", "text", "--format", "json"], "two formats go to one place"),
        (["--format", "text=r", "--format", "json=r"], "two formats go to one place"),
        pytest.param(
            ["--format", "text=r", "--format", "json=./r"],
            "two formats go to one place",
        ),
        (["--fail-on", "fatal"], "fatal"),
        (["--color", "sometimes"], "sometimes"),
        (["--selct", "CALM101"], "--select"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else None,
)
def test_wrong_option(tmp_path: Path, options: list[str], message: str) -> None:
    put("a.yaml", BAD)
    done = run(*options, "a.yaml")
    assert (done.code, done.out) == (2, "")
    assert message in done.err
    assert os.listdir(tmp_path) == ["a.yaml"]


@pytest.mark.parametrize(
    "report",
    [
        "missing/report.json",
        "a.yaml/report.json",
        pytest.param("folder"),
    ],
)
def test_output_that_cannot_be_written(tmp_path: Path, report: str) -> None:
    put("a.yaml", BAD)
    (tmp_path / "folder").mkdir()
    done = run("--format", "text", "--format", f"json={report}", "a.yaml")
    assert (done.code, done.out) == (2, run("a.yaml").out)
    assert done.err.startswith(f"calm-lint: {report}: cannot be written: ")
    assert done.err.count("\n") == 1
    assert sorted(os.listdir(tmp_path)) == ["a.yaml", "folder"]


def test_version() -> None:
    assert run("--version") == Done(0, f"calm-lint {__version__}\n", "")


def test_help() -> None:
    done = run("--help")
    assert (done.code, done.err) == (0, "")
    assert all(f"\n  {command} " in done.out for command in ("check", "schema"))
    check = run("check", "--help")
    assert (check.code, check.err) == (0, "")
    options = ("--select", "--ignore", "--fail-on", "--format", "--color", "--stdin-filename")
    assert all(option in check.out for option in options)


def test_schema_is_a_json_schema() -> None:
    done = run("schema")
    assert (done.code, done.err) == (0, "")
    schema = json.loads(done.out)
    validator_for(schema).check_schema(schema)
    assert {"format", "cloud_alm_tenants", "s4hana_tenants"} <= schema["properties"].keys()


def git_init(folder: Path) -> None:
    env = {"PATH": os.environ["PATH"], "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
    subprocess.run(["git", "-c", "init.defaultBranch=main", "init", "--quiet"], check=True, cwd=folder, env=env)


@pytest.mark.parametrize(
    ("args", "during"),
    [
        (["landscape.yaml"], "calm_lint.run.session.load_plugins"),
        (["check", "--color", "never"], "calm_lint.run.session.load_plugins"),
        (["--color", "never"], "calm_lint.cli.group.Group.parse_args"),
        (["rules"], "calm_lint.run.session.load_plugins"),
    ],
)
def test_interrupt_is_told_alike_at_any_time(
    args: list[str], during: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["calm-lint", *args])
    monkeypatch.setattr(during, lambda *_, **__: signal.raise_signal(signal.SIGINT))
    with pytest.raises(SystemExit) as left:
        main()
    assert (left.value.code, *capsys.readouterr()) == (2, "", "calm-lint: interrupted\n")
