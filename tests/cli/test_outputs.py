"""Several formats in one run: what keeps one from being written keeps no other."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from calm_lint.api import AlmSystem
from calm_lint.rulebook.examples import complete
from command_line import Done, put, run

BAD = complete(AlmSystem, "port: 8443")


def check(*formats: str, prefix: tuple[str, ...] = ()) -> Done:
    put("a.yaml", BAD)
    return run("check", *(f"--format={each}" for each in formats), "a.yaml", prefix=prefix)


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
    done = check(f"{name}={target}", "concise", "json=good.json")
    assert done.code == 2
    assert done.err == f"calm-lint: {target}: cannot be written: {why}\n"
    assert done.out.startswith("a.yaml:")
    assert json.loads((tmp_path / "good.json").read_text("utf-8"))["summary"]["error"] == 1
    # No draft is left behind.
    assert sorted(os.listdir(tmp_path)) == ["a.yaml", "folder", "good.json"]


def test_two_formats_for_one_file_behind_a_link(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to("report")
    done = check("text=link", "json=report")
    assert (done.code, done.out) == (2, "")
    assert "two formats go to one place" in done.err
    assert not (tmp_path / "report").exists()


def test_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "reports").mkdir()
    (tmp_path / "reports" / "report").write_text("of yesterday", "utf-8")
    (tmp_path / "link").symlink_to("reports/report")
    done = check("concise=link")
    assert (done.code, done.out, done.err) == (1, "", "")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "reports" / "report").read_text("utf-8").startswith("a.yaml:")
    assert os.listdir(tmp_path / "reports") == ["report"]


@pytest.mark.skipif(not os.path.exists("/dev/stdout"), reason="there is no /dev/stdout")
def test_link_to_another_file_system(tmp_path: Path) -> None:
    # /dev is one, and the link leads to the file that the standard output goes to.
    done = check("concise=/dev/stdout", prefix=("sh", "-c", '"$0" "$@" >out.txt'))
    assert (done.code, done.err) == (1, "")
    assert (tmp_path / "out.txt").read_text("utf-8").startswith("a.yaml:")


@pytest.mark.parametrize("target", ["a.yaml", "./a.yaml", "link"])
def test_file_that_is_linted_is_not_overwritten(target: str) -> None:
    os.symlink("a.yaml", "link")
    done = check(f"json={target}", "concise")
    assert (done.code, Path("a.yaml").read_text("utf-8")) == (2, BAD)
    assert "is a file that is linted: name another one for the result\n" in done.err
    assert "CALM101" in done.out
