"""The first word of a command line: a command, one that is misspelled, or a path."""

from __future__ import annotations

from pathlib import Path

import pytest

from calm_lint.api import Landscape
from calm_lint.cli import COMMANDS
from calm_lint.rulebook.examples import complete
from command_line import run


@pytest.fixture(autouse=True)
def landscape(folder: Path) -> None:
    """A landscape that has no fault."""
    (folder / "a.yaml").write_text(complete(Landscape, ""), "utf-8")


@pytest.mark.parametrize(
    ("args", "meant"),
    [
        (["workshet", "a.yaml"], "worksheet"),
        (["workshet", "--format", "html", "a.yaml"], "worksheet"),
        (["Rules"], "rules"),
        (["new_rule", "a-b"], "new-rule"),
    ],
)
def test_misspelled_command(args: list[str], meant: str) -> None:
    code, out, err = run(*args)
    assert (code, out) == (2, "")
    assert f"there is no command or file {args[0]}, did you mean {meant}?" in err


@pytest.mark.parametrize("args", [["workshet"], ["a.yaml", "workshet"]])
def test_file_that_is_named_nearly_like_a_command(folder: Path, args: list[str]) -> None:
    (folder / "workshet").write_text(complete(Landscape, ""), "utf-8")
    assert run(*args)[0] == 0


@pytest.mark.parametrize("path", ["report.yaml", "reports/", "./workshet", "customers"])
def test_path_that_is_not_there_is_no_command(path: str) -> None:
    code, _, err = run(path, "a.yaml")
    assert code == 2
    assert "there is no such file or directory" in err


def test_only_the_first_word_is_a_command() -> None:
    code, _, err = run("a.yaml", "workshet")
    assert (code, err) == (2, "calm-lint: workshet: cannot be read: there is no such file or directory\n")


@pytest.mark.parametrize("command", [[], *([each] for each in COMMANDS)], ids=" ".join)
def test_short_option_for_help(command: list[str]) -> None:
    short, long = run(*command, "-h"), run(*command, "--help")
    assert short == long
    assert short[0] == 0
    assert "Usage: calm-lint" in short[1]


def test_folder_that_is_named_like_a_command(folder: Path) -> None:
    (folder / "rules").mkdir()
    # Where there is nothing to lint in it, nobody meant it.
    (folder / "rules" / "acme.yaml").write_text("rules: []\n")
    code, out, err = run("rules")
    assert (code, err) == (0, "")
    (folder / "rules" / "landscape.yaml").write_text(complete(Landscape, ""), "utf-8")
    note = "calm-lint: rules is a command; to lint the folder of that name: calm-lint ./rules\n"
    assert run("rules") == (0, out, note)
    assert run("rules", "--format", "json")[2] == ""
    for args in (["./rules"], ["check", "rules"]):
        code, out, err = run(*args)
        assert (code, err) == (0, "")
        assert "1 file: 1 landscape" in out
