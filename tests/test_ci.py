"""The files in docs/ci.md, complete as they stand there: checked by their schemas, and their commands run."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from junitparser import JUnitXml
from sarif.loader import load_sarif_file

from calm_lint.api import AlmSystem, Landscape
from calm_lint.rulebook.examples import complete

BIN = Path(sys.executable).parent
PAGE = (Path(__file__).parents[1] / "docs" / "ci.md").read_text("utf-8")

# Each block begins with the name of its file in a comment.
FILES = dict(re.findall(r"```yaml\n# (\S+)\n(.*?)```", PAGE, re.DOTALL))
WORKFLOWS = [name for name in FILES if name.startswith(".github/")]
SCHEMAS = {**dict.fromkeys(WORKFLOWS, "vendor.github-workflows"), ".gitlab-ci.yml": "vendor.gitlab-ci"}

INSTALL = "pip install calm-lint"
GOOD = complete(Landscape, "")
BAD = complete(AlmSystem, "port: 8443")


def test_each_block_is_a_file() -> None:
    assert len(FILES) == PAGE.count("```") / 2
    assert FILES.keys() == {".pre-commit-config.yaml", *SCHEMAS}


@pytest.mark.parametrize("name", SCHEMAS)
def test_file_follows_its_schema(name: str, tmp_path: Path) -> None:
    path = tmp_path / "file.yml"
    path.write_text(FILES[name], "utf-8")
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", SCHEMAS[name], str(path)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == 0, done.stdout


def commands(name: str) -> list[str]:
    """Return the commands of a file, less the installation, which has to come first."""
    content = yaml.safe_load(FILES[name])
    (job,) = content.get("jobs", content).values()
    lines = job["script"] if "script" in job else [step["run"] for step in job["steps"] if "run" in step]
    assert lines[0] == INSTALL
    assert all(line.startswith("calm-lint") for line in lines[1:])
    return list(lines[1:])


def run(name: str, text: str, folder: Path, **env: str) -> tuple[int, str]:
    """Run the commands of a file beside a landscape, as its job does; return the exit code and what was printed."""
    (folder / "landscape.yaml").write_text(text, "utf-8")
    path = f"{BIN}{os.pathsep}{os.defpath}"
    done = subprocess.run(
        ["sh", "-e", "-c", "\n".join(commands(name))],
        cwd=folder,
        env={"PATH": path, "LC_ALL": "C.UTF-8", **env},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        check=False,
        timeout=60,
    )
    return done.returncode, done.stdout


@pytest.mark.parametrize(("text", "code"), [(GOOD, 0), (BAD, 1)], ids=["good", "bad"])
class TestCommands:
    def test_annotations_and_summary(self, text: str, code: int, tmp_path: Path) -> None:
        summary = tmp_path / "summary.md"
        env = {"GITHUB_ACTIONS": "true", "GITHUB_STEP_SUMMARY": str(summary)}
        done = run(".github/workflows/landscape.yml", text, tmp_path, **env)
        assert done[0] == code, done
        assert done[1].count("::error file=landscape.yaml,line=") == code
        assert len(done[1].splitlines()) == code
        assert summary.read_text("utf-8").startswith("## calm-lint: 1 error" if code else "## calm-lint: no findings")

    def test_code_scanning(self, text: str, code: int, tmp_path: Path) -> None:
        name = ".github/workflows/code-scanning.yml"
        done = run(name, text, tmp_path, GITHUB_ACTIONS="true")
        assert done[0] == code, done
        upload = yaml.safe_load(FILES[name])["jobs"]["calm-lint"]["steps"][-1]
        # Without it, a run that found something would upload nothing.
        assert upload["if"] == "${{ !cancelled() }}"
        records = load_sarif_file(str(tmp_path / upload["with"]["sarif_file"])).get_records()
        assert [each["Code"] for each in records] == ["CALM101"] * code

    def test_code_quality_and_test_report(self, text: str, code: int, tmp_path: Path) -> None:
        done = run(".gitlab-ci.yml", text, tmp_path, GITLAB_CI="true")
        assert done[0] == code, done
        artifacts: dict[str, Any] = yaml.safe_load(FILES[".gitlab-ci.yml"])["calm-lint"]["artifacts"]
        # Without it, a run that found something would hand in nothing.
        assert artifacts["when"] == "always"
        issues = json.loads((tmp_path / artifacts["reports"]["codequality"]).read_text("utf-8"))
        assert [each["check_name"] for each in issues] == ["CALM101 system-port"] * code
        tests = JUnitXml.fromfile(str(tmp_path / artifacts["reports"]["junit"]))
        assert (tests.tests, tests.failures, tests.errors) == (1, code, 0)
