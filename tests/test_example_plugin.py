"""The plugin in examples/plugin, installed beside calm-lint into an environment of its own, and used."""

from __future__ import annotations

import csv
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from calm_lint.api import CommunicationSystem
from calm_lint.rulebook.examples import complete

ROOT = Path(__file__).parents[1]

LOCKED = dict.fromkeys(["PIP_CONSTRAINT", "PIP_BUILD_CONSTRAINT"], (ROOT / "constraints.txt").as_uri())


# The environment has the locked versions.
pytestmark = pytest.mark.once


@pytest.fixture(scope="module")
def calm_lint(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Install this repository and the plugin, and return the console script."""
    folder = tmp_path_factory.mktemp("environment")
    subprocess.run([sys.executable, "-m", "venv", str(folder)], check=True)
    pip = [str(folder / "bin" / "python"), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    packages = [str(ROOT), str(ROOT / "examples" / "plugin")]
    subprocess.run([*pip, *packages], env={**os.environ, **LOCKED}, check=True, timeout=300)
    return folder / "bin" / "calm-lint"


@pytest.fixture
def landscape(tmp_path: Path) -> Path:
    path = tmp_path / "landscape.yaml"
    path.write_text(complete(CommunicationSystem, "port: 8443").replace("CALM_PROD", "ALM_PROD"), "utf-8")
    return path


def run(calm_lint: Path, *args: str, folder: Path) -> tuple[int, str, str]:
    env = {"PATH": os.defpath, "LC_ALL": "C.UTF-8"}
    done = subprocess.run(
        [str(calm_lint), *args], cwd=folder, env=env, capture_output=True, encoding="utf-8", timeout=60
    )
    return done.returncode, done.stdout, done.stderr


def test_plugin_is_used_from_the_command_line(calm_lint: Path, landscape: Path) -> None:
    folder = landscape.parent
    code, out, err = run(calm_lint, "check", "--format", "json", folder=folder)
    assert (code, err) == (1, "")
    found = {each["code"]: each for each in json.loads(out)["findings"]}
    assert found["ACME101"]["message"] == "System ID is ALM_PROD, should begin with CALM_"
    assert found["ACME101"]["plugin"] == "acme of acme-calm-lint 1.2.0"
    assert "plugin" not in found["CALM101"]
    rules = {
        each["code"]: each for each in json.loads(run(calm_lint, "rules", "--format=json", folder=folder)[1])["rules"]
    }
    assert rules["ACME101"]["plugin"] == "acme of acme-calm-lint 1.2.0"
    assert rules["CALM101"]["plugin"].startswith("rules of calm-lint ")
    assert "Our monitoring tells by the System ID" in run(calm_lint, "explain", "system-id-prefix", folder=folder)[1]


def test_format_and_profile(calm_lint: Path, landscape: Path) -> None:
    folder = landscape.parent
    code, out, err = run(calm_lint, "check", "--profile", "acme", "--format", "csv", folder=folder)
    assert (code, err) == (1, "")
    rows = list(csv.reader(out.splitlines()))
    assert rows[0] == ["file", "line", "level", "rule", "message"]
    assert sorted(row[3] for row in rows[1:]) == ["ACME101", "CALM101"]
    (folder / "calm-lint.toml").write_text('profile = "acme"\nselect = ["ACME101"]\n')
    assert "ACME101" in run(calm_lint, "check", "--format", "concise", folder=folder)[1]


def test_wrong_names_are_told(calm_lint: Path, landscape: Path) -> None:
    folder = landscape.parent
    assert "there is no profile acmee, did you mean acme?" in run(calm_lint, "--profile", "acmee", folder=folder)[2]
    assert "there is no format csvv, did you mean csv?" in run(calm_lint, "--format", "csvv", folder=folder)[2]
    (folder / "calm-lint.toml").write_text('profile = "acmee"\n')
    code, out, err = run(calm_lint, "check", folder=folder)
    assert (code, "CALM101" in out) == (2, True)
    assert err == "calm-lint: calm-lint.toml: there is no profile acmee, did you mean acme?\n"


def test_without_plugins(calm_lint: Path, landscape: Path) -> None:
    code, out, err = run(calm_lint, "check", "--no-plugins", "--format", "concise", folder=landscape.parent)
    assert (code, err) == (1, "")
    assert "ACME101" not in out
    assert "ACME101" not in run(calm_lint, "rules", "--no-plugins", folder=landscape.parent)[1]


def test_examples_of_the_plugin_are_run(calm_lint: Path, tmp_path: Path) -> None:
    assert run(calm_lint, "test", folder=tmp_path) == (0, "1 rule, 2 examples, 0 problems\n", "")
