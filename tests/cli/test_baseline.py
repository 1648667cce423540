"""The baseline: what it leaves out, what it keeps, and when it is not written."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from calm_lint.api import AlmSystem, AlmUser, Landscape
from calm_lint.rulebook.examples import complete

CALM_LINT = str(Path(sys.executable).with_name("calm-lint"))

GOOD = complete(Landscape, "")
FAULT = complete(AlmSystem, "port: 8443")
TWO_FAULTS = complete(AlmSystem, "port: 8443\nhost_name: eu10.alm.cloud.sap/api")


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def put(name: str, text: str) -> None:
    Path(name).parent.mkdir(parents=True, exist_ok=True)
    Path(name).write_text(text, "utf-8")


def run(*args: str) -> tuple[int, str, str]:
    env = {"PATH": os.defpath, "LC_ALL": "C.UTF-8"}
    done = subprocess.run([CALM_LINT, "check", *args], capture_output=True, encoding="utf-8", env=env, timeout=60)
    return done.returncode, done.stdout, done.stderr


def write(*args: str) -> None:
    code, out, err = run("--write-baseline", "base.json", *args)
    assert (code, err) == (0, "")
    assert "No findings" in out


def codes(*args: str) -> list[str]:
    _, out, err = run("--baseline", "base.json", "--format", "concise", *args)
    assert err == ""
    return [line.split()[2] for line in out.splitlines()]


def test_only_new_findings_count() -> None:
    put("a.yaml", FAULT)
    write("a.yaml")
    assert codes("a.yaml") == []
    put("a.yaml", TWO_FAULTS)
    assert codes("a.yaml") == ["CALM102"]
    assert codes("--show-suppressed", "a.yaml") == ["CALM101", "CALM102"]


def test_file_is_sorted_and_has_a_line_for_each_finding() -> None:
    put("b.yaml", FAULT)
    put("a.yaml", TWO_FAULTS)
    write("b.yaml", "a.yaml")
    text = Path("base.json").read_text("utf-8")
    assert text.splitlines()[:5] == [
        "{",
        '  "version": 1,',
        '  "tool": "calm-lint",',
        '  "findings": [',
        '    {"file": "a.yaml", "rule": "CALM101", "entity": "s4hana_tenants[prod].communication_systems[CALM_PROD]", '
        '"message": "Port is 8443, must be 443"},',
    ]
    assert [(each["file"], each["rule"]) for each in json.loads(text)["findings"]] == [
        ("a.yaml", "CALM101"),
        ("a.yaml", "CALM102"),
        ("b.yaml", "CALM101"),
    ]
    write("a.yaml", "b.yaml")
    assert Path("base.json").read_text("utf-8") == text


def test_reordering_reformatting_and_renaming_bring_nothing_back() -> None:
    put("a.yaml", FAULT)
    write("a.yaml")
    put("a.yaml", "# moved\n\n" + FAULT.replace("port: 8443", "'port'  :   8443"))
    assert codes("a.yaml") == []
    lines = FAULT.split("        port: 8443\n")
    put("a.yaml", (lines[0] + lines[1]).replace("      - system_id", "      - port: 8443\n        system_id"))
    assert codes("a.yaml") == []
    Path("a.yaml").rename("b.yaml")
    assert codes("b.yaml") == []
    put("other/c.yaml", FAULT)
    Path("b.yaml").unlink()
    assert codes("other/c.yaml") == []


def test_same_fault_in_another_file_is_new() -> None:
    put("a.yaml", FAULT)
    write("a.yaml")
    put("b.yaml", FAULT)
    done = run("--baseline", "base.json", "--format", "concise", "b.yaml", "a.yaml")
    assert [line.split(":")[0] for line in done[1].splitlines()] == ["b.yaml"]


def test_same_fault_twice_in_a_file_is_counted() -> None:
    put("a.yaml", FAULT)
    write("a.yaml")
    put("a.yaml", f"{FAULT}---\n{FAULT}")
    assert codes("a.yaml") == ["CALM101"]


def test_gone_finding_is_told_and_taken_out() -> None:
    put("a.yaml", TWO_FAULTS)
    write("a.yaml")
    put("a.yaml", FAULT)
    code, _, err = run("--baseline", "base.json", "a.yaml")
    assert code == 0
    assert err == (
        "calm-lint: base.json: gone, take it out with --write-baseline: CALM102 in a.yaml, "
        "s4hana_tenants[prod].communication_systems[CALM_PROD]: Host Name ends in /api, must be eu10.alm.cloud.sap\n"
    )
    assert run("--quiet", "--baseline", "base.json", "a.yaml") == (0, "", "")
    write("a.yaml")
    assert [each["rule"] for each in json.loads(Path("base.json").read_text())["findings"]] == ["CALM101"]
    assert codes("a.yaml") == []


def test_other_files_keep_their_entries_as_long_as_they_exist() -> None:
    put("a.yaml", FAULT)
    put("b.yaml", FAULT)
    write("a.yaml", "b.yaml")
    # A hook lints what has changed, so nothing is known about the rest.
    put("a.yaml", GOOD)
    assert run("--baseline", "base.json", "b.yaml")[2] == ""
    write("a.yaml")
    assert codes("b.yaml") == []
    Path("b.yaml").unlink()
    assert "gone" in run("--baseline", "base.json", "a.yaml")[2]
    write("a.yaml")
    assert json.loads(Path("base.json").read_text())["findings"] == []


def test_configured_baseline_is_relative_to_the_configuration() -> None:
    put("calm-lint.toml", 'baseline = "lint/base.json"')
    put("one/a.yaml", FAULT)
    Path("lint").mkdir()
    assert run("--write-baseline", "lint/base.json", "one/a.yaml")[0] == 0
    os.chdir("one")
    assert run("a.yaml")[0] == 0
    assert "1 in the baseline" in run("a.yaml")[1]


def test_secrets_and_unreadable_files_are_never_in_it() -> None:
    put("a.yaml", complete(AlmUser, "client_secret: hunter2hunter2"))
    put("b.yaml", "x: [")
    code, out, err = run("--write-baseline", "base.json", "a.yaml", "b.yaml", "--format", "concise")
    assert (code, err) == (1, "")
    assert [line.split()[2] for line in out.splitlines()] == ["CALM205", "CALM001"]
    assert json.loads(Path("base.json").read_text())["findings"] == []
    assert "hunter2" not in out + Path("base.json").read_text()


def test_suppressed_finding_is_not_in_it() -> None:
    put("a.yaml", complete(AlmSystem, "port: 8443 # calm-lint: ignore[system-port] why"))
    write("a.yaml")
    assert json.loads(Path("base.json").read_text())["findings"] == []


def test_baseline_is_not_written_where_the_run_failed() -> None:
    put("a.yaml", FAULT)
    code, out, err = run("--write-baseline", "base.json", "a.yaml", "gone.yaml")
    assert code == 2
    assert "CALM101" in out
    assert "base.json: is not written, as the run did not see everything" in err
    assert not Path("base.json").exists()


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "is no baseline: it is not valid JSON"),
        ("[" * 100_000, "is no baseline: it is not valid JSON"),
        ("[]", "is no baseline of version 1: write it anew with --write-baseline"),
        ('{"version": 2, "findings": []}', "is no baseline of version 1: write it anew with --write-baseline"),
        (
            '{"version": 1, "findings": [{"rule": "CALM101"}]}',
            "is no baseline: finding 1 has to have file, rule, entity, message, all of them text",
        ),
        (
            '{"version": 1}',
            "is no baseline: finding 1 has to have file, rule, entity, message, all of them text",
        ),
        (None, "cannot be read: no such file or directory"),
    ],
)
def test_unusable_baseline(text: str | None, why: str) -> None:
    put("a.yaml", FAULT)
    if text is not None:
        put("base.json", text)
    code, out, err = run("--baseline", "base.json", "a.yaml")
    assert (code, err) == (2, f"calm-lint: base.json: {why}\n")
    assert "CALM101" in out


def test_baseline_that_cannot_be_written() -> None:
    put("a.yaml", FAULT)
    code, out, err = run("--write-baseline", "no/folder/base.json", "a.yaml")
    assert code == 2
    assert "CALM101" in out
    assert err.startswith("calm-lint: no/folder/base.json: cannot be written: ")
    assert err.count("\n") == 1
