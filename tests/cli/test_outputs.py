"""Several formats in one run: what keeps one from being written keeps no other."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from calm_lint.api import AlmSystem
from calm_lint.rulebook.examples import complete

CALM_LINT = str(Path(sys.executable).with_name("calm-lint"))
BAD = complete(AlmSystem, "port: 8443")


def run(folder: Path, *formats: str, stdout: int | str = subprocess.PIPE) -> subprocess.CompletedProcess[str]:
    (folder / "a.yaml").write_text(BAD, "utf-8")
    options = [f"--format={each}" for each in formats]
    env = {"PATH": os.defpath, "LC_ALL": "C.UTF-8"}
    command = [CALM_LINT, "check", *options, "a.yaml"]
    if isinstance(stdout, str):
        command = ["sh", "-c", f'"$0" "$@" >{stdout}', *command]
        stdout = subprocess.DEVNULL
    return subprocess.run(
        command, cwd=folder, env=env, stdout=stdout, stderr=subprocess.PIPE, encoding="utf-8", timeout=30, check=False
    )


@pytest.mark.parametrize(
    ("target", "why"),
    [
        ("folder", "is a directory"),
        ("missing/report", "no such file or directory"),
        ("a.yaml/report", "not a directory"),
        pytest.param(
            "/dev/full",
            "no space left on device",
            marks=pytest.mark.skipif(not os.path.exists("/dev/full"), reason="there is no /dev/full"),
        ),
    ],
)
@pytest.mark.parametrize("name", ["text", "json", "sarif", "github", "gitlab", "junit", "markdown"])
def test_others_are_written(tmp_path: Path, name: str, target: str, why: str) -> None:
    (tmp_path / "folder").mkdir()
    done = run(tmp_path, f"{name}={target}", "concise", "json=good.json")
    assert done.returncode == 2
    assert done.stderr == f"calm-lint: {target}: cannot be written: {why}\n"
    assert done.stdout.startswith("a.yaml:")
    assert json.loads((tmp_path / "good.json").read_text("utf-8"))["summary"]["error"] == 1
    # No draft is left behind.
    assert sorted(os.listdir(tmp_path)) == ["a.yaml", "folder", "good.json"]


def test_two_formats_for_one_file_behind_a_link(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to("report")
    done = run(tmp_path, "text=link", "json=report")
    assert (done.returncode, done.stdout) == (2, "")
    assert "two formats go to one place" in done.stderr
    assert not (tmp_path / "report").exists()


def test_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "reports").mkdir()
    (tmp_path / "reports" / "report").write_text("of yesterday", "utf-8")
    (tmp_path / "link").symlink_to("reports/report")
    done = run(tmp_path, "concise=link")
    assert (done.returncode, done.stdout, done.stderr) == (1, "", "")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "reports" / "report").read_text("utf-8").startswith("a.yaml:")
    assert os.listdir(tmp_path / "reports") == ["report"]


@pytest.mark.skipif(not os.path.exists("/dev/stdout"), reason="there is no /dev/stdout")
def test_link_to_another_file_system(tmp_path: Path) -> None:
    # /dev is one, and the link leads to the file that the standard output goes to.
    done = run(tmp_path, "concise=/dev/stdout", stdout="out.txt")
    assert (done.returncode, done.stderr) == (1, "")
    assert (tmp_path / "out.txt").read_text("utf-8").startswith("a.yaml:")
