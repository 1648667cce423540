"""The commands for people who write rules: start one, and run its examples."""

from __future__ import annotations

from pathlib import Path

import pytest

from command_line import run

POLICY = Path(__file__).parents[2] / "examples" / "policy" / "rules.yaml"


def test_new_rule_has_an_example_that_fails_until_it_is_changed(tmp_path: Path) -> None:
    assert run("new-rule", "landscape-name") == (
        0, "wrote landscape-name.yaml; next: calm-lint test landscape-name.yaml\n", ""
    )  # fmt: skip
    path = tmp_path / "landscape-name.yaml"
    code, out, err = run("test", path.name)
    assert (code, err) == (1, "")
    assert "example 'name: Nobody' is bad, must have one finding, has 0" in out
    path.write_text(path.read_text("utf-8").replace("minLength: 1", "const: Acme"), "utf-8")
    assert run("test", path.name) == (0, "1 rule, 2 examples, 0 problems\n", "")
    assert run("new-rule", "landscape-name")[0] == 2


def test_new_module_is_a_plugin_whose_example_fails(tmp_path: Path) -> None:
    assert run("new-rule", "landscape-name", "--python")[0] == 0
    info = tmp_path / "acme-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: acme\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text("[calm_lint]\nacme = landscape_name\n")
    done = run("test", PYTHONPATH=str(tmp_path))
    assert (done.code, done.err) == (1, "")
    assert "ACME001 landscape-name: example 'name: Nobody' is bad" in done.out


@pytest.mark.parametrize("name", ["Name", "a_b", "../a", "a--b", ""])
def test_name_that_no_rule_can_have(tmp_path: Path, name: str) -> None:
    code, _, err = run("new-rule", name)
    assert code == 2
    assert "words in lower case with hyphens" in err
    assert list(tmp_path.iterdir()) == []


def test_files_and_folders_are_tested(tmp_path: Path) -> None:
    (tmp_path / "one").mkdir()
    (tmp_path / "one" / "rules.yaml").write_text(POLICY.read_text("utf-8"), "utf-8")
    assert run("test", "one") == (0, "4 rules, 9 examples, 0 problems\n", "")
    (tmp_path / "one" / "wrong.yaml").write_text("rules: 5\n")
    code, out, err = run("test", "one")
    assert code == 2
    assert err == "calm-lint: one/wrong.yaml: line 1, column 8: rules is the text 5, must be a list\n"
    assert "4 rules, " in out


def test_nothing_to_test() -> None:
    code, _, err = run("test")
    assert code == 2
    assert "there is no rule to test" in err


def test_rules_of_the_folder_are_listed_and_explained(tmp_path: Path) -> None:
    (tmp_path / "rules.yaml").write_text(POLICY.read_text("utf-8"), "utf-8")
    (tmp_path / "calm-lint.toml").write_text('rules = ["rules.yaml"]\n')
    assert "ACME001  system-id-pattern                 warning  rules.yaml\n" in run("rules")[1]
    out = run("explain", "system-id-pattern")[1]
    assert "Rule of: rules.yaml\n" in out
    assert "Page:" not in out
