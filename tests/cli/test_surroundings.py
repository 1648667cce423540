"""What stands around the files: pipes and devices in odd places, races, homes, locales, and what Windows writes."""

from __future__ import annotations

import json
import ntpath
import os
import pwd
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from calm_lint.api import AlmSystem, Landscape
from calm_lint.cli.check import run as run_here
from calm_lint.engine.linter import Linter
from calm_lint.engine.results import Report
from calm_lint.files import find as files
from calm_lint.formats import FORMATS, OF_FINDINGS, render
from calm_lint.rulebook.examples import complete
from calm_lint.rulebook.rule import Rule
from calm_lint.run import jobs as linting
from calm_lint.run.cache import Cache
from calm_lint.run.request import Request
from calm_lint.run.session import Session
from command_line import CALM_LINT, put, run

# Python as strict as it gets, about files that are left open and encodings that are not named, too.
STRICT = (sys.executable, "-X", "dev", "-X", "warn_default_encoding", "-W", "error")

GOOD = complete(Landscape, "")
BAD = complete(AlmSystem, "port: 8443")


ENDLESS = {
    "pipe": "it is a pipe that nobody writes to",
    "/dev/zero": "it has more than 67,108,864 bytes",
}


@pytest.mark.parametrize(("path", "why"), ENDLESS.items(), ids=["pipe", "zero"])
@pytest.mark.parametrize(
    "args",
    [
        ["check", "a.yaml", "--config"],
        ["check", "a.yaml", "--baseline"],
        ["check", "a.yaml", "--write-baseline"],
        ["worksheet"],
        ["report"],
        ["graph"],
        ["test"],
    ],
    ids=" ".join,
)
def test_what_never_ends_is_not_waited_for(args: list[str], path: str, why: str) -> None:
    put("a.yaml", GOOD)
    os.mkfifo("pipe")
    code, _, err = run(*args, path)
    assert (code, err) == (2, f"calm-lint: {path}: cannot be read: {why}\n")


def test_rule_file_that_is_a_pipe() -> None:
    put("a.yaml", GOOD)
    put("calm-lint.toml", 'rules = ["pipe"]')
    os.mkfifo("pipe")
    code, _, err = run("a.yaml")
    assert code == 2
    assert err == "calm-lint: pipe: rule file cannot be read: it is a pipe that nobody writes to\n"


@pytest.mark.parametrize("name", [".gitignore", "calm-lint.toml", "pyproject.toml"])
def test_pipe_in_the_place_of_a_file_that_is_looked_for(name: str) -> None:
    put("landscape.yaml", GOOD)
    os.mkfifo(name)
    code, out, err = run(".")
    assert (code, err) == (0, "")
    assert out.startswith("No findings in 1 file:")


def test_configuration_and_baseline_from_other_programs() -> None:
    put("a.yaml", BAD)
    run("--write-baseline", "base.json", "a.yaml")
    script = '"$0" "$@" --config <(echo \'ignore = ["CALM102"]\') --baseline <(cat base.json)'
    code, _, err = run("a.yaml", prefix=("bash", "-c", script))
    assert (code, err) == (0, "")


def test_file_that_vanishes_before_it_is_read(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    put("a/landscape.yaml", GOOD)
    put("b/landscape.yaml", BAD)

    def find(*args: Any) -> Any:
        found = files.find(*args)
        os.unlink("a/landscape.yaml")
        return found

    monkeypatch.setattr(linting, "find", find)
    assert run_here(Session(), Request((".",))) == 2
    out, err = capsys.readouterr()
    assert err == "calm-lint: a/landscape.yaml: cannot be read: no such file or directory\n"
    assert "CALM101" in out


def test_file_that_changes_while_it_is_linted_is_remembered_as_it_was_linted(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], folder: Path
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(folder / "cache"))
    for number in range(20):
        put(f"c{number}/landscape.yaml", f"{GOOD}# {number}\n")
    get = Cache.get

    def changed(*args: Any) -> Any:
        """Look what was read up in the cache, and have the file changed before that is linted."""
        put("c0/landscape.yaml", BAD)
        return get(*args)

    monkeypatch.setattr(Cache, "get", changed)
    assert run_here(Session(), Request((".",))) == 0
    monkeypatch.setattr(Cache, "get", get)
    assert run_here(Session(), Request((".",))) == 1
    put("c0/landscape.yaml", f"{GOOD}# 0\n")
    assert run_here(Session(), Request((".",))) == 0
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize("closed", ["2>&-", "2>/dev/full"])
def test_note_that_cannot_be_written_changes_no_exit_code(closed: str) -> None:
    put("a.yaml", BAD)
    put("calm-lint.toml", 'exclude = ["a.yaml"]')
    command = ["sh", "-c", f'"$0" --force-exclude a.yaml {closed}', CALM_LINT]
    assert subprocess.run(command, capture_output=True, check=False).returncode == 0
    assert "nothing was linted" in run("--force-exclude", "a.yaml").err


def test_standard_input_that_is_closed_is_an_error() -> None:
    done = subprocess.run(["sh", "-c", '"$0" - <&-', CALM_LINT], capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (2, b"calm-lint: <stdin>: cannot be read: it is closed\n")


def test_file_of_a_comment_alone_that_suppresses_that_it_is_empty_is_not_checked() -> None:
    put("a.yaml", "# calm-lint: ignore-file[schema] nothing is connected\n")
    done = run("a.yaml")
    assert (done.code, "nothing was checked" in done.err) == (2, True), done


def test_links_in_a_circle_lead_to_one_file() -> None:
    put("a/landscape.yaml", BAD)
    Path("a/up").symlink_to("..", target_is_directory=True)
    Path("b").symlink_to("a", target_is_directory=True)
    code, out, err = run("--format", "concise", ".", "a/up", "a/up/a/up/a", "b")
    assert (code, err) == (1, "")
    assert out.count("\n") == 1


@pytest.mark.parametrize("home", ["/dev/null", "/proc/self", "relative"])
def test_home_that_cannot_be_written(home: str) -> None:
    for number in range(25):
        put(f"c{number}/landscape.yaml", GOOD)
    before = sorted(os.listdir())
    for _ in range(2):
        code, out, err = run(HOME=home)
        assert (code, err) == (0, "")
        assert out.startswith("No findings in 25 files:")
    assert sorted(os.listdir()) == before


def test_no_home_at_all(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """As in a container whose user has no entry and no HOME."""

    def nobody(_: int) -> None:
        raise KeyError

    for number in range(25):
        put(f"c{number}/landscape.yaml", GOOD)
    for name in ("HOME", "XDG_CACHE_HOME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(pwd, "getpwuid", nobody)
    before = sorted(os.listdir())
    assert run_here(Session(), Request((".",))) == 0
    assert capsys.readouterr().err == ""
    assert sorted(os.listdir()) == before


COMMANDS = [
    ["check", "bad.yaml", *(f"--format={name}=out.{name}" for name in FORMATS)],
    ["check", "bad.yaml", "--format=text", "--statistics", "--show-suppressed", "--color=always"],
    ["check", "bad.yaml", "--config=calm-lint.toml", "--baseline=base.json"],
    ["check", "bad.yaml", "--diff"],
    ["check", ".", "--jobs=2"],
    ["check", "."],
    ["check", "fix.yaml", "--fix"],
    ["check", "gone.yaml"],
    ["rules", "--format=json"],
    ["explain", "run-every"],
    ["schema"],
    ["worksheet", "bad.yaml"],
    ["report", "bad.yaml"],
    ["graph", "bad.yaml"],
    ["init", "--binding=key.json", "--output=-"],
    ["test", "rule.yaml"],
]


@pytest.mark.parametrize("args", COMMANDS, ids=lambda args: " ".join(args[:3]))
def test_strict_python_in_a_bare_locale_has_nothing_to_say(args: list[str]) -> None:
    put("bad.yaml", f"# größer\n{BAD}")
    put("fix.yaml", f"# größer\n{BAD}")
    put("calm-lint.toml", '# größer\nignore = ["CALM102"]')
    put("base.json", '{"version": 1, "findings": []}')
    put(".gitignore", "größer\n")
    put(
        "key.json",
        '{"endpoints": {"Api": "https://eu10.alm.cloud.sap/api"}, "uaa": {"url": "https://a", "clientid": "ä"}}',
    )
    for number in range(20):
        put(f"c{number}/landscape.yaml", GOOD)
    assert run("new-rule", "rule").code == 0
    bare = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "XDG_CACHE_HOME": os.path.abspath("cache")}
    code, _, err = run(*args, prefix=STRICT, **bare)
    assert not {"Warning", "Traceback", "Exception"} & set(err.replace(":", " ").split()), err
    assert code in (0, 1) or args == ["check", "gone.yaml"]


@pytest.mark.parametrize("form", OF_FINDINGS)
def test_path_as_windows_writes_it_has_forward_slashes(
    monkeypatch: pytest.MonkeyPatch, rules: list[Rule], form: str
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(files, "os", SimpleNamespace(path=ntpath, sep=ntpath.sep))
        name = files.shown(".\\customers\\acme gmbh\\.\\landscape.yaml")
    assert name == "customers/acme gmbh/landscape.yaml"
    written = render(Report([Linter(rules).lint(name, BAD.encode())], [], rules), form)
    assert ("customers/acme%20gmbh/landscape.yaml" if form == "sarif" else name) in written
    assert "customers\\" not in written


def test_backslash_in_a_name_is_no_separator_of_a_uri(rules: list[Rule]) -> None:
    log = json.loads(render(Report([Linter(rules).lint("a\\b.yaml", BAD.encode())], [], rules), "sarif"))
    (result,) = log["runs"][0]["results"]
    assert result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "a%5Cb.yaml"


@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize("name", ["calm-lint.toml", "pyproject.toml"])
def test_configuration_and_baseline_that_an_editor_on_windows_saved(name: str, mark: str) -> None:
    two = complete(AlmSystem, "port: 8443\nhost_name: eu10.alm.cloud.sap/api")
    put("a.yaml", BAD.replace("\n", "\r\n"))
    assert run("--write-baseline", "base.json", "a.yaml")[0] == 0
    put("base.json", mark + Path("base.json").read_text("utf-8").replace("\n", "\r\n"))
    table = "[tool.calm-lint]\r\n" if name == "pyproject.toml" else ""
    put(name, f'{mark}{table}baseline = "base.json"\r\nignore = [\r\n  "CALM112",\r\n]\r\n')
    put("a.yaml", (mark + two).replace("\n", "\r\n"))
    code, out, err = run("--format", "concise", "a.yaml")
    assert (code, err) == (1, "")
    assert [line.split()[2] for line in out.splitlines()] == ["CALM102"]


@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_gitignore_that_an_editor_on_windows_saved(mark: str) -> None:
    put(".gitignore", f"{mark}secret\r\nother\r\n")
    put("secret/landscape.yaml", BAD)
    put("other/landscape.yaml", BAD)
    put("landscape.yaml", GOOD)
    assert run(".")[0] == 0


def test_comment_in_a_file_from_windows_suppresses() -> None:
    text = BAD.replace("port: 8443", "port: 8443  # calm-lint: ignore[system-port] the pilot")
    put("a.yaml", text.replace("\n", "\r\n"))
    assert run("a.yaml")[::2] == (0, "")
